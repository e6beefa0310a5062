import { covers, type DivisionCode } from '@anju/values/division';
import { codePrefix } from './division';
import { childrenOf, findDivision, parentOf } from './division.files';

test('[REG-10] the city has six county-level units and its development zone', () => {
  expect(childrenOf(findDivision('140500')!).map(({ code }) => code)).toEqual([
    '140500-DZ',
    '140502',
    '140521',
    '140522',
    '140524',
    '140525',
    '140581',
  ]);
});

test('[REG-10] every division lies in the next wider one that is known', () => {
  expect(parentOf(findDivision('140500-DZ')!)).toMatchObject({ name: '晋城市', level: 'CITY' });
  expect(parentOf(findDivision('140581')!)).toMatchObject({ code: '140500' });
  expect(parentOf(findDivision('140500')!)).toMatchObject({ code: '140000', level: 'PROVINCE' });
  expect(parentOf(findDivision('140000')!)).toBeNull();
  expect(findDivision('140503')).toBeNull();
});

test.each<DivisionCode>(['CN', '140000', '140500', '140502', '140500-DZ', '140502006', '340000', '341181'])(
  'the codes in %s are those that begin alike',
  (outer) => {
    const codes: DivisionCode[] = [
      '140000',
      '140500',
      '140502',
      '140521',
      '140500-DZ',
      '140502006',
      '140502006011',
      '140602',
      '341181',
    ];
    for (const inner of codes) expect(inner.startsWith(codePrefix(outer))).toBe(covers(outer, inner));
  },
);
