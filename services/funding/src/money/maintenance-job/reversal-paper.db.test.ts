import { execute } from '@anju/runtime/testing/execute';
import { ownDatabase } from '@anju/runtime/testing/test-database';
import { asOnTwoNodes } from '@anju/runtime/testing/two-nodes';
import { transaction } from '@anju/runtime/transaction';
import { anybody, countyBureau, finance } from '../../callers.builder';
import { KeepPapersOfReversals0027001700000000027 } from '../../migrations/0027-keep-papers-of-reversals';
import { schema } from '../../schema';
import { storage } from '../../storage';
import { PapersOfCommunityTable, PapersOfScanTable } from './job-paper.table';
import {
  aCollection,
  aCommunityWithAFund,
  aMeasurement,
  aReceipt,
  aReversal,
  jobSteps,
  september,
} from './maintenance-job.builder';
import { MaintenanceJobTable } from './maintenance-job.table';
import { ReceiptReversalTable } from './receipt-reversal.table';

const database = ownDatabase(storage);
const { collect, jobAt, measure, receipt, reverse } = jobSteps(database);
const measuredFen = 10_000;
const paper = { paperNumber: '更正〔2022〕9号', paperSha256: 'A'.repeat(64) };

/** Of two homes of which the second has nothing. */
beforeEach(() =>
  aCommunityWithAFund(database(), {
    units: 2,
    balances: (label) => (label.endsWith('102') ? '0.00' : '4000.00'),
  }),
);

async function reversals(jobId: string) {
  const source = `{ maintenanceJob(id: "${jobId}") { reversals {
    receiptNumber kind reason paperNumber paperSha256 reversedBy reversedAt } } }`;
  const { data } = await execute(schema, source, { db: database(), now: september, caller: anybody });
  return data.maintenanceJob.reversals;
}

/** A job whose payment and whose home's payment were both entered wrong. */
async function aJobToPutRight() {
  const jobId = await jobAt('PAID', { measuredFen });
  await collect(aCollection({ jobId, unitId: 'unt_2_2', amountFen: 1, paperNumber: '收据-1' }));
  return jobId;
}

test('[OVR-2, MF-8] what was reversed, by which paper, why and by which office, is seen by all; not what a home paid', async () => {
  const jobId = await aJobToPutRight();
  expect(await reversals(jobId)).toEqual([]);
  // One paper lists both.
  await reverse(aReversal(jobId, '收据－1', paper));
  await reverse(aReversal(jobId, `回单-${jobId}`, { ...paper, reason: ' 金额录错 ' }), {
    caller: countyBureau,
  });

  const common = { paperNumber: paper.paperNumber, paperSha256: 'a'.repeat(64), reversedAt: september };
  const made = await reversals(jobId);
  expect(made).toHaveLength(2);
  expect(made).toEqual(
    expect.arrayContaining([
      {
        ...common,
        receiptNumber: '收据-1',
        kind: 'RECEIVABLE_COLLECTED',
        reason: '回单录错',
        reversedBy: 'FINANCE',
      },
      {
        ...{ ...common, receiptNumber: `回单-${jobId}`, kind: 'MAINTENANCE_PAYMENT' },
        ...{ reason: '金额录错', reversedBy: 'COUNTY_BUREAU' },
      },
    ]),
  );
  const change = transaction(database(), (tx) =>
    tx.update(ReceiptReversalTable, { jobId: jobId as never }, { reason: '' }),
  );
  await expect(change).rejects.toThrow('append-only');
});

test('[MF-2] a paper that reversed a receipt reverses neither the same again nor one of another job, by its number or its scan', async () => {
  const [one, other] = [await jobAt('PAID', { measuredFen }), await jobAt('PAID', { measuredFen })];
  await reverse(aReversal(one, `回单-${one}`, paper));
  await receipt(aReceipt(one, 4_850));

  for (const jobId of [one, other])
    for (const same of [
      paper,
      { ...paper, paperNumber: '更正-8' },
      { ...paper, paperSha256: 'b'.repeat(64) },
    ])
      expect(await reverse(aReversal(jobId, `回单-${jobId}`, same))).toEqual({
        ...{ code: 'REVERSAL_PAPER_USED', rule: 'MF-2', retryable: false },
        message: expect.stringContaining(`paper of a reversal of job ${one}. Give the number`),
      });
  expect(await database().read.count(ReceiptReversalTable)).toBe(1);
  const next = { paperNumber: '更正-8', paperSha256: 'b'.repeat(64) };
  expect(await reverse(aReversal(one, `回单-${one}`, next))).toMatchObject({ state: 'INSTRUCTED' });
});

