import { profileAt } from '@anju/rulebook/rule-profile';
import type { CalendarDate } from '@anju/values/time';
import { type EnteredAcceptance, recordAcceptance } from './acceptance';
import { recordMeasurement } from './application';
import { jobPaper, type UsedPaper } from './job-paper';
import type { Acceptance, MaintenanceJob } from './maintenance-job';

const sha = 'C0FFEE'.padEnd(64, '0');
const job = {
  state: 'WORKS_DONE',
  contentCode: 'ROOF_REPAIR',
  decidedAt: '2022-10-10T01:00:00.000Z',
  releaseReceipt: null,
} as Partial<MaintenanceJob> as MaintenanceJob;
const now = '2022-10-25T02:00:00.000Z';

const accepted = (
  differing: Partial<EnteredAcceptance> = {},
  of: Partial<MaintenanceJob> = {},
  another: UsedPaper | null = null,
) => {
  const entered: EnteredAcceptance = {
    part: 'WATERPROOFING',
    acceptedOn: '2022-10-20',
    designLifeYears: null,
    paperNumber: ' 验收-1 ',
    paperSha256: sha,
    ...differing,
  };
  const warrantyOn = (day: CalendarDate) => profileAt('140502', day).warranty;
  const result = recordAcceptance({ ...job, ...of }, entered, another, warrantyOn, now);
  return result.accepted ? result.state.acceptance : result.refusal;
};

test('[PROJ-4] example: accepted on 2022-10-20, the roof is under warranty to 2027-10-20', () => {
  expect(accepted()).toEqual({
    part: 'WATERPROOFING',
    acceptedOn: '2022-10-20',
    designLifeYears: null,
    warrantyUntil: '2027-10-20',
    paperNumber: '验收-1',
    paperSha256: sha.toLowerCase(),
  });
});

test('[PROJ-4, CONV-3] a warranty from a leap day ends at the end of February, and no rest day moves its end', () => {
  const of = (acceptedOn: CalendarDate) => {
    const { warranty } = profileAt('140502', acceptedOn);
    const later = '2025-01-01T00:00:00.000Z';
    const entered = {
      part: 'WATERPROOFING',
      designLifeYears: null,
      paperNumber: '1',
      paperSha256: sha,
    } as const;
    const result = recordAcceptance(job, { ...entered, acceptedOn }, null, () => warranty, later);
    return result.accepted && result.state.acceptance?.warrantyUntil;
  };
  expect(of('2024-02-29')).toBe('2029-02-28');
  // A Saturday.
  expect(of('2022-10-22')).toBe('2027-10-22');
});

test('[PROJ-4] a structure says its design life, which no other part has, and a heating has no last day', () => {
  expect(accepted({ part: 'STRUCTURE' })).toMatchObject({ code: 'WARRANTY_TIME_MISSING', rule: 'PROJ-4' });
  expect(accepted({ part: 'STRUCTURE', designLifeYears: 50 })).toMatchObject({ warrantyUntil: '2072-10-20' });
  expect(accepted({ designLifeYears: 50 })).toMatchObject({
    designLifeYears: null,
    warrantyUntil: '2027-10-20',
  });
  expect(accepted({ part: 'HEATING' }, { contentCode: 'HEATING' })).toMatchObject({ warrantyUntil: null });
});

test('[PROJ-4] a roof is not accepted as a road, before it is measured, or once its retention is released', () => {
  expect(accepted({ part: 'CITY_ROAD' })).toMatchObject({ code: 'PART_DOES_NOT_FIT', rule: 'PROJ-4' });
  expect(accepted({}, { state: 'DECIDED' })).toMatchObject({ code: 'NOT_MEASURED', rule: 'FUND-10' });
  const releaseReceipt = { paperNumber: '1', paperSha256: sha, paidOn: '2027-10-21' } as const;
  expect(accepted({}, { state: 'PAID', releasedFen: 1, releaseReceipt })).toMatchObject({
    code: 'RETENTION_RELEASED',
    rule: 'FUND-10',
  });
});

test('[PROJ-4] the day lies between the decision and today, both included, and the paper is one', () => {
  expect(accepted({ acceptedOn: '2022-10-09' })).toMatchObject({
    code: 'ACCEPTED_BEFORE_DECISION',
    detail: { acceptedOn: '2022-10-09', decidedOn: '2022-10-10' },
  });
  expect(accepted({ acceptedOn: '1900-01-01' })).toMatchObject({ code: 'ACCEPTED_BEFORE_DECISION' });
  expect(accepted({ acceptedOn: '2022-10-10' })).toMatchObject({ warrantyUntil: '2027-10-10' });
  expect(accepted({ acceptedOn: '2022-10-25' })).toMatchObject({ warrantyUntil: '2027-10-25' });
  expect(accepted({ acceptedOn: '2022-10-26' })).toMatchObject({ code: 'DATE_IN_FUTURE' });
  expect(accepted({ paperNumber: ' ' })).toMatchObject({ code: 'PAPER_NUMBER_INVALID' });
});

test('[FUND-10, PROJ-4] the supervisor signs for the whole before the works are accepted or after it', () => {
  const measured = { measuredFen: 1, supervisor: '监理', paperNumber: '1', paperSha256: sha } as const;
  for (const signedOn of ['2022-10-19', '2022-10-21'] as const) {
    const measurement = { ...measured, signedOn };
    expect(accepted({}, { measurement })).toMatchObject({ acceptedOn: '2022-10-20' });
    const acceptance = { acceptedOn: '2022-10-20' } as Partial<Acceptance> as Acceptance;
    expect(recordMeasurement({ ...job, acceptance }, measurement, null, now)).toMatchObject({
      accepted: true,
      state: { measurement: { signedOn }, acceptance },
    });
  }
});

test('[FUND-10] by a paper of another job none is accepted and none is measured, as whatever it stands there', () => {
  const paper = { paperNumber: '验收-1', paperSha256: sha };
  for (const use of ['SHEET', 'ACCEPTANCE'] as const) {
    const other = { ...jobPaper({ id: 'mjb_2', communityId: 'com_1' }, paper), use };
    const refusal = { rule: 'FUND-10', retryable: false, detail: { jobId: 'mjb_2', use } };
    expect(accepted({}, {}, other)).toEqual({ code: 'ACCEPTANCE_OF_ANOTHER_JOB', ...refusal });
    expect(accepted({ paperNumber: ' ' }, {}, other)).toMatchObject({ code: 'PAPER_NUMBER_INVALID' });

    const signed = { ...paper, measuredFen: 1, signedOn: '2022-10-20', supervisor: '监理' } as const;
    expect(recordMeasurement(job, signed, other, now)).toEqual({
      accepted: false,
      refusal: { code: 'SHEET_OF_ANOTHER_JOB', ...refusal },
    });
  }
});
