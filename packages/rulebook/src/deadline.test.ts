import { fraction } from '@anju/values/fraction';
import { addDays, type CalendarDate, endOfDay, startOfDay } from '@anju/values/time';
import { deadlineState, dueDate, lastDayOf, lastNoticeDate, noticeKept, type Period } from './deadline';
import { shippedHolidays } from './holidays';
import { profileAt } from './rule-profile';

const due = (event: CalendarDate, length: number, unit: Period['unit'], kind: Period['kind'] = 'ACT') =>
  dueDate(event, { length, unit, kind }, shippedHolidays);
const on = (date: CalendarDate) => ({ known: true, date });

describe('a period to act in ends on a working day', () => {
  test('[CONV-3] example: elected on 2021-07-01, thirty days end on a Saturday and so on Monday', () => {
    expect(due('2021-07-01', 30, 'DAY')).toEqual(on('2021-08-02'));
  });

  test('[CONV-3] one that ends on a working day stays', () => {
    expect(due('2021-06-30', 30, 'DAY')).toEqual(on('2021-07-30'));
  });

  test('[CONV-3] one that ends on a make-up Sunday stays too', () => {
    expect(due('2022-10-02', 7, 'DAY')).toEqual(on('2022-10-09'));
  });

  test('[GOV-START-2] example: sixty days from 2021-06-01 end on a Saturday', () => {
    expect(due('2021-06-01', 60, 'DAY')).toEqual(on('2021-08-02'));
  });

  test('[GOV-COM-11] example: ten days from the end of a term on 2026-07-01', () => {
    expect(due('2026-07-01', 10, 'DAY')).toEqual(on('2026-07-13'));
  });

  test('[FUND-6] example: received on 2021-06-10, passed down by 2021-07-12', () => {
    expect(due('2021-06-10', 30, 'DAY')).toEqual(on('2021-07-12'));
  });

  test('[GOV-VOTE-12] posted on 2022-09-23, the seven days end on 2022-09-30', () => {
    expect(due('2022-09-23', 7, 'DAY')).toEqual(on('2022-09-30'));
  });

  test('[GOV-VOTE-10] a year from 2021-10-11', () => {
    expect(due('2021-10-11', 1, 'YEAR')).toEqual(on('2022-10-11'));
  });

  test('[CRED-4] example: a month from 2022-03-31 ends in the May holiday and so on 2022-05-05', () => {
    expect(due('2022-03-31', 1, 'MONTH')).toEqual(on('2022-05-05'));
  });
});

describe('a ban or a term ends when it ends', () => {
  test('[CRED-4] example: no new bids for six months from 2022-03-31', () => {
    expect(due('2022-03-31', 6, 'MONTH', 'STATE')).toEqual(on('2022-09-30'));
    expect(lastDayOf('2022-03-31', { length: 6, unit: 'MONTH' })).toBe('2022-09-30');
  });

  test('[CONV-3] a Saturday, and a year nobody has arranged yet, move nothing', () => {
    expect(due('2021-07-01', 30, 'DAY', 'STATE')).toEqual(on('2021-07-31'));
    expect(due('2026-06-30', 5, 'YEAR', 'STATE')).toEqual(on('2031-06-30'));
  });
});

describe('working days leave out holidays and count make-up workdays', () => {
  test('[FUND-12] example: twenty from 2021-05-25 end on 2021-06-23, over 14 June', () => {
    expect(due('2021-05-25', 20, 'WORKING_DAY')).toEqual(on('2021-06-23'));
  });

  test('[CRED-5] example: fifteen from 2021-05-25 end on 2021-06-16', () => {
    expect(due('2021-05-25', 15, 'WORKING_DAY')).toEqual(on('2021-06-16'));
  });

  test('[HARD-2] example: twenty from 2021-09-01 end on 2021-09-29, with two make-up workdays', () => {
    expect(due('2021-09-01', 20, 'WORKING_DAY')).toEqual(on('2021-09-29'));
  });

  test('[GOV-VOTE-12] an objection of 2022-09-29 is answered by 10-11; the make-up 10-09 is the third day', () => {
    expect(due('2022-09-29', 3, 'WORKING_DAY')).toEqual(on('2022-10-09'));
    expect(due('2022-09-29', 5, 'WORKING_DAY')).toEqual(on('2022-10-11'));
  });

  test('[CONV-3] the Spring Festival of 2020 was extended to 2 February', () => {
    expect(due('2020-01-23', 1, 'WORKING_DAY')).toEqual(on('2020-02-03'));
  });
});

