import { creditCodeFault, foldCreditCode } from './credit-code';

test.each([
  // The example of the standard itself, then made-up ones whose check characters are a letter, a digit and 0.
  '91350100M000100Y43',
  '91140502MA0BBBBB0F',
  '91140502MA00000A12',
  '91140502MA000000E0',
])('%s is a unified social credit code', (code) => {
  expect(creditCodeFault(code)).toBeNull();
});

test.each([
  ['one digit is wrong', '91350100M000100Y44'],
  ['two neighbours are swapped', '91350100M001000Y43'],
  ['the check character is wrong', '91140502MA0BBBBB0G'],
])('the check character finds it where %s', (_, code) => {
  expect(creditCodeFault(code)).toBe('CHECK_CHARACTER');
});

test('one character less or more is no code', () => {
  expect(creditCodeFault('91350100M000100Y4')).toBe('LENGTH');
  expect(creditCodeFault('91350100M000100Y433')).toBe('LENGTH');
  expect(creditCodeFault('')).toBe('LENGTH');
});

test.each([
  ['a letter the standard leaves out', '9135O100M000100Y43'],
  ['a letter in the division', '91350A00M000100Y43'],
  ['Chinese', '91350100M000100Y4章'],
])('%s is no character of a code', (_, code) => {
  expect(creditCodeFault(code)).toBe('CHARACTER');
});

test('small letters, spaces and wide characters are folded', () => {
  expect(foldCreditCode(' 91350100m000100y43\n')).toBe('91350100M000100Y43');
  expect(foldCreditCode('9135 0100 M000 100Y 43')).toBe('91350100M000100Y43');
  expect(foldCreditCode('９１３５０１００Ｍ０００１００Ｙ４３')).toBe('91350100M000100Y43');
});
