import { AuditTable } from '@anju/runtime/audit';
import { ownDatabase } from '@anju/runtime/testing/test-database';
import { asOnTwoNodes } from '@anju/runtime/testing/two-nodes';
import { transaction } from '@anju/runtime/transaction';
import { uuidV7 } from '@anju/values/id';
import { committee } from '../../callers.builder';
import { CreateMeasuredSheet0017001700000000017 } from '../../migrations/0017-create-measured-sheet';
import { RefoldPaperNumbers0018001700000000018 } from '../../migrations/0018-refold-paper-numbers';
import { storage } from '../../storage';
import { WarrantTable } from '../warrant/warrant.table';
import {
  aCommunityWithAFund,
  aMeasurement,
  anAcceptance,
  aReceipt,
  jobSteps,
} from './maintenance-job.builder';
import { MaintenanceJobTable } from './maintenance-job.table';
import { MeasuredSheetTable } from './job-paper.table';

const database = ownDatabase(storage);
const { measure, accept, apply, approve, instruct, receipt, jobAt } = jobSteps(database);
const key = () => ({ idempotencyKey: uuidV7() });
const stateOf = async (id: string) =>
  (await database().read.findOneByOrFail(MaintenanceJobTable, { id: id as `mjb_${string}` })).state;
const committed = async () =>
  (await database().read.find(WarrantTable)).map(({ committedFen }) => committedFen);

beforeEach(() => aCommunityWithAFund(database()));

test('[FUND-10] nothing is paid for works that no supervisor signed for', async () => {
  const jobId = await jobAt('DECIDED');
  expect(await apply({ jobId, ...key() })).toMatchObject({ code: 'NOT_MEASURED', rule: 'FUND-10' });
});

test('[FUND-10] a contract keeps 3 % back at most, to the fen, and nothing at least', async () => {
  const jobId = await jobAt('WORKS_DONE');

  for (const [retainedFen, retained] of [
    [216_001, '2160.01'],
    [7_200_000, '72000.00'],
    [-1, '-0.01'],
  ] as const)
    expect(await apply({ jobId, retainedFen })).toEqual({
      code: 'RETENTION_OUT_OF_RANGE',
      rule: 'FUND-10',
      retryable: false,
      message: `A retention of ${retained} yuan is wrong: of 72000.00 yuan between 0.00 and 2160.00 may be kept. Check the contract.`,
    });
  const caller = { ...committee, language: 'zh' as const };
  expect((await apply({ jobId, retainedFen: 216_001 }, { caller })).message).toContain('最多可留 2160.00 元');
  expect(await stateOf(jobId)).toBe('WORKS_DONE');
  expect(await committed()).toEqual([0]);
  expect(await apply({ jobId, retainedFen: 216_000 })).toMatchObject({ retainedFen: 216_000 });
});

test('[FUND-10] what the contract keeps less than that, or not at all, is paid once the works are accepted', async () => {
  const works = { measuredFen: 100_000 };
  for (const { jobId, retainedFen, instructedFen, accepted } of [
    { jobId: await jobAt('WORKS_DONE', works), retainedFen: 0, instructedFen: 100_000, accepted: {} },
    {
      jobId: await jobAt('WORKS_DONE', works),
      retainedFen: 1_000,
      instructedFen: 99_000,
      accepted: { part: 'STRUCTURE', designLifeYears: 50 },
    },
  ] as const) {
    const application = { jobId, retainedFen, ...key() };
    if (retainedFen === 0)
      expect(await apply(application)).toMatchObject({
        code: 'TOO_MUCH_BEFORE_ACCEPTANCE',
        rule: 'FUND-10',
        message: expect.stringContaining('at most 970.00 of 1000.00 yuan'),
      });
    expect(await accept(anAcceptance(jobId, accepted))).toMatchObject({ state: 'WORKS_DONE' });
    const applied = await apply(application);
    expect(applied).toMatchObject({ state: 'APPLIED', retainedFen });
    expect(await apply(application)).toEqual(applied);
    await approve({ jobId, documentNumber: '9' });
    expect(await instruct({ jobId })).toMatchObject({ instructedFen, receivableFen: 0 });
    expect(await receipt(aReceipt(jobId, instructedFen))).toMatchObject({ state: 'PAID', retainedFen });
  }
});

