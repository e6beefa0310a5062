import data from './holidays-by-year.json';
import type { HolidayCalendar } from './working-days';

/**
 * The days off and the make-up workdays of mainland China, as the State Council's yearly notices arranged
 * them, with the Spring Festival of 2020 as it was extended. Another year is added by handing in
 * `{ ...shippedHolidays, 2027: … }`; `holidayYearProblem` says what is wrong with one.
 */
export const shippedHolidays = data as HolidayCalendar;
