import { profileAt } from '@anju/rulebook/rule-profile';
import type { Instant } from '@anju/values/time';
import type { KnownDecision } from '../../known/decision/decision';
import { type FundShare, oweUnkept } from './fund-share';
import type { Acceptance, MaintenanceJob } from './maintenance-job';
import { type EnteredRelease, releaseRetention, whyNotBeforeAcceptance, whyNotRetained } from './retention';

const { payment, warranty } = profileAt('140502', '2022-09-20');
const codeOf = (retainedFen: number, costFen: number) =>
  whyNotRetained(retainedFen, costFen, payment)?.code ?? null;

test('[FUND-10] of 1,000,000 yuan 30,000 may be kept, and not a fen more', () => {
  expect(codeOf(3_000_000, 100_000_000)).toBeNull();
  expect(whyNotRetained(3_000_001, 100_000_000, payment)).toEqual({
    code: 'RETENTION_OUT_OF_RANGE',
    rule: 'FUND-10',
    retryable: false,
    detail: { retainedFen: 3_000_001, costFen: 100_000_000, mostFen: 3_000_000 },
  });
});

test('[FUND-10] a part of a fen above the ceiling is above it', () => {
  // 3 % of 1000.03 yuan are 30.0009.
  expect(codeOf(3_000, 100_003)).toBeNull();
  expect(codeOf(3_001, 100_003)).toBe('RETENTION_OUT_OF_RANGE');
});

test('[FUND-10] nothing may be kept, and less than nothing may not', () => {
  expect(codeOf(0, 100_000)).toBeNull();
  expect(codeOf(-1, 100_000)).toBe('RETENTION_OUT_OF_RANGE');
});

describe('before the works are accepted', () => {
  const cost = 100_000_000;

  test.each([
    ['2022-07-31', 80, 20_000_000],
    ['2022-08-01', 97, 3_000_000],
  ] as const)('[FUND-10] example: on %s %i of 100 are paid, and not a fen more', (day, _, waitingFen) => {
    const { payment } = profileAt('140502', day);
    expect(whyNotBeforeAcceptance(waitingFen, cost, payment)).toBeNull();
    expect(whyNotBeforeAcceptance(waitingFen - 1, cost, payment)).toEqual({
      code: 'TOO_MUCH_BEFORE_ACCEPTANCE',
      rule: 'FUND-10',
      retryable: false,
      detail: { askedFen: cost - waitingFen + 1, costFen: cost, mostFen: cost - waitingFen },
    });
  });

  test('[FUND-10] the usual retention of an odd cost is enough, and a fen less is not', () => {
    // 3 % of 1000.03 yuan are 30.0009, of which no more than 30.00 may be kept.
    expect(whyNotBeforeAcceptance(3_000, 100_003, payment)).toBeNull();
    expect(whyNotBeforeAcceptance(2_999, 100_003, payment)).not.toBeNull();
  });
});

