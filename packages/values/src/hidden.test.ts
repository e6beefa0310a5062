import { hidesSomething, hidesSomethingInLines } from './hidden';

test.each([
  'a\u0000b',
  '\u200b',
  'a\nb',
  '\u202e反转',
  '\ufeff凤源',
  '凤\u00ad源',
  '\u2028',
  '\u3164',
  '源\ud800',
])('%j hides something', (text) => expect(hidesSomething(text)).toBe(true));

test.each(['凤源食品厂小区', '2 号楼　屋面', '𠮷野家', 'Fengyuan (1998)', '——“改造”'])(
  '%j hides nothing',
  (text) => {
    expect(hidesSomething(text)).toBe(false);
    expect(hidesSomethingInLines(text)).toBe(false);
  },
);

test('lines are seen, and what hides in them is not', () => {
  expect(hidesSomethingInLines('一、保洁\r\n二、绿化\n\t三、巡查')).toBe(false);
  expect(hidesSomethingInLines('一、保洁\n\u200b二、绿化')).toBe(true);
  expect(hidesSomethingInLines('一\r二')).toBe(true);
});
