import iconv from 'iconv-lite';
import { createCellReader, problemsCsv, readTable } from './csv-table';
import { count, text } from './csv-cells';

const columns = ['户号', '面积'];
const read = (file: string | Buffer) => readTable(Buffer.from(file).toString('base64'), columns);
const rowsIn = (file: string | Buffer) => {
  const table = read(file);
  if (!table.readable) throw new Error(`${table.code} ${JSON.stringify(table.problems)}`);
  return table.rows.map(({ line, cells }) => [line, ...columns.map((column) => cells[column])]);
};
const wrongIn = (file: string | Buffer) => {
  const table = read(file);
  if (table.readable) throw new Error('It was readable');
  const problems = table.problems.map(({ line, column, reason }) => [line, column, reason.en]);
  return { code: table.code, problems };
};

const file = '户号,面积\n凤源1-101,65.00\n';
const gb18030 = (text: string, addBOM = false) => iconv.encode(text, 'gb18030', { addBOM });

test.each([
  ['UTF-8', Buffer.from(file)],
  ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${file}`)],
  ['GB18030', gb18030(file)],
  ['GB18030 with a byte order mark', gb18030(file, true)],
])('%s is read alike', (_, bytes) => {
  expect(rowsIn(bytes)).toEqual([[2, '凤源1-101', '65.00']]);
});

test('GB18030 has characters that neither GBK nor two bytes can say', () => {
  const name = '㐂𠮷';

  expect(rowsIn(gb18030(`户号,面积\n${name},1\n`))).toEqual([[2, name, '1']]);
});

test.each([
  ['UTF-16, as spreadsheets call Unicode text', Buffer.from(`\uFEFF${file}`, 'utf16le')],
  ['bytes that are no text', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xff])],
  ['GB18030 cut off within a character', gb18030(`${file}凤`).subarray(0, -1)],
])('%s is refused as an unknown encoding', (_, bytes) => {
  expect(wrongIn(bytes)).toEqual({ code: 'UNKNOWN_ENCODING', problems: [] });
});

/** One byte of `text` as UTF-8 is another: the last of the character at which `mark` begins, or one put before it. */
const spoilt = (text: string, mark: string, put?: number) => {
  const bytes = Buffer.from(text);
  const at = bytes.indexOf(mark);
  if (put === undefined) return Buffer.concat([bytes.subarray(0, at + 2), bytes.subarray(at + 3)]);
  return Buffer.concat([bytes.subarray(0, at), Buffer.from([put]), bytes.subarray(at)]);
};

test.each([
  ['a byte that is missing', spoilt('户号,面积\n一号,65\n二号楼,70\n', '楼'), 3],
  ['a byte too many', spoilt('户号,面积\n一号,65\n二号楼,70\n', '楼', 0xff), 3],
  ['a byte too many, after lines of any kind', spoilt('户号,面积\r\n一,65\r二,70\n三,80\n', '三', 0xe4), 4],
  ['a cell in GB18030', Buffer.concat([Buffer.from('户号,面积,备注\n一,65,'), gb18030('号\n')]), 2],
  ['an end that is cut off', Buffer.from('户号,面积\n一,65\n二').subarray(0, -1), 3],
])('UTF-8 but for %s is not taken for GB18030, and the row is told', (_, bytes, line) => {
  expect(wrongIn(bytes)).toEqual({
    code: 'UNKNOWN_ENCODING',
    problems: [[line, null, expect.stringContaining('shown as �')]],
  });
});

test('every character of GB 2312 is read in it, in rows of its order and of any other', () => {
  const all: string[] = [];
  for (let lead = 0xb0; lead <= 0xf7; lead++)
    for (let trail = 0xa1; trail <= 0xfe; trail++)
      if (lead !== 0xd7 || trail < 0xfa) all.push(iconv.decode(Buffer.from([lead, trail]), 'gb18030'));
  expect(all).toHaveLength(6_763);
  for (let step = 1; step < all.length; step += 37) {
    const names = all.map((_, i) => all[(i * step) % all.length]!);
    const text = names.join('').replace(/.{3}/g, '$&\n');
    const rows = text.split('\n').map((name) => `${name},1`);
    expect(rowsIn(gb18030(`户号,面积\n${rows.join('\n')}`)).map(([, name]) => name)).toEqual(
      text.split('\n'),
    );
  }
});

test.each(['联通', '媒体', '洹啊', '一', '椤洹', '0', ''])(
  'a short file of %j in GB18030 is read in it',
  (name) => {
    expect(rowsIn(gb18030(`户号,面积\n${name},1\n`))).toEqual([[2, name, '1']]);
  },
);

const mib = 1024 * 1024;
const ofSize = (bytes: number) => {
  const start = '户号,面积\n';
  const row = `1,${'9'.repeat(997)}\n`;
  return Buffer.concat([Buffer.from(start), Buffer.alloc(bytes - Buffer.byteLength(start), row)]);
};

test('5 MiB are taken, and one byte more is not', () => {
  expect(rowsIn(ofSize(5 * mib)).length).toBeGreaterThan(5_000);
  expect(wrongIn(ofSize(5 * mib + 1)).code).toBe('TOO_LARGE');
  expect(wrongIn(ofSize(6 * mib)).code).toBe('TOO_LARGE');
});

test.each(['户号', 'aGk', 'aGk===', '=aGk', 'aG-_', 'data:text/csv;base64,aGk='])(
  '%p is not base64',
  (content) => {
    expect(readTable(content, columns)).toMatchObject({ readable: false, code: 'NOT_BASE64' });
  },
);

test('base64 may come in lines, as mail programs break it', () => {
  const content = Buffer.from(file).toString('base64').replace(/.{8}/g, '$&\r\n');

  expect(readTable(content, columns)).toMatchObject({ readable: true });
});

test.each([
  ['nothing', ''],
  ['a byte order mark', '\uFEFF'],
  ['blank lines', ' \n\r\n\t\n'],
  ['a header', '户号,面积\n'],
])('a file of %s has no rows', (_, content) => {
  expect(wrongIn(content)).toEqual({ code: 'EMPTY_FILE', problems: [] });
});

test.each([
  ['LF', '\n'],
  ['CR LF', '\r\n'],
  ['CR', '\r'],
])('with %s, a row is named by the line it begins in', (_, end) => {
  const lines = ['户号,面积', '1,"6,5"', '', '"二号', '""东""', '楼", 70 ', '3,80', '  ', '4,90'];

  expect(rowsIn(lines.join(end))).toEqual([
    [2, '1', '6,5'],
    [4, '二号\n"东"\n楼', '70'],
    [7, '3', '80'],
    [9, '4', '90'],
  ]);
});

test('columns may stand in any order, and there may be others', () => {
  expect(rowsIn('备注,面积,户号\n无,65,1\n')).toEqual([[2, '1', '65']]);
});

const missing = (which: string, others: string) =>
  `Missing from the header: ${which}. Add what is missing, or look whether it is the file you meant. ` +
  `${others && `Not known in the header: ${others}. `}Columns that must be there: 户号, 面积.`;
const twice = 'This column is there twice. Remove one.';
const quotes = 'Cannot be read as CSV. Check that quotation marks come in pairs.';
const hasColumns = (found: number) =>
  `Has ${found} columns instead of 2. Put text with a comma into quotation marks.`;

test.each([
  ['a header that lacks a column', '户号\n1\n', [[1, '面积', missing('面积', '')]]],
  ['one that calls it otherwise', '户号,area\n1,2\n', [[1, '面积', missing('面积', 'area')]]],
  [
    'a header with another name for each',
    'unit,area,\n1,2,3\n',
    [[1, null, missing('户号, 面积', 'unit, area, ""')]],
  ],
  ['no header at all', '1,65\n2,70\n', [[1, null, missing('户号, 面积', '1, 65')]]],
  ['a header with a column twice', '户号,面积,户号\n1,2,3\n', [[1, '户号', twice]]],
  [
    'two columns without a heading',
    '户号,面积,,\n1,2,3,4\n',
    [[1, null, '2 columns hold something and have no heading: 3, 4. Give them one, or remove them.']],
  ],
  ['a quotation mark within a cell', '户号,面积\n1,65\n2,7"0\n', [[3, null, quotes]]],
  ['a quotation mark that is never closed', '户号,面积\n1,65\n"2,70\n3,80\n', [[3, null, quotes]]],
])('%s is no table, and each fault is told by its line', (_, content, problems) => {
  expect(wrongIn(content)).toEqual({ code: 'NOT_A_TABLE', problems });
});

test.each<[what: string, bytes: Buffer, says: RegExp]>([
  ['.xlsx', Buffer.from('504b0304140006000800', 'hex'), /^This is an Excel file \(\.xlsx\).*CSV UTF-8/],
  ['.xls', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), /^This is an old Excel file.*CSV UTF-8/],
  ['.pdf', Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'), /^This is a PDF file/],
  ['an exported page', Buffer.from('\uFEFF\n<html xmlns:x="urn:excel"><table>'), /^This is a web page/],
])('%s is no CSV, and it is said how to make one of it', (_, bytes, says) => {
  const { code, problems } = wrongIn(bytes);
  expect([code, problems]).toEqual(['NOT_A_TABLE', [[1, null, expect.stringMatching(says)]]]);
});

test.each([
  [';', '";"'],
  ['\t', 'tabs'],
  ['，', '"，"'],
  ['|', '"|"'],
])('columns that are parted by %j are told as that', (separator, called) => {
  const { code, problems } = wrongIn(
    `\uFEFF"户号","面积","备注"\n"1","65,5","无"\n`.replaceAll(',', separator),
  );
  expect([code, problems]).toEqual([
    'NOT_A_TABLE',
    [[1, null, expect.stringContaining(`The columns are parted by ${called}, not by commas.`)]],
  ]);
});

test('a heading may have any such sign in it', () => {
  expect(rowsIn('户号,面积,面积;备注\n1,65,\n')).toEqual([[2, '1', '65']]);
});

test('a row with too few or too many columns is told among all that is wrong, and nothing more of it', () => {
  const table = read('户号,面积\n"1\n东"\n2,65\n\n3,1,300\n4,x\n');
  if (!table.readable) throw new Error(table.code);
  const cells = createCellReader(table);
  for (const row of table.rows) cells.read(row, '面积', count);
  expect(cells.problems.map(({ line, column, reason }) => [line, column, reason.en])).toEqual([
    [2, null, hasColumns(1)],
    [6, null, hasColumns(3)],
    [7, '面积', expect.any(String)],
  ]);
  expect(cells.problems.map(({ value }) => value)).toEqual(['1\n东', '3,1,300', 'x']);
});

test('every bad cell of a file is told at once, with what stood there, in the order of the file', () => {
  const table = read('户号,面积\n,x\n1,2\n3,-4\n');
  if (!table.readable) throw new Error(table.code);
  const cells = createCellReader(table);

  const values = table.rows.map((row) => [cells.read(row, '户号', text), cells.read(row, '面积', count)]);
  cells.refuse(table.rows[1]!, null, { zh: '重复', en: 'Twice' }, 'REG-7');

  expect(values).toEqual([
    [null, null],
    ['1', 2],
    ['3', null],
  ]);
  expect(cells.problems).toMatchObject([
    { line: 2, column: '户号', value: '' },
    { line: 2, column: '面积', value: 'x' },
    { line: 3, column: null, value: null, rule: 'REG-7' },
    { line: 4, column: '面积', value: '-4' },
  ]);
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '＝1'])(
  'what is given back shows %p and does not run it',
  (value) => {
    const problem = { line: 2, column: value, value, reason: { zh: value, en: value }, rule: null };

    const [, row] = problemsCsv([problem], 'zh').split('\n');

    expect(row).toBe(`2,'${value},'${value},'${value},`);
  },
);

