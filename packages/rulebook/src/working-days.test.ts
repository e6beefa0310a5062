import { addDays, type CalendarDate, weekday } from '@anju/values/time';
import { shippedHolidays } from './holidays';
import { addWorkingDays, holidayYearProblem, isWorkingDay, onWorkingDay } from './working-days';

test('[CONV-3] the years 2020 to 2026 are shipped, and each would be accepted if it were added', () => {
  expect(Object.keys(shippedHolidays)).toEqual(['2020', '2021', '2022', '2023', '2024', '2025', '2026']);
  for (const [year, entry] of Object.entries(shippedHolidays))
    expect(holidayYearProblem(Number(year), entry)).toBeNull();
});

/** The State Council's notices once more, as their spans and make-up days: a slip in the table shows. */
test.each([
  [
    '2020',
    '01-01, 01-24/02-02, 04-04/04-06, 05-01/05-05, 06-25/06-27, 10-01/10-08',
    '01-19, 04-26, 05-09, 06-28, 09-27, 10-10',
  ],
  [
    '2021',
    '01-01/01-03, 02-11/02-17, 04-03/04-05, 05-01/05-05, 06-12/06-14, 09-19/09-21, 10-01/10-07',
    '02-07, 02-20, 04-25, 05-08, 09-18, 09-26, 10-09',
  ],
  [
    '2022',
    '01-01/01-03, 01-31/02-06, 04-03/04-05, 04-30/05-04, 06-03/06-05, 09-10/09-12, 10-01/10-07',
    '01-29, 01-30, 04-02, 04-24, 05-07, 10-08, 10-09',
  ],
  [
    '2023',
    '01-01/01-02, 01-21/01-27, 04-05, 04-29/05-03, 06-22/06-24, 09-29/10-06',
    '01-28, 01-29, 04-23, 05-06, 06-25, 10-07, 10-08',
  ],
  [
    '2024',
    '01-01, 02-10/02-17, 04-04/04-06, 05-01/05-05, 06-10, 09-15/09-17, 10-01/10-07',
    '02-04, 02-18, 04-07, 04-28, 05-11, 09-14, 09-29, 10-12',
  ],
  [
    '2025',
    '01-01, 01-28/02-04, 04-04/04-06, 05-01/05-05, 05-31/06-02, 10-01/10-08',
    '01-26, 02-08, 04-27, 09-28, 10-11',
  ],
  [
    '2026',
    '01-01/01-03, 02-15/02-23, 04-04/04-06, 05-01/05-05, 06-19/06-21, 09-25/09-27, 10-01/10-07',
    '01-04, 02-14, 02-28, 05-09, 09-20, 10-10',
  ],
])('[CONV-3] the days off and the make-up workdays of %s', (year, off, makeUp) => {
  const entry = shippedHolidays[year]!;
  const day = (text: string) => `${year}-${text}` as CalendarDate;
  const days = off.split(', ').flatMap((span) => {
    const [first, last = first] = span.split('/') as [string, string?];
    const all = [day(first)];
    while (all.at(-1)! < day(last!)) all.push(addDays(all.at(-1)!, 1));
    return all;
  });
  // A weekend is off whether the notice names it or not.
  const onWeekdays = (dates: readonly CalendarDate[]) => dates.filter((date) => weekday(date) < 6).toSorted();
  expect(onWeekdays(entry.holidays)).toEqual(onWeekdays(days));
  expect(entry.workdays.toSorted()).toEqual(makeUp.split(', ').map(day));
});

test.each<[CalendarDate, boolean | null, string]>([
  ['2022-10-09', true, 'a make-up Sunday'],
  ['2022-10-07', false, 'a holiday on a Friday'],
  ['2022-10-15', false, 'a Saturday'],
  ['2022-10-14', true, 'a Friday'],
  ['2021-06-14', false, 'the dragon boat festival'],
  ['2021-09-18', true, 'a make-up Saturday'],
  ['2020-02-01', false, 'a day the festival was extended by, once a make-up workday'],
  ['2019-12-31', null, 'a day in a year not known'],
])('[CONV-3] %s: %s, %s', (date, worked) => {
  expect(isWorkingDay(date, shippedHolidays)).toBe(worked);
});

test('[CONV-3] a rest day at the end of the year needs the next year', () => {
  expect(onWorkingDay('2021-12-31', shippedHolidays)).toEqual({ known: true, date: '2021-12-31' });
  expect(onWorkingDay('2022-12-31', shippedHolidays)).toEqual({ known: true, date: '2023-01-03' });
});