test.each([
  ['AMOUNT_NOT_POSITIVE', { measuredFen: 0 }],
  ['AMOUNT_NOT_POSITIVE', { measuredFen: -7_200_000 }],
  ['AMOUNT_TOO_LARGE', { measuredFen: 1_000_000_000_001 }],
  ['AMOUNT_TOO_LARGE', { measuredFen: Number.MAX_SAFE_INTEGER }],
  ['SUPERVISOR_INVALID', { supervisor: ' ' }],
  ['SUPERVISOR_INVALID', { supervisor: '12345' }],
  ['PAPER_NUMBER_INVALID', { paperNumber: '' }],
  ['PAPER_NUMBER_INVALID', { paperNumber: '1'.repeat(101) }],
  ['PAPER_HASH_INVALID', { paperSha256: 'g'.repeat(64) }],
  ['PAPER_HASH_INVALID', { paperSha256: 'a'.repeat(63) }],
  ['DATE_IN_FUTURE', { signedOn: '2022-09-21' }],
  ['MEASURED_BEFORE_DECISION', { signedOn: '2022-07-15' }],
] as const)(
  '[FUND-10] %s: %j is refused in both languages, and nothing is stored',
  async (code, differing) => {
    const jobId = await jobAt('DECIDED');

    const refusal = await measure(aMeasurement(jobId, differing));
    expect(refusal).toMatchObject({ code });
    expect(refusal.message).not.toMatch(/[{}]|[一-鿿]/);
    const caller = { ...committee, language: 'zh' as const };
    expect((await measure(aMeasurement(jobId, differing), { caller })).message).toMatch(
      /^[^{}]*[一-鿿][^{}]*$/,
    );
    expect(await stateOf(jobId)).toBe('DECIDED');
    // Signed on the day of the decision, or today, it is taken.
    const signedOn = code === 'MEASURED_BEFORE_DECISION' ? '2022-07-16' : '2022-09-20';
    expect(await measure(aMeasurement(jobId, { signedOn }))).toMatchObject({ state: 'WORKS_DONE' });
  },
);

test('[FUND-10, OVR-2] a wrong measurement is entered again by its paper, and the trail keeps what stood before', async () => {
  const jobId = await jobAt('DECIDED');
  const wrong = aMeasurement(jobId, { measuredFen: 720_000_000, paperNumber: '计量-1' });
  expect(await measure(wrong)).toMatchObject({ state: 'WORKS_DONE', costFen: 720_000_000 });

  const right = {
    ...aMeasurement(jobId, { paperNumber: '计量-2', paperSha256: 'D'.repeat(64) }),
    ...key(),
  };
  const measured = { measuredFen: 7_200_000, paperSha256: 'd'.repeat(64) };
  const corrected = await measure(right);
  expect(corrected).toMatchObject({
    state: 'WORKS_DONE',
    costFen: 7_200_000,
    measurement: { measuredFen: 7_200_000, paperSha256: 'd'.repeat(64) },
  });
  expect(await measure(right)).toEqual(corrected);
  expect(await measure(aMeasurement(jobId, { paperNumber: '' }))).toMatchObject({
    code: 'PAPER_NUMBER_INVALID',
  });

  const entries = await database().read.find(AuditTable, { where: { action: 'recordMeasurement' } });
  expect(entries.map(({ detail }) => detail)).toEqual([
    expect.not.objectContaining({ instead: expect.anything() }),
    expect.objectContaining({
      ...measured,
      paperNumber: '计量-2',
      instead: expect.objectContaining({ measuredFen: 720_000_000, paperNumber: '计量-1' }),
    }),
  ]);
  expect(await apply({ jobId })).toMatchObject({ state: 'APPLIED', costFen: 7_200_000 });
});