describe('the release', () => {
  const sha = 'c0ffee'.padEnd(64, '0');
  const roof: Acceptance = {
    part: 'WATERPROOFING',
    acceptedOn: '2022-10-20',
    designLifeYears: null,
    warrantyUntil: '2027-10-20',
    paperNumber: '验收-1',
    paperSha256: sha,
  };
  /** Of 1,000,000 yuan 30,000 were retained; of those the accounts had 29,000 left to keep. */
  const aPaidJob = (differing: Partial<MaintenanceJob> = {}): MaintenanceJob => ({
    id: 'mjb_1',
    version: 7,
    state: 'PAID',
    communityId: 'com_1',
    divisionCode: '140502',
    projectId: null,
    contentCode: 'ROOF_REPAIR',
    buildingIds: [],
    title: '屋面维修',
    contractorName: '某公司',
    synthetic: false,
    syntheticByItself: false,
    proposedAt: '2022-06-01T00:00:00.000Z',
    decisionId: 'dec_1',
    decidedAt: '2022-07-16T01:00:00.000Z',
    measurement: null,
    costFen: 100_000_000,
    retainedFen: 3_000_000,
    appliedAt: '2022-10-21T00:00:00.000Z',
    approvalDocument: '9',
    approvedAt: '2022-10-21T00:00:00.000Z',
    instructedAt: '2022-10-21T00:00:00.000Z',
    instructedFen: 96_000_000,
    receivableFen: 1_000_000,
    paidFen: 96_000_000,
    collectedFen: 0,
    receipt: { paperNumber: '回单-1', paperSha256: sha, paidOn: '2022-10-21' },
    acceptance: roof,
    keptFen: 2_900_000,
    releasedFen: null,
    releaseReceipt: null,
    withdrawal: null,
    ...differing,
  });
  const share = (unitId: FundShare['unitId'], retainedFen: number, keptFen: number): FundShare => ({
    jobId: 'mjb_1',
    unitId,
    areaDm2: 1,
    shareFen: 50_000_000,
    retainedFen,
    drawnFen: 48_000_000,
    receivableFen: 500_000,
    keptFen,
    collectedFen: 0,
  });
  const shares = [share('unt_1', 1_500_000, 1_500_000), share('unt_2', 1_500_000, 1_400_000)];
  const release = (
    job: MaintenanceJob,
    differing: Partial<EnteredRelease> = {},
    now: Instant = '2027-10-21T02:00:00.000Z',
    decision: KnownDecision | null = null,
  ) =>
    releaseRetention(
      job,
      {
        amountFen: 2_900_000,
        paperNumber: '回单-2',
        paperSha256: sha,
        paidOn: '2027-10-21',
        heatingSeasons: null,
        ...differing,
      },
      { decision, shares, used: null, rules: warranty },
      now,
    );
  const refusalOf = (...asked: Parameters<typeof release>) => {
    const result = release(...asked);
    return result.accepted ? null : result.refusal;
  };

  test('[FUND-10, PROJ-4] example: accepted on 2022-10-20, 30,000 yuan are kept until 2027-10-20 and no day longer', () => {
    expect(refusalOf(aPaidJob(), { paidOn: '2027-10-20' })).toEqual({
      code: 'WARRANTY_RUNS',
      rule: 'FUND-10',
      retryable: false,
      detail: { part: 'WATERPROOFING', acceptedOn: '2022-10-20', until: '2027-10-20' },
    });
    expect(refusalOf(aPaidJob(), { paidOn: '2027-10-21' }, '2027-10-20T15:59:59.999Z')?.code).toBe(
      'DATE_IN_FUTURE',
    );
    expect(refusalOf(aPaidJob(), {}, '2027-10-20T16:00:00.000Z')).toBeNull();
  });

  test('[FUND-10, MF-7] what was kept is paid, and what an account had not left to keep its home owes', () => {
    const result = release(aPaidJob());
    if (!result.accepted) throw new Error(result.refusal.code);
    const { job, shares: charged, entry } = result.state;

    expect(job).toMatchObject({ state: 'PAID', releasedFen: 2_900_000, receivableFen: 1_100_000 });
    expect(job.paidFen + job.releasedFen! + job.receivableFen!).toBe(job.costFen);
    expect(charged.map(({ receivableFen }) => receivableFen)).toEqual([500_000, 600_000]);
    expect(entry.kind).toBe('RETENTION_RELEASED');
    expect(entry.postings).toEqual([
      { account: 'UNIT_FUND', holder: 'unt_1', amountFen: 1_500_000 },
      { account: 'UNIT_FUND', holder: 'unt_2', amountFen: 1_400_000 },
      { account: 'UNIT_RECEIVABLE', holder: 'unt_2', amountFen: 100_000 },
      { account: 'WORKS_COST', holder: 'mjb_1', amountFen: -3_000_000 },
      { account: 'RETENTION_PAYABLE', holder: 'mjb_1', amountFen: 3_000_000 },
      { account: 'BANK_DEPOSIT', holder: '', amountFen: -2_900_000 },
      { account: 'CONTRACTOR_PAYABLE', holder: 'mjb_1', amountFen: -100_000 },
    ]);
    expect(result.events).toMatchObject([
      { data: { retainedFen: 3_000_000, releasedFen: 2_900_000, receivableFen: 100_000 } },
    ]);
    expect(oweUnkept([share('unt_1', 0, 0)])[0]).toMatchObject({ receivableFen: 500_000 });
  });

  test('[FUND-10] no fen more is released than was kept, and none less', () => {
    for (const amountFen of [2_899_999, 2_900_001, 3_000_000, 0, -2_900_000])
      expect(refusalOf(aPaidJob(), { amountFen })).toMatchObject({
        code: 'RELEASE_DIFFERS',
        rule: 'FUND-10',
        detail: { amountFen, keptFen: 2_900_000, retainedFen: 3_000_000 },
      });
  });

  test('[FUND-10] nothing is released twice, before the payment, without an acceptance, or where nothing was kept back', () => {
    const once = release(aPaidJob());
    if (!once.accepted) throw new Error(once.refusal.code);
    const paidOn = '2027-10-21';
    for (const [job, code, rule] of [
      [once.state.job, 'RETENTION_RELEASED', 'FUND-10'],
      [aPaidJob({ state: 'INSTRUCTED', receipt: null }), 'NOT_PAID', 'FUND-10'],
      [aPaidJob({ acceptance: null }), 'NOT_ACCEPTED', 'PROJ-4'],
      [aPaidJob({ retainedFen: 0, keptFen: 0 }), 'NOTHING_RETAINED', 'FUND-10'],
    ] as const)
      expect(refusalOf(job, { paidOn })).toMatchObject({ code, rule });
  });

  test('[FUND-10] a warranty that ended before the job was paid lets nothing be released before that', () => {
    const receipt = { paperNumber: '1', paperSha256: sha, paidOn: '2028-01-02' } as const;
    const late = aPaidJob({ receipt });
    const now = '2028-01-05T00:00:00.000Z';
    expect(refusalOf(late, { paidOn: '2028-01-01' }, now)).toMatchObject({
      code: 'RELEASED_BEFORE_PAYMENT',
      detail: { paidOn: '2028-01-01', jobPaidOn: '2028-01-02' },
    });
    expect(refusalOf(late, { paidOn: '2028-01-02' }, now)).toBeNull();
  });

  test('[FUND-10] a receipt that was booked before, or is none, releases nothing', () => {
    expect(refusalOf(aPaidJob(), { paperSha256: 'c0ffee' })?.code).toBe('PAPER_HASH_INVALID');
    const used = { jobId: 'mjb_9', use: 'RECEIPT' } as const;
    const entered = {
      amountFen: 2_900_000,
      paperNumber: '回单-2',
      paperSha256: sha,
      paidOn: '2027-10-21',
    } as const;
    const now = '2027-10-21T02:00:00.000Z';
    expect(
      releaseRetention(
        aPaidJob(),
        { ...entered, heatingSeasons: null },
        { decision: null, shares, used, rules: warranty },
        now,
      ),
    ).toMatchObject({ refusal: { code: 'RECEIPT_BOOKED', rule: 'FUND-10' } });
  });

  test('[PROJ-4] a heating is kept for until two seasons are over, and no more are counted than New Years', () => {
    const heating = aPaidJob({
      contentCode: 'HEATING',
      acceptance: { ...roof, part: 'HEATING', warrantyUntil: null },
    });
    const after = (heatingSeasons: number | null, paidOn: EnteredRelease['paidOn']) =>
      refusalOf(heating, { heatingSeasons, paidOn }, '2030-01-01T00:00:00.000Z')?.code ?? null;
    expect(after(2, '2024-04-01')).toBeNull();
    expect(after(1, '2024-04-01')).toBe('WARRANTY_RUNS');
    expect(after(null, '2024-04-01')).toBe('WARRANTY_RUNS');
    expect(after(2, '2024-01-01')).toBeNull();
    expect(after(2, '2023-12-31')).toBe('WARRANTY_RUNS');
  });
});
