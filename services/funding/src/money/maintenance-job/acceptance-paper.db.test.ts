import { ownDatabase } from '@anju/runtime/testing/test-database';
import { asOnTwoNodes } from '@anju/runtime/testing/two-nodes';
import { transaction } from '@anju/runtime/transaction';
import { committee } from '../../callers.builder';
import { CreateAcceptancePaper0019001700000000019 } from '../../migrations/0019-create-acceptance-paper';
import { storage } from '../../storage';
import { AcceptancePaperTable, MeasuredSheetTable, PapersOfCommunityTable } from './job-paper.table';
import { aCommunityWithAFund, aMeasurement, anAcceptance, jobSteps } from './maintenance-job.builder';

const database = ownDatabase(storage);
const { accept, jobAt, measure } = jobSteps(database);
const papers = () => database().read.find(AcceptancePaperTable, { order: { jobId: 'ASC' } });
const measuredFen = 100_000;
const twoJobs = async () =>
  [await jobAt('WORKS_DONE', { measuredFen }), await jobAt('WORKS_DONE', { measuredFen })] as const;

beforeEach(() => aCommunityWithAFund(database(), { units: 2 }));

test('[FUND-10] a paper accepts one job, whether its number or its scan tells it', async () => {
  const [one, other] = await twoJobs();
  const paper = { paperNumber: '验收-01A', paperSha256: 'D'.repeat(64) };
  const next = { paperNumber: '验收-02A', paperSha256: 'e'.repeat(64) };
  expect(await accept(anAcceptance(one, paper))).toMatchObject({ state: 'WORKS_DONE' });

  for (const differing of [
    paper,
    { ...next, paperNumber: ' 验收／０1ａ' },
    { ...next, paperSha256: 'd'.repeat(64) },
  ])
    expect(await accept(anAcceptance(other, differing))).toEqual({
      code: 'ACCEPTANCE_OF_ANOTHER_JOB',
      rule: 'FUND-10',
      retryable: false,
      message: expect.stringContaining(`accepts job ${one} already`),
    });
  const caller = { ...committee, language: 'zh' as const };
  expect((await accept(anAcceptance(other, paper), { caller })).message).toContain(`维修项目 ${one}，`);
  expect(await papers()).toMatchObject([{ jobId: one, foldedNumber: '验收01A' }]);

  // A job is accepted by its own paper again, and leaves one that was not its own to the job it accepts.
  expect(await accept(anAcceptance(one, { ...paper, acceptedOn: '2022-09-16' }))).toMatchObject({ id: one });
  expect(await accept(anAcceptance(one, next))).toMatchObject({ id: one });
  expect(await accept(anAcceptance(other, paper))).toMatchObject({ id: other });
  expect(await accept(anAcceptance(one, paper))).toMatchObject({ code: 'ACCEPTANCE_OF_ANOTHER_JOB' });
});

test('[FUND-10] the sheet of one job accepts no other, whether its number or its scan tells it, until it is free again', async () => {
  const [one, other] = await twoJobs();
  const sheet = { paperNumber: '计量-01A', paperSha256: 'D'.repeat(64) };
  const next = { paperNumber: '验收-02A', paperSha256: 'e'.repeat(64) };
  expect(await measure(aMeasurement(one, sheet))).toMatchObject({ state: 'WORKS_DONE' });

  for (const differing of [
    sheet,
    { ...next, paperNumber: ' 计量——０1ａ' },
    { ...next, paperSha256: 'd'.repeat(64) },
  ])
    expect(await accept(anAcceptance(other, differing))).toEqual({
      code: 'ACCEPTANCE_OF_ANOTHER_JOB',
      rule: 'FUND-10',
      retryable: false,
      message: `The paper of acceptance, by its number or its scan, measures job ${one} already, and a paper stands for one job. Check both; if it was entered for that job by mistake, have that job's own sheet entered again first.`,
    });
  const caller = { ...committee, language: 'zh' as const };
  expect((await accept(anAcceptance(other, sheet), { caller })).message).toContain(
    `已作为监理签认单用于维修项目 ${one}，`,
  );
  expect(await papers()).toEqual([]);

  // One paper may say of one job how much was done and that it is accepted.
  expect(await accept(anAcceptance(one, sheet))).toMatchObject({ id: one });
  expect(await accept(anAcceptance(one, next))).toMatchObject({ id: one });
  expect(await measure(aMeasurement(one))).toMatchObject({ state: 'WORKS_DONE' });
  expect(await accept(anAcceptance(other, sheet))).toMatchObject({ id: other });
});

