import { isResidentNumber } from './resident-number';

test.each([
  // The examples of the standard itself, then made-up ones of a place that there is not.
  '11010519491231002X',
  '440524188001010014',
  '00000019800101003X',
  '000000198002290010',
])('%s is a number of a resident', (number) => {
  expect(isResidentNumber(number)).toBe(true);
});

test.each([
  ['one digit is wrong', '110105194912310021'],
  ['another digit is wrong', '11010519491231003X'],
  ['two neighbours are swapped', '11010519491213002X'],
  ['two other neighbours are swapped', '440524188001010104'],
  ['the day of birth is none, though the check digit is right', '000000198102290018'],
  ['X is another letter', '11010519491231002Y'],
  ['X is small', '11010519491231002x'],
  ['a digit is missing', '1101051949123102X'],
  ['there is one more', '111010519491231002X'],
  ['it is of before 1999, when there were 15 digits', '110105491231002'],
  ['a nought is the letter O', '11O10519491231002X'],
])('it is none where %s', (_, number) => {
  expect(isResidentNumber(number)).toBe(false);
});

test('each wrong digit is found', () => {
  const right = '11010519491231002X';
  for (let at = 0; at < 17; at++)
    for (let by = 1; by < 10; by++) {
      const digit = (Number(right[at]) + by) % 10;
      expect(isResidentNumber(right.slice(0, at) + digit + right.slice(at + 1))).toBe(false);
    }
});