test('what is given back opens in a spreadsheet, in the language of the request, and is a table again', () => {
  const problem = {
    line: 3,
    column: '面积',
    value: '6"5,\n0',
    reason: { zh: '不是数字', en: 'Not a number' },
    rule: 'REG-7' as const,
  };

  expect(problemsCsv([problem], 'en')).toBe(
    '\uFEFFline,column,value,reason,rule\n3,面积,"6""5,\n0",Not a number,REG-7\n',
  );
  const given = Buffer.from(problemsCsv([problem], 'zh')).toString('base64');
  expect(readTable(given, ['行', '列', '原值', '原因', '规则'])).toMatchObject({
    readable: true,
    rows: [{ line: 2, cells: { 行: '3', 列: '面积', 原值: '6"5,\n0', 原因: '不是数字', 规则: 'REG-7' } }],
  });
});

test('columns of a spreadsheet of which nothing is used are none, and blanks in quotation marks are none', () => {
  expect(rowsIn('户号,面积,,,\n1,2,,,\n')).toEqual([[2, '1', '2']]);
  expect(rowsIn('" 户号",面积\n"  "," 2\u3000"\n')).toEqual([[2, '', '2']]);
});

describe('a small file that would be long to read is soon refused', () => {
  test('100,000 rows are taken, not one more', () => {
    const rows = (count: number) => `户号,面积\n${'1,2\n'.repeat(count)}`;
    expect(rowsIn(rows(100_000))).toHaveLength(100_000);
    expect(wrongIn(rows(100_001))).toEqual({ code: 'TOO_MANY_ROWS', problems: [] });
  });

  test('of rows that all have another length a thousand are told', () => {
    const { code, problems } = wrongIn(`户号,面积\n${'x\n'.repeat(2_000_000)}`);
    expect([code, problems.length]).toEqual(['NOT_A_TABLE', 1_000]);
    expect(problems.at(-1)).toEqual([1_001, null, expect.stringContaining('Has 1 columns instead of 2')]);
  });

  test('of a million columns without a heading nothing is read, and of a thousand with one no more', () => {
    const ragged = '1,2\n'.repeat(900);
    const problems = read(`户号,面积${','.repeat(1_000_000)}\n${ragged}`);
    expect(problems.readable && problems.ragged).toHaveLength(900);
    const named = (count: number) => Array.from({ length: count }, (_, i) => `,列${i}`).join('');
    const both = wrongIn(`户号,面积${','.repeat(1_000_000)}${named(5_000)}\n${ragged}`);
    expect(both.problems).toEqual([[1, null, expect.stringContaining('Has 5002 columns')]]);
    expect(rowsIn(`户号,面积${named(998)}\n1,2${','.repeat(998)}\n`)).toEqual([[2, '1', '2']]);
    expect(wrongIn(`户号,面积${named(999)}\n1,2${','.repeat(999)}\n`)).toMatchObject({
      code: 'NOT_A_TABLE',
      problems: [[1, null, expect.stringContaining('Has 1001 columns, and may have 1000')]],
    });
  });

  test('a row of more than 64 KiB is named by its line', () => {
    const long = (bytes: number) => `户号,面积\n1,2\n3,${'9'.repeat(bytes)}\n`;
    expect(rowsIn(long(60 * 1024))).toHaveLength(2);
    expect(wrongIn(long(70 * 1024))).toMatchObject({
      code: 'NOT_A_TABLE',
      problems: [[3, null, expect.stringContaining('longer than 64 KiB')]],
    });
  });

  test('ten thousand wrong cells are listed, and then how many more there are', () => {
    const table = read(`户号,面积\n${'1,x\n'.repeat(10_003)}`);
    if (!table.readable) throw new Error(table.code);
    const cells = createCellReader(table);
    for (const row of table.rows) cells.read(row, '面积', count);
    expect(cells.problems).toHaveLength(10_001);
    expect(cells.problems.at(-1)!.reason.en).toContain('3 more problems');
    expect(cells.count()).toBe(10_003);
  });

  test('the ten thousand are the first of the file, in whatever order they were found', () => {
    const table = read(`户号,面积\n${'1,x\n'.repeat(25_000)}`);
    if (!table.readable) throw new Error(table.code);
    const cells = createCellReader(table);
    for (const row of table.rows.toReversed()) cells.read(row, '面积', count);
    expect(cells.problems.map(({ line }) => line)).toEqual([
      ...Array.from({ length: 10_000 }, (_, i) => i + 2),
      10_001,
    ]);
    expect(cells.problems.at(-1)).toMatchObject({ more: 15_000 });
  });
});
