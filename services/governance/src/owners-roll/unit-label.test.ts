import { labelOf } from './unit-label';

test('a label is building, entrance and door', () => {
  expect(labelOf({ building: '2', entrance: '1', door: '301' })).toBe('2-1-301');
});
