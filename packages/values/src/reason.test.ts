import { isReason } from './reason';

test.each([
  ['', false],
  ['误', true],
  ['误'.repeat(500), true],
  ['误'.repeat(501), false],
  ['a line\nand another', false],
])('a reason has 1 to 500 characters in one line', (text, holds) => {
  expect(isReason(text)).toBe(holds);
});

test('a rare character of a name is one of them, though it takes two units', () => {
  expect(isReason('𠮷'.repeat(500))).toBe(true);
  expect(isReason('𠮷'.repeat(501))).toBe(false);
});
