import { ownDatabase } from '@anju/runtime/testing/test-database';
import { transaction } from '@anju/runtime/transaction';
import { KeepSinceWhenAJobIsCovered0029001700000000029 } from '../../migrations/0029-keep-since-when-a-job-is-covered';
import { KeepWhenTheOwnersDecided0035001700000000035 } from '../../migrations/0035-keep-when-the-owners-decided';
import { StandUnderOneDecision0036001700000000036 } from '../../migrations/0036-stand-under-one-decision';
import { storage } from '../../storage';
import { aCommunityWithAFund, jobSteps } from './maintenance-job.builder';
import { findJobs } from './maintenance-job.table';

const database = ownDatabase(storage);
const { jobAt } = jobSteps(database);
const jobOf = async (jobId: string) => (await findJobs(database().read, [jobId]))[0]!;

test('[MF-2] a job from before stands under its decision since that was taken', async () => {
  // SQLite builds its tables once and has nothing from before.
  if (database().kind === 'sqlite') return;
  await aCommunityWithAFund(database());
  const jobs = [await jobAt('PROPOSED'), await jobAt('DECIDED'), await jobAt('APPLIED')] as const;
  const [first, last] = [
    new KeepSinceWhenAJobIsCovered0029001700000000029(),
    new KeepWhenTheOwnersDecided0035001700000000035(),
  ];
  const migrate = (...steps: ((runner: never) => Promise<void>)[]) =>
    transaction(database(), async (tx) => {
      const runner = { query: (sql: string) => tx.query(sql) } as never;
      for (const step of steps) await step(runner);
    });
  const decidedAt = async () => Promise.all(jobs.map(async (jobId) => (await jobOf(jobId)).decidedAt));
  const its = '2022-07-16T01:00:00.000Z';

  await migrate(last.down, first.down, first.up, last.up);
  expect(await decidedAt()).toEqual([null, its, its]);

  const earlier = '2022-06-01T01:00:00.000Z';
  await migrate(
    last.down,
    (runner: any) =>
      runner.query(`UPDATE maintenance_job SET coveredSince = '${earlier}' WHERE decisionId IS NOT NULL`),
    last.up,
  );
  expect(await decidedAt()).toEqual([null, its, earlier]);
  await migrate(new StandUnderOneDecision0036001700000000036().up);
  expect(await decidedAt()).toEqual([null, its, its]);
});
