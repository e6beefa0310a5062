import { execute } from '@anju/runtime/testing/execute';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { finance, owner } from '../../callers.builder';
import { schema } from '../../schema';
import { storage } from '../../storage';
import {
  aCollection,
  aCommunityWithAFund,
  aReversal,
  jobSteps,
  september as now,
} from './maintenance-job.builder';

const database = testDatabase(storage);
const { collect, jobAt, reverse } = jobSteps(database);

/** What each home paid, of each job. */
async function collected(caller = finance) {
  const source = `{ _entities(representations: [{ __typename: "Community", id: "com_1" }]) { ... on Community {
    maintenanceJobs { nodes { id shares { nodes { unit { id } collectedFen
      collections { paperNumber paidOn amountFen } } } } } } } }`;
  const { data } = await execute(schema, source, { db: database(), now, caller });
  const { nodes } = data._entities[0].maintenanceJobs;
  return Object.fromEntries(
    nodes.flatMap(({ id, shares }: any) =>
      shares.nodes.map(({ unit, ...share }: any) => [`${id} ${unit.id}`, share]),
    ),
  );
}

test('[MF-7, MF-8] the receipts of what a home paid are seen with it by those who see its share, without what was reversed', async () => {
  await aCommunityWithAFund(database(), { units: 2, balances: () => '0.00' });
  const [one, other] = [
    await jobAt('PAID', { measuredFen: 10_000 }),
    await jobAt('PAID', { measuredFen: 20_000 }),
  ];
  const pay = (jobId: string, unitId: string, amountFen: number, paperNumber: string) =>
    collect(aCollection({ jobId, unitId, amountFen, paperNumber }));
  await pay(one, 'unt_2_1', 100, '收据-1');
  await pay(one, 'unt_2_1', 20, ' 收据-2 ');
  await pay(one, 'unt_2_2', 3, '收据-3');
  await pay(other, 'unt_2_1', 4_000, '收据-4');
  await reverse(aReversal(one, '收据-1'));

  const receipt = (paperNumber: string, amountFen: number) => ({
    paperNumber,
    paidOn: '2022-09-20',
    amountFen,
  });
  const all = {
    [`${one} unt_2_1`]: { collectedFen: 20, collections: [receipt('收据-2', 20)] },
    [`${one} unt_2_2`]: { collectedFen: 3, collections: [receipt('收据-3', 3)] },
    [`${other} unt_2_1`]: { collectedFen: 4_000, collections: [receipt('收据-4', 4_000)] },
    [`${other} unt_2_2`]: { collectedFen: 0, collections: [] },
  };
  expect(await collected()).toEqual(all);
  expect(await collected(owner('own_2_2'))).toEqual({
    [`${one} unt_2_2`]: all[`${one} unt_2_2`],
    [`${other} unt_2_2`]: all[`${other} unt_2_2`],
  });
  // By the number that is seen the receipt is reversed.
  const paper = { paperNumber: '更正〔2022〕2号', paperSha256: 'f'.repeat(64) };
  expect(await reverse(aReversal(other, '收据-4', paper))).toMatchObject({ collectedFen: 0 });
  expect(await collected()).toMatchObject({ [`${other} unt_2_1`]: { collectedFen: 0, collections: [] } });
});
