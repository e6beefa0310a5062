import data from './holidays-by-year.json';
import type { HolidayCalendar } from './working-days';

/**
 * The days off and the make-up workdays of mainland China, as the State Council's yearly notices arranged
 * them, with the Spring Festival of 2020 as it was extended. Another year is added by an operator, with
 * `pnpm holidays add 2027 <file.csv>`.
 */
export const shippedHolidays = data as HolidayCalendar;
