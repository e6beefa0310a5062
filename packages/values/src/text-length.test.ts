import { fitsIn } from './text-length';

test.each([
  ['', false],
  ['名', true],
  ['三字名', true],
  ['四个字的', false],
  ['𠮷𠮷𠮷', true],
  ['𠮷𠮷𠮷𠮷', false],
])('%j is of 1 to 3 characters: %s', (text, fits) => {
  expect(fitsIn(text, 3)).toBe(fits);
});
