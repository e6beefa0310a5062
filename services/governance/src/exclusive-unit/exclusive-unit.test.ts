import { areaOf, evidenceOf, positionOf } from './exclusive-unit';

const evidence = (registered: number | null, surveyed: number | null, contract: number | null) => ({
  areaRegisteredDm2: registered,
  areaSurveyedDm2: surveyed,
  areaContractDm2: contract,
});

test('[REG-2] example: 80.00 m² on the register and 81.20 by survey are 8000', () => {
  expect(areaOf(evidence(8000, 8120, null))).toBe(8000);
});

test.each([
  [evidence(8000, 8120, 8200), 8000, 'REGISTERED'],
  [evidence(null, 8120, 8200), 8120, 'SURVEYED'],
  [evidence(null, null, 8200), 8200, 'CONTRACT'],
  [evidence(null, null, null), null, null],
])('[REG-2] %j is %s by %s', (given, area, by) => {
  expect([areaOf(given), evidenceOf(given)]).toEqual([area, by]);
});

test('labels sort as people count', () => {
  const labels = ['10-1-101', '2-1-1001', '2-1-301', '2-0-1'];
  expect(labels.toSorted((a, b) => (positionOf(a) < positionOf(b) ? -1 : 1))).toEqual([
    '2-0-1',
    '2-1-301',
    '2-1-1001',
    '10-1-101',
  ]);
});