test.each([
  ['the first papers of a scan', false],
  ['later ones', true],
])(
  '[MF-2] of two communities in which one scan reverses a receipt at once one has it: %s',
  async (_, later) => {
    // More than any home has.
    const far = { measuredFen: 2_000_000 };
    const jobs = [await jobAt('PAID', far), await jobAt('PAID', far)] as const;
    for (const [i, jobId] of jobs.entries())
      await collect(aCollection({ jobId, unitId: `unt_2_${i + 1}`, amountFen: 1, paperNumber: `收据-${i}` }));
    // The other lies elsewhere, and of another home: nothing but the scan is written by both.
    await transaction(database(), async (tx) => {
      await tx.update(MaintenanceJobTable, { id: jobs[1] as never }, { communityId: 'com_2' });
      await tx.insert(PapersOfCommunityTable, { communityId: 'com_2', turns: 1 });
      if (later) await tx.insert(PapersOfScanTable, { paperSha256: 'a'.repeat(64), turns: 1 });
    });
    asOnTwoNodes(database(), 'maintenance_job');

    const results = await Promise.all(
      jobs.map((jobId, i) => reverse(aReversal(jobId, `收据-${i}`, { ...paper, paperNumber: `更正-${i}` }))),
    );

    expect(results.map(({ code }) => code ?? 'REVERSED').sort()).toEqual(['REVERSAL_PAPER_USED', 'REVERSED']);
    expect(await database().read.count(ReceiptReversalTable)).toBe(1);
  },
);

test('[MF-2, FUND-10] neither its own receipt nor a sheet reverses a receipt', async () => {
  const jobId = await jobAt('PAID', { measuredFen });
  const scans = [aReceipt(jobId, 1).paperSha256, aMeasurement(jobId).paperSha256];
  const zh = { ...finance, language: 'zh' as const };
  for (const [i, paperSha256] of scans.entries()) {
    const { code, message } = await reverse(aReversal(jobId, `回单-${jobId}`, { paperSha256 }), {
      caller: zh,
    });
    expect([code, message]).toEqual([
      'REVERSAL_PAPER_USED',
      expect.stringContaining(`已作为${['银行回单', '监理签认单'][i]}录入维修项目 ${jobId}。请填写`),
    ]);
  }
  expect(await reversals(jobId)).toEqual([]);
});

test('[MF-2, FUND-10] what a receipt was reversed by is neither a receipt nor a sheet, until it is scanned anew', async () => {
  const jobId = await jobAt('PAID', { measuredFen });
  const other = await jobAt('DECIDED');
  await reverse(aReversal(jobId, `回单-${jobId}`, paper));
  const { paperSha256 } = paper;

  for (const refused of [
    await receipt(aReceipt(jobId, 4_850, { paperSha256 })),
    await measure(aMeasurement(other, { paperSha256 })),
  ])
    expect(refused).toMatchObject({
      code: 'SCAN_OF_ANOTHER_PAPER',
      message: expect.stringContaining(`as the paper of a reversal of job ${jobId}`),
    });
  expect(await receipt(aReceipt(jobId, 4_850))).toMatchObject({ state: 'PAID' });
});

test('[MF-2] a receipt without a number is not looked for, and a payment that is paid names its way back', async () => {
  const jobId = await jobAt('PAID', { measuredFen });
  for (const number of ['', ' ', '——'])
    expect(await reverse(aReversal(jobId, number))).toMatchObject({
      ...{ code: 'RECEIPT_NUMBER_INVALID', rule: 'MF-2' },
      message: expect.stringContaining('the number under which the wrong receipt was entered'),
    });
  expect(await receipt(aReceipt(jobId, 4_850, { paperNumber: '回单-对' }))).toMatchObject({
    code: 'WRONG_STATE',
    message: expect.stringContaining('reverse that first (reverseReceipt)'),
  });
});

test('[OVR-2] what was reversed before this was kept is kept with its paper and its reason', async () => {
  // SQLite builds its tables once and has nothing from before.
  if (database().kind === 'sqlite') return;
  const jobId = await aJobToPutRight();
  await reverse(aReversal(jobId, '收据-1', paper));
  await reverse(aReversal(jobId, `回单-${jobId}`, { ...paper, reason: '金额录错' }), {
    caller: countyBureau,
  });
  const kept = await database().read.find(ReceiptReversalTable, { order: { entryId: 'ASC' } });
  const migration = new KeepPapersOfReversals0027001700000000027();
  await transaction(database(), async (tx) => {
    const runner = { query: (sql: string, values?: unknown[]) => tx.query(sql, values) } as never;
    await migration.down(runner);
    await migration.up(runner);
  });
  expect(kept).toHaveLength(2);
  expect(await database().read.find(ReceiptReversalTable, { order: { entryId: 'ASC' } })).toEqual(kept);
});
