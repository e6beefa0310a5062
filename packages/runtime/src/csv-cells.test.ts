import { count, date, decimal, optional, text, yesNo } from './csv-cells';
import type { ReadCell } from './csv-table';

const yuan = decimal(2);
const wan = decimal(6);

test.each<[string, ReadCell<unknown>, string, unknown]>([
  ['text', text, '凤源', '凤源'],
  ['text of 200 characters', text, '𠮷'.repeat(200), '𠮷'.repeat(200)],
  ['a count', count, '144', 144],
  ['none', count, '0', 0],
  ['a count in full-width digits', count, '１４４', 144],
  ['square metres in full-width digits', yuan, '６５．５０', 6550],
  ['a nought that adds nothing', yuan, '57.050', 5705],
  ['the largest exact count', count, '9007199254740991', Number.MAX_SAFE_INTEGER],
  ['square metres as dm²', yuan, '65.00', 6500],
  ['square metres without decimals', yuan, '65', 6500],
  ['one decimal', yuan, '65.5', 6550],
  ['a fen', yuan, '0.01', 1],
  ['ten thousands of yuan as fen', wan, '417.8', 417_800_000],
  ['a day', date, '2024-02-29', '2024-02-29'],
  ['the first day of our time', date, '1900-01-01', '1900-01-01'],
  ['the last day of our time', date, '2199-12-31', '2199-12-31'],
  ['yes', yesNo, '是', true],
  ['no', yesNo, 'NO', false],
  ['nothing', optional(count), '', null],
  ['something', optional(count), '7', 7],
])('%s is read', (_, read, cell, value) => {
  expect(read(cell)).toEqual({ value });
});

test.each<[string, ReadCell<unknown>, string]>([
  ['nothing', text, ''],
  ['text of 201 characters', text, '长'.repeat(201)],
  ['a name for a number', count, '李四'],
  ['a negative count', count, '-1'],
  ['"at least"', count, '1330+'],
  ['half a household', count, '1.5'],
  ['a count beyond 2^53 - 1', count, '9007199254740992'],
  ['nothing for a number', yuan, ''],
  ['a negative sum', yuan, '-0.01'],
  ['a thousandth of a yuan', yuan, '0.001'],
  ['a count with a footnote', count, '1246①'],
  ['a sum with a footnote', wan, '800²'],
  ['a day with a footnote', date, '2022-05-3①'],
  ['digits that are none', count, '4₀₀'],
  ['a day of the year 22', date, '0022-05-31'],
  ['the last day before our time', date, '1899-12-31'],
  ['the first day after our time', date, '2200-01-01'],
  ['a sum with separators', yuan, '1,000'],
  ['a sum with its unit', yuan, '65元'],
  ['a sum with an exponent', yuan, '1e3'],
  ['a sum beyond 2^53 - 1 fen', yuan, '90071992547409.92'],
  ['31 June', date, '2022-06-31'],
  ['29 February of another year', date, '2023-02-29'],
  ['a day as people write it', date, '2022/6/30'],
  ['neither yes nor no', yesNo, '对'],
  ['something that is wrong', optional(count), 'x'],
])('%s is refused, in both languages', (_, read, cell) => {
  expect(read(cell)).toEqual({
    wrong: {
      zh: expect.stringMatching(/[\u4e00-\u9fff].+。$/),
      en: expect.stringMatching(/[A-Za-z].+\.$/),
    },
  });
});
