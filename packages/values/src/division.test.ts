import { cityOf, covers, type DivisionCode, divisionLevel, isDivisionCode, withParents } from './division';

test('[REG-10] the six counties of Jincheng and its development zone lie in the city', () => {
  const units: DivisionCode[] = ['140502', '140521', '140522', '140524', '140525', '140581', '140500-DZ'];
  for (const unit of units) {
    expect(covers('140500', unit)).toBe(true);
    expect(covers('140000', unit)).toBe(true);
    expect(covers('CN', unit)).toBe(true);
    expect(divisionLevel(unit)).toBe('COUNTY');
  }
});

test('[REG-10] a county covers its streets and community areas, and no other county', () => {
  expect(covers('140502', '140502')).toBe(true);
  expect(covers('140502', '140502006')).toBe(true);
  expect(covers('140502', '140502006011')).toBe(true);
  expect(covers('140502006', '140502006011')).toBe(true);
  expect(covers('140502', '140521')).toBe(false);
  expect(covers('140502', '140500')).toBe(false);
  expect(covers('140502', '140500-DZ')).toBe(false);
  expect(covers('140502006', '140502007011')).toBe(false);
  expect(covers('140500', '140602')).toBe(false);
  expect(covers('140500', '341181')).toBe(false);
});

test.each([
  '',
  '14',
  '1405',
  '14050',
  '000000',
  '140002',
  '1405020',
  '140502000',
  '140502006000',
  '140500-dz',
  '140500-DZX',
  '140502-',
  'cn',
  '140502 ',
  '城区',
])('%j is no division and neither covers nor is covered', (text) => {
  const code = text as DivisionCode;
  expect(isDivisionCode(code)).toBe(false);
  expect(covers('CN', code)).toBe(false);
  expect(covers(code, '140502')).toBe(false);
  expect(covers(code, code)).toBe(false);
});

test('from the narrowest to the country', () => {
  expect(withParents('140502006011')).toEqual([
    '140502006011',
    '140502006',
    '140502',
    '140500',
    '140000',
    'CN',
  ]);
  expect(withParents('140500-DZ')).toEqual(['140500-DZ', '140500', '140000', 'CN']);
  expect(withParents('CN')).toEqual(['CN']);
});

test.each([
  ['140502006011', '140500'],
  ['140500-DZ', '140500'],
  ['140500', '140500'],
  ['140000', null],
  ['CN', null],
  ['349', null],
] as const)('%s lies in the city %s', (code, city) => {
  expect(cityOf(code)).toBe(city);
});
