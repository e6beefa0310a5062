import { readLine } from './typed-line';

test('a line is read without the blanks around it and without marks that nobody sees', () => {
  expect(readLine(' 王 五 ')).toBe('王 五');
  expect(readLine('\u202e五王\u202c\u200b')).toBe('五王');
  expect(readLine('\u200b ')).toBe('');
  expect(readLine('𠮷野')).toBe('𠮷野');
});

test('a line with a control character, a line break among them, or half a character is none', () => {
  for (const typed of ['王\u0000五', '王\n五', '王\t五', '王\u007f五', '王\ud842五'])
    expect(readLine(typed)).toBeNull();
  // Around it they are blanks.
  expect(readLine('王五\r\n')).toBe('王五');
});