test('[FUND-10] a sheet measures one job, whether its number or its scan tells it', async () => {
  const [one, other] = [await jobAt('DECIDED'), await jobAt('DECIDED')];
  const sheet = { paperNumber: '计量-01A', paperSha256: 'D'.repeat(64) };
  const next = { paperNumber: '计量-02A', paperSha256: 'e'.repeat(64) };
  expect(await measure(aMeasurement(one, sheet))).toMatchObject({ state: 'WORKS_DONE' });

  for (const differing of [
    sheet,
    { ...next, paperNumber: ' 计量——０1ａ' },
    { ...next, paperSha256: 'd'.repeat(64) },
  ])
    expect(await measure(aMeasurement(other, differing))).toEqual({
      code: 'SHEET_OF_ANOTHER_JOB',
      rule: 'FUND-10',
      retryable: false,
      message: expect.stringContaining(`measures job ${one} already`),
    });
  const caller = { ...committee, language: 'zh' as const };
  expect((await measure(aMeasurement(other, sheet), { caller })).message).toContain(`维修项目 ${one}，`);
  expect(await stateOf(other)).toBe('DECIDED');

  // A job is measured by its own sheet again, and leaves one that was not its own to the job it measures.
  expect(await measure(aMeasurement(one, { ...sheet, measuredFen: 1 }))).toMatchObject({ costFen: 1 });
  expect(await measure(aMeasurement(one, next))).toMatchObject({ state: 'WORKS_DONE' });
  expect(await measure(aMeasurement(other, sheet))).toMatchObject({ state: 'WORKS_DONE' });
  expect(await measure(aMeasurement(one, sheet))).toMatchObject({ code: 'SHEET_OF_ANOTHER_JOB' });
});

test('[FUND-10] a sheet that was entered before sheets were kept apart measures its job', async () => {
  // SQLite builds its tables once and has nothing from before.
  if (database().kind === 'sqlite') return;
  const [one, other] = [await jobAt('DECIDED'), await jobAt('DECIDED')];
  await measure(aMeasurement(one, { paperNumber: '计量 —01a' }));
  const sheets = () => database().read.find(MeasuredSheetTable);
  const before = await sheets();
  const migration = new CreateMeasuredSheet0017001700000000017();
  await transaction(database(), async (tx) => {
    const runner = { query: (sql: string, values?: unknown[]) => tx.query(sql, values) } as never;
    await migration.down(runner);
    await migration.up(runner);
    await new RefoldPaperNumbers0018001700000000018().up(runner);
  });

  expect(before).toMatchObject([{ jobId: one, foldedNumber: '计量01A' }]);
  expect(await sheets()).toEqual(before);
  expect(await measure(aMeasurement(other, { paperNumber: '计量-01A' }))).toMatchObject({
    code: 'SHEET_OF_ANOTHER_JOB',
  });
});

test('[FUND-10] of two jobs that one sheet is entered for at once one is measured', async () => {
  const jobs = [await jobAt('DECIDED'), await jobAt('DECIDED')];
  asOnTwoNodes(database(), 'maintenance_job');

  const results = await Promise.all(
    jobs.map((jobId) => measure(aMeasurement(jobId, { paperNumber: '计量-1' }))),
  );

  expect(results.map(({ state, code }) => state ?? code).sort()).toEqual([
    'SHEET_OF_ANOTHER_JOB',
    'WORKS_DONE',
  ]);
});

test('[FUND-10] what is applied for is what was measured last, also when both come at once', async () => {
  const jobId = await jobAt('WORKS_DONE');
  asOnTwoNodes(database(), 'maintenance_job');

  const [applied, measured] = await Promise.all([
    apply({ jobId }),
    measure(aMeasurement(jobId, { measuredFen: 5_000_000 })),
  ]);

  expect(applied).toMatchObject({ state: 'APPLIED' });
  expect(measured.code ?? measured.costFen).toBe(applied.costFen === 5_000_000 ? 5_000_000 : 'WRONG_STATE');
  expect(await committed()).toEqual([applied.costFen]);
});

test('[CONV-1] 10 billion yuan may be measured', async () => {
  const measured = aMeasurement(await jobAt('DECIDED'), { measuredFen: 1_000_000_000_000 });
  expect(await measure(measured)).toMatchObject({ costFen: 1_000_000_000_000 });
});

test.each([
  ['2 ** 53', 2 ** 53],
  ['half a fen', 0.5],
  ['text', '七万二千'],
])('[CONV-1] %s is no amount, and a day that does not exist no day', async (_, measuredFen) => {
  const jobId = await jobAt('DECIDED');

  const refused = { errors: [{ message: expect.stringContaining('分为单位的整数') }] };
  expect(await measure(aMeasurement(jobId, { measuredFen: measuredFen as never }))).toMatchObject(refused);
  expect(await measure(aMeasurement(jobId, { signedOn: '2022-06-31' }))).toMatchObject({
    errors: [{ message: expect.stringContaining('2022-06-31') }],
  });
  expect(await stateOf(jobId)).toBe('DECIDED');
});