describe('a year that is not in the calendar is named, never guessed', () => {
  test('[CONV-3] a deadline in 2027 needs the arrangement of 2027', () => {
    const missing = { known: false, missingYear: 2027 };
    expect(due('2026-12-28', 10, 'WORKING_DAY')).toEqual(missing);
    expect(due('2026-12-28', 10, 'DAY')).toEqual(missing);
    expect(due('2026-12-28', 3, 'WORKING_DAY')).toEqual(on('2026-12-31'));
  });

  test('[CONV-3] nothing before the first year is known either', () => {
    expect(due('2019-12-27', 3, 'DAY')).toEqual({ known: false, missingYear: 2019 });
  });

  test('[CONV-3] a year that is added makes it known', () => {
    const calendar = { ...shippedHolidays, 2027: { holidays: ['2027-01-01'], workdays: [] } } as const;
    expect(dueDate('2026-12-31', { length: 1, unit: 'DAY', kind: 'ACT' }, calendar)).toEqual(
      on('2027-01-04'),
    );
  });
});

describe('notice is counted back and not moved', () => {
  test('[GOV-MEET-2] example: 09-05 to 09-20 is fifteen days, 09-06 is not', () => {
    expect(noticeKept('2021-09-05', '2021-09-20', 15)).toBe(true);
    expect(noticeKept('2021-09-06', '2021-09-20', 15)).toBe(false);
    expect(lastNoticeDate('2021-09-20', 15)).toBe('2021-09-05');
  });
});

describe('a deadline turns amber when so much of its time is left', () => {
  const fifth = profileAt('140502', '2021-06-02').oversight.amberShare;
  const state = (event: CalendarDate, days: number, onDay: number, amberShare = fifth) =>
    [
      startOfDay(addDays(event, onDay)),
      endOfDay(addDays(event, onDay)).replace('16:00:00.000', '15:59:59.999'),
    ].map((now) =>
      deadlineState(startOfDay(event), endOfDay(addDays(event, days)), now as never, amberShare),
    );

  test('[OVR-3] example: sixty days for a group, amber on day 48 and red on day 61', () => {
    expect(state('2021-06-02', 60, 47)).toEqual(['GREEN', 'GREEN']);
    expect(state('2021-06-02', 60, 60)).toEqual(['AMBER', 'AMBER']);
    const during = (now: CalendarDate) =>
      deadlineState('2021-06-02T02:00:00.000Z', endOfDay('2021-08-01'), startOfDay(now), fifth);
    expect(during('2021-07-20')).toBe('AMBER');
    expect(during('2021-08-02')).toBe('RED');
  });

  test('[OVR-3] 24 hours run by the moment', () => {
    const at = (now: string) =>
      deadlineState('2021-07-30T10:00:00.000Z', '2021-07-31T10:00:00.000Z', now as never, fifth);
    expect(at('2021-07-31T05:11:59.999Z')).toBe('GREEN');
    expect(at('2021-07-31T05:12:00.000Z')).toBe('AMBER');
    expect(at('2021-07-31T09:59:59.999Z')).toBe('AMBER');
    expect(at('2021-07-31T10:00:00.000Z')).toBe('RED');
  });

  test('[OVR-3, CONV-6] a place may want to be warned earlier', () => {
    expect(state('2021-06-02', 60, 29, fraction(1, 2))).toEqual(['GREEN', 'GREEN']);
    expect(state('2021-06-02', 60, 30, fraction(1, 2))).toEqual(['AMBER', 'AMBER']);
  });

  test('[OVR-3] a day that is due today is amber from the start', () => {
    expect(state('2021-07-01', 0, 0)).toEqual(['AMBER', 'AMBER']);
  });
});