test('[FUND-10] the paper of acceptance of one job measures no other, whether its number or its scan tells it', async () => {
  const [one, other] = await twoJobs();
  const paper = { paperNumber: '验收-01A', paperSha256: 'D'.repeat(64) };
  const next = { paperNumber: '计量-02A', paperSha256: 'e'.repeat(64) };
  expect(await accept(anAcceptance(one, paper))).toMatchObject({ id: one });

  for (const differing of [
    paper,
    { ...next, paperNumber: ' 验收／０1ａ' },
    { ...next, paperSha256: 'd'.repeat(64) },
  ])
    expect(await measure(aMeasurement(other, differing))).toMatchObject({
      code: 'SHEET_OF_ANOTHER_JOB',
      message: expect.stringContaining(`accepts job ${one} already`),
    });
  expect(await measure(aMeasurement(other, next))).toMatchObject({ state: 'WORKS_DONE' });
});

test('[FUND-10] a number of another community is another paper, and a scan is one paper anywhere', async () => {
  const [one] = await twoJobs();
  const paper = { paperNumber: '1', paperSha256: 'D'.repeat(64) };
  await measure(aMeasurement(one, paper));
  await transaction(database(), (tx) =>
    tx.update(MeasuredSheetTable, { jobId: one as never }, { communityId: 'com_2' }),
  );

  const [, other] = await twoJobs();
  expect(await accept(anAcceptance(other, paper))).toMatchObject({ code: 'ACCEPTANCE_OF_ANOTHER_JOB' });
  const anew = { ...paper, paperSha256: 'e'.repeat(64) };
  expect(await accept(anAcceptance(other, anew))).toMatchObject({ id: other });
});

test.each([
  ['the first papers of a community', true],
  ['later ones', false],
])(
  '[FUND-10] of two jobs that one paper is entered for at once, as a sheet and as an acceptance, one has it: %s',
  async (_, first) => {
    const [one, other] = await twoJobs();
    if (first)
      await transaction(database(), (tx) => tx.delete(PapersOfCommunityTable, { communityId: 'com_1' }));
    asOnTwoNodes(database(), 'maintenance_job');
    const paper = { paperNumber: '监理-1', paperSha256: 'd'.repeat(64) };

    const results = await Promise.all([
      measure(aMeasurement(one, paper)),
      accept(anAcceptance(other, paper)),
    ]);

    expect(results.filter(({ state }) => state === 'WORKS_DONE')).toHaveLength(1);
    expect([
      [undefined, 'ACCEPTANCE_OF_ANOTHER_JOB'],
      ['SHEET_OF_ANOTHER_JOB', undefined],
    ]).toContainEqual(results.map(({ code }) => code));
  },
);

test('[FUND-10] of two jobs that one paper is entered for at once one is accepted', async () => {
  const jobs = await twoJobs();
  asOnTwoNodes(database(), 'maintenance_job');

  const results = await Promise.all(
    jobs.map((jobId) => accept(anAcceptance(jobId, { paperNumber: '验收-1' }))),
  );

  expect(results.map(({ state, code }) => state ?? code).sort()).toEqual([
    'ACCEPTANCE_OF_ANOTHER_JOB',
    'WORKS_DONE',
  ]);
});

test('[FUND-10] a paper that was entered before papers were kept apart accepts its job', async () => {
  // SQLite builds its tables once and has nothing from before.
  if (database().kind === 'sqlite') return;
  const [one, other] = await twoJobs();
  await accept(anAcceptance(one, { paperNumber: '验收～01a' }));
  const before = await papers();
  const migration = new CreateAcceptancePaper0019001700000000019();
  await transaction(database(), async (tx) => {
    const runner = { query: (sql: string, values?: unknown[]) => tx.query(sql, values) } as never;
    await migration.down(runner);
    await migration.up(runner);
  });

  expect(await papers()).toEqual(before);
  expect(await accept(anAcceptance(other, { paperNumber: '验收-01A' }))).toMatchObject({
    code: 'ACCEPTANCE_OF_ANOTHER_JOB',
  });
});
