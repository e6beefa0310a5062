import { profileAt } from '@anju/rulebook/rule-profile';
import { isPartOf, isUnderWarranty, type LastWorks, lastDayOfWarranty, tellsItsTime } from './warranty';

const rules = profileAt('140502', '2022-09-01').warranty;
const works = (differing: Partial<LastWorks> = {}): LastWorks => ({
  part: 'WATERPROOFING',
  acceptedOn: '2022-10-20',
  heatingSeasons: null,
  designLifeYears: null,
  ...differing,
});

test('[PROJ-4] example: accepted on 2022-10-20, waterproof to 2027-10-20', () => {
  expect(lastDayOfWarranty(works(), rules)).toBe('2027-10-20');
  expect(isUnderWarranty(works(), '2027-10-20', rules)).toBe(true);
  expect(isUnderWarranty(works(), '2027-10-21', rules)).toBe(false);
});

test.each([
  ['PIPES_WIRING_FINISHING', null, '2024-10-20'],
  ['CITY_ROAD', null, '2023-10-20'],
  ['STRUCTURE', 50, '2072-10-20'],
] as const)('[PROJ-4] %s is under warranty to its last day', (part, designLifeYears, lastDay) => {
  expect(lastDayOfWarranty(works({ part, designLifeYears }), rules)).toBe(lastDay);
});

test('[PROJ-4] heating is under warranty for two whole seasons', () => {
  const heating = (heatingSeasons: number) => works({ part: 'HEATING', heatingSeasons });
  expect(lastDayOfWarranty(heating(0), rules)).toBeNull();
  expect(isUnderWarranty(heating(1), '2030-01-01', rules)).toBe(true);
  expect(isUnderWarranty(heating(2), '2023-01-01', rules)).toBe(false);
});

test('[PROJ-4] where the law has no number, the works have to say one', () => {
  expect(tellsItsTime(works())).toBe(true);
  for (const [heatingSeasons, tells] of [
    [null, false],
    [-1, false],
    [0, true],
  ] as const)
    expect(tellsItsTime(works({ part: 'HEATING', heatingSeasons }))).toBe(tells);
  for (const [designLifeYears, tells] of [
    [null, false],
    [0, false],
    [1, true],
    [200, true],
    [201, false],
  ] as const)
    expect(tellsItsTime(works({ part: 'STRUCTURE', designLifeYears }))).toBe(tells);
});

test('[PROJ-4] a roof is no road, whose warranty is shorter', () => {
  expect(isPartOf('WATERPROOFING', 'ROOF_REPAIR')).toBe(true);
  expect(isPartOf('CITY_ROAD', 'ROOF_REPAIR')).toBe(false);
  expect(isPartOf('PIPES_WIRING_FINISHING', 'DRAINAGE')).toBe(true);
  expect(isPartOf('WATERPROOFING', 'DRAINAGE')).toBe(false);
});
