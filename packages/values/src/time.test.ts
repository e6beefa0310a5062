import {
  addDays,
  addHours,
  addMonths,
  addYears,
  dateOf,
  daysBetween,
  endOfDay,
  isCalendarDate,
  isInstant,
  lastDateBefore,
  startOfDay,
  weekday,
} from './time';

test('[CONV-3] a date turns at midnight in China, not in Greenwich', () => {
  expect(dateOf('2020-12-31T15:59:59.999Z')).toBe('2020-12-31');
  expect(dateOf('2020-12-31T16:00:00.000Z')).toBe('2021-01-01');
});

test('[CONV-3] a day runs from 00:00 to 24:00 in China', () => {
  expect(startOfDay('2022-07-15')).toBe('2022-07-14T16:00:00.000Z');
  expect(endOfDay('2022-07-15')).toBe('2022-07-15T16:00:00.000Z');
});

test('[GOV-MEET-3] the closing date is that of the last moment before the close', () => {
  expect(lastDateBefore(endOfDay('2022-07-15'))).toBe('2022-07-15');
  expect(lastDateBefore('2022-07-15T16:00:00.001Z')).toBe('2022-07-16');
  expect(lastDateBefore('2022-07-15T10:00:00.000Z')).toBe('2022-07-15');
});

test.each([
  '2022-06-31',
  '2021-02-29',
  '2022-13-01',
  '2022-00-10',
  '2022-6-30',
  '2022-06-30T00:00',
  '20220630',
  '六月',
])('[CONV-3] %s is no date', (text) => {
  expect(isCalendarDate(text)).toBe(false);
});

test('[CONV-3] 29 February is a date in leap years', () => {
  expect(isCalendarDate('2024-02-29')).toBe(true);
});

test('an instant has milliseconds and stands in UTC', () => {
  expect(isInstant('2022-07-15T16:00:00.000Z')).toBe(true);
  for (const text of [
    '2022-07-15T16:00:00Z',
    '2022-07-15T24:00:00.000Z',
    '2022-06-31T00:00:00.000Z',
    '2022-07-15',
  ])
    expect(isInstant(text)).toBe(false);
});

test('[CONV-3] months end on the corresponding day, or at the end of a month that has none', () => {
  expect(addMonths('2022-03-31', 1)).toBe('2022-04-30');
  expect(addMonths('2022-03-31', 6)).toBe('2022-09-30');
  expect(addMonths('2021-11-30', 3)).toBe('2022-02-28');
  expect(addMonths('2026-07-01', -3)).toBe('2026-04-01');
  expect(addYears('2024-02-29', 3)).toBe('2027-02-28');
  expect(addYears('2021-06-30', 5)).toBe('2026-06-30');
});

test('[CONV-3] the day of the event is not counted', () => {
  expect(addDays('2021-07-01', 30)).toBe('2021-07-31');
  expect(daysBetween('2021-07-01', '2021-07-31')).toBe(30);
  expect(daysBetween('2022-07-05', '2022-06-20')).toBe(-15);
});

test('[CONV-3] hours run on over midnight', () => {
  expect(addHours('2021-07-30T14:00:00.000Z', 24)).toBe('2021-07-31T14:00:00.000Z');
});

test('1 is Monday and 7 is Sunday', () => {
  expect([weekday('2021-07-31'), weekday('2021-08-01'), weekday('2021-08-02')]).toEqual([6, 7, 1]);
});
