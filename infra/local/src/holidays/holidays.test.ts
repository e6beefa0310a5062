import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHolidays } from '@anju/runtime/holidays';
import { addDays, type CalendarDate, weekday } from '@anju/values/time';
import { holidays } from './holidays';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'anju-holidays-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const stored = () => join(folder, 'kept/holidays.json');
const run = (...argv: string[]) => holidays(argv, { HOLIDAYS_FILE: stored() });
const add = (csv: string | Buffer, year = '2027') => {
  const file = join(folder, 'year.csv');
  writeFileSync(file, csv);
  return run('add', year, file);
};

// Invented: the arrangement of 2027 is not known.
const daysOff = Array.from({ length: 11 }, (_, i) => `2027-10-${String(i + 1).padStart(2, '0')}`);
const csv = (...rows: string[]) => ['date,day', ...daysOff.map((day) => `${day},OFF`), ...rows].join('\n');

test('[CONV-3] a year is added, is known at once where services run, and comes again without a change', () => {
  const known = openHolidays(stored());
  expect(known()['2027']).toBeUndefined();

  expect(add(csv('2027-10-16,WORKED'))).toMatchObject({ done: true });
  expect(known()['2027']).toEqual({ holidays: daysOff, workdays: ['2027-10-16'] });
  expect(Object.keys(known())).toContain('2026');

  const before = readFileSync(stored(), 'utf8');
  expect(add(csv('2027-10-16,班'))).toMatchObject({
    done: true,
    text: expect.stringContaining('nothing was changed'),
  });
  expect(readFileSync(stored(), 'utf8')).toBe(before);
  expect(run('list').text).toMatch(/2026 .*shipped[\s\S]*2027 .*added/);
});

test('[CONV-3] what is known stays: a year with other days is refused, shipped or added', () => {
  add(csv());
  const before = readFileSync(stored(), 'utf8');

  expect(add(csv('2027-10-16,WORKED'))).toMatchObject({
    done: false,
    text: expect.stringContaining('other days'),
  });
  const of2026 = csv().replaceAll('2027', '2026');
  expect(add(of2026, '2026')).toMatchObject({ done: false, text: expect.stringContaining('other days') });
  expect(readFileSync(stored(), 'utf8')).toBe(before);
});

test.each([
  ['2027-06-31,OFF', 'line 13, date "2027-06-31": 没有这一天'],
  ['2028-01-01,OFF', 'Is not in 2027'],
  ['2027-10-01,OFF', 'This day is there twice'],
  ['2027-10-18,WORKED', 'is a Saturday or a Sunday'],
  ['2027-10-16,MAYBE', 'line 13, day "MAYBE": 请填 OFF（休）或 WORKED（班）。 / Say OFF or WORKED.'],
])('[CONV-3] %s is refused by its line and nothing is kept', (row, reason) => {
  expect(add(csv(row))).toEqual({ done: false, text: expect.stringContaining(reason) });
  expect(existsSync(stored())).toBe(false);
});

test('[CONV-3] every bad row is told at once', () => {
  expect(add(csv('2027-06-31,OFF', 'x,OFF')).text.split('\n')).toHaveLength(2);
});

test('[CONV-3] a list that was cut off, an empty file and one of other columns are refused', () => {
  expect(add(csv().split('\n').slice(0, 11).join('\n')).text).toContain('Has 10 days off');
  expect(add('').text).toContain('The file is empty');
  expect(add('a,b\n1,2').text).toContain('Missing from the header: date, day');
  expect(run('add', '2027', join(folder, 'none.csv')).text).toContain('cannot be read');
  expect(existsSync(stored())).toBe(false);
});

const days = (first: string, count: number) =>
  Array.from({ length: count }, (_, i) => addDays(first as CalendarDate, i));

test.each([
  ['a whole year off', days('2027-01-01', 273).map((day) => `${day},OFF`), '有 284 个放假日'],
  ['a month off for a day', days('2027-10-12', 6).map((day) => `${day},OFF`), 'line 2, date "2027-10-01"'],
  ['a make-up day of another month', ['2027-08-21,WORKED'], 'line 13, date "2027-08-21"'],
  [
    'as many make-up days as weekends',
    days('2027-08-01', 61)
      .filter((day) => weekday(day) > 5)
      .map((day) => `${day},WORKED`),
    'Has 17 days that are worked in exchange, more than 12',
  ],
])(
  '[CONV-3] what only a typing error can be is refused as one, and nothing is kept: %s',
  (_, rows, reason) => {
    const { done, text } = add(csv(...rows));
    expect(done).toBe(false);
    expect(text).toContain(reason);
    expect(text).toMatch(/疑为误录.*并非法律规定.*typing error.*no law/);
    expect(existsSync(stored())).toBe(false);
  },
);

test('a file of a Chinese spreadsheet is read too', () => {
  const gb = Buffer.concat([
    Buffer.from('date,day\n'),
    ...daysOff.map((day) => Buffer.from([...Buffer.from(`${day},`), 0xd0, 0xdd, 0x0a])),
  ]);
  expect(add(gb)).toMatchObject({ done: true });
});

test.each([[[]], [['add']], [['add', '27', 'x.csv']], [['list', 'all']], [['drop', '2027', 'x.csv']]])(
  'typed wrong (%j), it says how it is used',
  (argv) => {
    expect(run(...argv)).toMatchObject({
      done: false,
      text: expect.stringContaining('pnpm holidays add <year>'),
    });
  },
);

test('a file that is no table of holidays is told when a service starts, by its name', () => {
  add(csv());
  writeFileSync(stored(), '{"2027": {"holidays": ["2027-02-30"], "workdays": []}}');
  expect(() => openHolidays(stored())).toThrow(`${stored()} is no table of holidays`);
  writeFileSync(stored(), '{"2027"');
  expect(() => openHolidays(stored())).toThrow('pnpm holidays add');
});

test('[CONV-3] a city that was started with a folder of its own is told by that folder', () => {
  const file = join(folder, 'year.csv');
  writeFileSync(file, csv());
  const data = join(folder, 'city');
  const inCity = (...argv: string[]) => holidays([...argv, '--data', data], {});
  // It may be mistyped, and nothing is made of that.
  expect(inCity('add', '2027', file)).toMatchObject({
    done: false,
    text: expect.stringContaining('is no folder'),
  });
  expect(existsSync(data)).toBe(false);
  // As of a variable of the shell that is not set.
  expect(holidays(['add', '2027', file, '--data', ''], {})).toMatchObject({
    done: false,
    text: expect.stringContaining('say which folder'),
  });

  mkdirSync(data);
  expect(inCity('add', '2027', file)).toMatchObject({ done: true });
  expect(openHolidays(join(data, 'holidays.json'))()['2027']).toMatchObject({ holidays: daysOff });
  expect(inCity('list').text).toMatch(/2027 .*added/);
  // As the city itself does.
  expect(run('list', '--data', data).text).not.toContain('2027');
  expect(holidays(['list', '--data', join(file, 'x')], {})).toMatchObject({ done: false });
  expect(run('list', '--dat', data)).toMatchObject({
    done: false,
    text: expect.stringMatching(/没有这个选项.*[\s\S]*Usage/),
  });
});

test('it says how it is called to who asks for it', () => {
  expect(run('--help')).toEqual({ done: true, text: expect.stringMatching(/^用法 \/ Usage:/) });
});