test('[FUND-16] ten working days before 2021-03-31', () => {
  expect(addWorkingDays('2021-03-31', -10, shippedHolidays)).toEqual({ known: true, date: '2021-03-17' });
});

describe('a year that is added is checked', () => {
  const { holidays, workdays } = shippedHolidays['2022']!;

  const from = (first: CalendarDate, days: number) =>
    Array.from({ length: days }, (_, i) => addDays(first, i));
  const eleven = [...from('2022-10-01', 8), ...from('2022-05-01', 3)];

  test('[CONV-3] eleven days off are as few as a year may have', () => {
    expect(holidayYearProblem(2022, { holidays: eleven, workdays: [] })).toBeNull();
  });

  test.each([
    ['NO_SUCH_DATE', '2022-02-30', { holidays: [...holidays, '2022-02-30'], workdays }],
    ['IN_ANOTHER_YEAR', '2023-01-01', { holidays: [...holidays, '2023-01-01'], workdays }],
    ['TWICE', '2022-01-29', { holidays: [...holidays, '2022-01-29'], workdays }],
    ['WORKDAY_NOT_ON_A_WEEKEND', '2022-10-10', { holidays, workdays: [...workdays, '2022-10-10'] }],
    ['WORKDAY_NOT_ON_A_WEEKEND', '2022-10-14', { holidays, workdays: [...workdays, '2022-10-14'] }],
    ['HOLIDAYS_MISSING', null, { holidays: holidays.slice(0, 10), workdays }],
  ])('[CONV-3] %s', (problem, date, entry) => {
    expect(holidayYearProblem(2022, entry)).toEqual({ problem, date });
  });

  const saturdays = from('2022-01-01', 365).filter((date) => weekday(date) === 6);
  const weekends = from('2022-05-01', 180).filter((date) => weekday(date) >= 6);
  const wednesdays = from('2022-05-01', 180).filter((date) => weekday(date) === 3);

  test.each([
    ['forty days off', { holidays: saturdays.slice(0, 40), workdays: [] }, null],
    [
      'forty-one',
      { holidays: saturdays.slice(0, 41), workdays: [] },
      { problem: 'TOO_MANY_HOLIDAYS', date: null },
    ],
    ['twelve days made up', { holidays: wednesdays, workdays: weekends.slice(0, 12) }, null],
    [
      'thirteen',
      { holidays: wednesdays, workdays: weekends.slice(0, 13) },
      { problem: 'TOO_MANY_WORKDAYS', date: null },
    ],
    ['fifteen days on end', { holidays: from('2022-10-01', 15), workdays: ['2022-10-16'] }, null],
    [
      'sixteen with the Sunday after them',
      { holidays: from('2022-10-01', 15), workdays: [] },
      { problem: 'REST_TOO_LONG', date: '2022-10-01' },
    ],
    ['a make-up day fourteen days after', { holidays: eleven, workdays: ['2022-10-22'] }, null],
    [
      'one day farther',
      { holidays: eleven, workdays: ['2022-10-23'] },
      { problem: 'WORKDAY_FAR_FROM_A_HOLIDAY', date: '2022-10-23' },
    ],
    ['one in January, for the year before', { holidays: eleven, workdays: ['2022-01-09'] }, null],
    [
      'one that is too late for it',
      { holidays: eleven, workdays: ['2022-01-15'] },
      { problem: 'WORKDAY_FAR_FROM_A_HOLIDAY', date: '2022-01-15' },
    ],
    ['one before', { holidays: eleven, workdays: ['2022-09-17'] }, null],
    [
      'one day earlier than that',
      { holidays: from('2022-10-02', 11), workdays: ['2022-09-17'] },
      { problem: 'WORKDAY_FAR_FROM_A_HOLIDAY', date: '2022-09-17' },
    ],
    [
      'one in December, for a New Year that is not of this year',
      { holidays: eleven, workdays: ['2022-12-18'] },
      null,
    ],
    [
      'one that is too early for it',
      { holidays: eleven, workdays: ['2022-12-17'] },
      { problem: 'WORKDAY_FAR_FROM_A_HOLIDAY', date: '2022-12-17' },
    ],
  ])('[CONV-3] a typing error is told by the year as a whole: %s', (_, entry, found) => {
    expect(holidayYearProblem(2022, entry)).toEqual(found);
  });
});
