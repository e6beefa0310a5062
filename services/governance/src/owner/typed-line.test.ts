import { readLine } from './typed-line';

test('a line is read without the blanks around it', () => {
  expect(readLine(' 王 五 ')).toBe('王 五');
  expect(readLine('王五\r\n')).toBe('王五');
  expect(readLine('　')).toBe('');
  expect(readLine('𠮷野')).toBe('𠮷野');
});

test('a line that holds what nobody sees, a line break or half a character among them, is none', () => {
  for (const hiding of [
    '王\u0000五',
    '王\n五',
    '王\t五',
    '王\u007f五',
    '王\ud842五',
    '\u202e五王',
    '王五\u200b',
    '\u200b',
  ])
    expect(readLine(hiding)).toBeNull();
});
