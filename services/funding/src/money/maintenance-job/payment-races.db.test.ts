import { insertMany } from '@anju/runtime/insert-many';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { transaction } from '@anju/runtime/transaction';
import { uuidV7 } from '@anju/values/id';
import { KnownDecisionTable } from '../../known/decision/decision.table';
import { decisionAdopted } from '../../neighbours.builder';
import { storage } from '../../storage';
import { LedgerAccountTable } from '../ledger/ledger.table';
import { warrantFrom } from '../warrant/warrant';
import { WarrantTable } from '../warrant/warrant.table';
import { aCommunityWithAFund, jobSteps, september } from './maintenance-job.builder';
import type { MaintenanceJob } from './maintenance-job';
import { findJobs, MaintenanceJobTable } from './maintenance-job.table';

const database = testDatabase(storage);
const { apply, instruct, jobAt } = jobSteps(database);

/** On SQLite writers take turns, so a few races show what there is to see. */
const races = () => (database().kind === 'mariadb' ? 200 : 20);
const atOnce = 4;

/** So many decisions, and two measured jobs on each that do not both fit below its ceiling. */
async function twoJobsOnEach(decisions: number): Promise<readonly (readonly [string, string])[]> {
  const [measured] = await findJobs(database().read, [await jobAt('WORKS_DONE', { measuredFen: 6_000_000 })]);
  const numbers = Array.from({ length: decisions }, (_, i) => i);
  const adopted = numbers.map((i) => decisionAdopted({ decisionId: `dec_race${i}` }).data);
  const jobOf = (i: number, which: string): MaintenanceJob => ({
    ...measured!,
    id: `mjb_race${i}${which}`,
    decisionId: `dec_race${i}`,
  });
  await transaction(database(), async (tx) => {
    await insertMany(
      tx,
      KnownDecisionTable,
      adopted.map(({ decisionId: id, communityId, divisionCode, matter, warrants, decidedAt }) => ({
        ...{ id, communityId, divisionCode, matter, warrants, decidedAt },
        effectiveAt: decidedAt,
        annulledOn: null,
        annulledAt: null,
        entitledAreaDm2: 2 * 6500,
        adopted: true,
        mixedWith: null,
        synthetic: false,
        acceptedProjectId: null,
      })),
    );
    await insertMany(
      tx,
      WarrantTable,
      adopted.map((data, i) => warrantFrom(data, `war_race${i}`, september)!),
    );
    await insertMany(
      tx,
      MaintenanceJobTable,
      numbers.flatMap((i) => [jobOf(i, 'a'), jobOf(i, 'b')]),
    );
  });
  return numbers.map((i) => [jobOf(i, 'a').id, jobOf(i, 'b').id]);
}

test('[FUND-8] of two payments that race for one ceiling one is taken and one refused, every time', async () => {
  await aCommunityWithAFund(database(), { units: 2 });
  const pairs = await twoJobsOnEach(races());

  const outcomes: string[] = [];
  for (let from = 0; from < pairs.length; from += atOnce) {
    const running = pairs.slice(from, from + atOnce).map(async (pair) => {
      const both = pair.map((jobId) => apply({ jobId, idempotencyKey: uuidV7() }));
      const results = (await Promise.all(both)).map(({ state, code }) => state ?? code);
      outcomes.push(results.sort().join(' '));
    });
    await Promise.all(running);
  }

  expect(outcomes).toEqual(pairs.map(() => 'APPLIED BEYOND_CEILING'));
  const warrants = await database().read.find(WarrantTable);
  for (const { committedFen, decisionId } of warrants)
    expect([decisionId, committedFen]).toEqual([decisionId, decisionId === 'dec_1' ? 0 : 6_000_000]);
}, 180_000);

test('[MF-7] payments that race for the same accounts never promise more than is there', async () => {
  await aCommunityWithAFund(database(), { units: 4, balances: () => '1000.00', ceilingFen: 100_000_000 });
  const jobIds: string[] = [];
  for (let i = 0; i < 6; i++) jobIds.push(await jobAt('APPROVED', { measuredFen: 100_000 }));

  const results = await Promise.all(jobIds.map((jobId) => instruct({ jobId, idempotencyKey: uuidV7() })));

  const sum = (amounts: readonly (number | undefined)[]) =>
    amounts.reduce<number>((sofar, each) => sofar + (each ?? 0), 0);
  expect(sum(results.map(({ instructedFen }) => instructedFen))).toBe(388_000);
  expect(sum(results.map(({ keptFen }) => keptFen))).toBe(12_000);
  expect(results.filter(({ instructedFen }) => instructedFen === 0)).toHaveLength(2);
  const funds = await database().read.findBy(LedgerAccountTable, { kind: 'UNIT_FUND' });
  for (const { balanceFen, heldFen } of funds) expect([balanceFen, heldFen]).toEqual([-100_000, 100_000]);
});
