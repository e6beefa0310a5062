import { muToDm2Display } from './mu';

test('18 mu are 12,000 m² exactly', () => {
  expect(muToDm2Display(18)).toBe(1_200_000);
});

test('427 mu are no whole number of dm², and are rounded half up to be shown', () => {
  expect(muToDm2Display(427)).toBe(28_466_667);
  expect(muToDm2Display(1)).toBe(66_667);
  expect(muToDm2Display(2)).toBe(133_333);
});

test('[CONV-1] part of a mu, and less than none, are refused', () => {
  expect(() => muToDm2Display(-1)).toThrow(RangeError);
  expect(muToDm2Display(0)).toBe(0);
  expect(() => muToDm2Display(1.5)).toThrow(RangeError);
});
