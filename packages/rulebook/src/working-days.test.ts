import { addDays, type CalendarDate, weekday } from '@anju/values/time';
import { shippedHolidays } from './holidays';
import { addWorkingDays, holidayYearProblem, isWorkingDay, onWorkingDay } from './working-days';

test('[CONV-3] the years 2020 to 2026 are shipped, and each would be accepted if it were added', () => {
  expect(Object.keys(shippedHolidays)).toEqual(['2020', '2021', '2022', '2023', '2024', '2025', '2026']);
  for (const [year, entry] of Object.entries(shippedHolidays))
    expect(holidayYearProblem(Number(year), entry)).toBeNull();
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
