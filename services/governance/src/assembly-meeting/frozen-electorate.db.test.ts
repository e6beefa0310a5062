import { testDatabase } from '@anju/runtime/testing/test-database';
import { asOnTwoNodes } from '@anju/runtime/testing/two-nodes';
import type { Database } from '@anju/runtime/database';
import { ElectorTable } from '../electorate-snapshot/electorate-snapshot.table';
import { committeeEntered } from '../owners-committee/owners-committee.builder';
import {
  importRoll,
  ownerOf,
  registered,
  rollAsSeen,
  rollOfC,
  rowsOfC,
} from '../owners-roll/owners-roll.builder';
import { storage } from '../storage';
import { convene, meetingWith, other, repairRoof } from './assembly-meeting.builder';
import { cast } from '../ballot/ballot.builder';
import { standOf } from '../question/vote.builder';
import { putCommunity } from './roll.builder';

const database = testDatabase(storage);

test('[REG-7, REG-2] what is sold or measured anew after the notice changes nothing in the electorate', async () => {
  const { communityId } = await registered(database());
  await importRoll(database(), communityId, rollOfC());
  const caller = await committeeEntered(database(), communityId);
  const ownerNow = async () => {
    const home = (await rollAsSeen(database(), communityId)).find(({ label }) => label === '1-1-104');
    return { area: home.areaDm2, id: home.owners[0].id as string };
  };
  const asked = () => meetingWith(database(), [other()], { communityId }, { caller });
  const { meetingId, questionIds } = await asked();
  const [questionId] = questionIds as [string];
  const before = await standOf(database(), questionId);
  expect(before).toMatchObject({ turnout: { entitled: { heads: 7, areaDm2: 70_000 } } });
  const seller = await ownerNow();

  const sold = rowsOfC.U4.replace('60', '61').replace('常三', '孙买').replace('C-1', 'X-1');
  expect(await importRoll(database(), communityId, rollOfC({ U4: sold }))).toMatchObject({ changed: 1 });
  const buyer = await ownerNow();
  expect([seller.area, buyer.area]).toEqual([6_000, 6_100]);
  expect(buyer.id).not.toBe(seller.id);

  expect(await standOf(database(), questionId)).toEqual(before);
  const castBy = ({ id }: { id: string }) =>
    cast(database(), '', meetingId, { [questionId]: 'YES' }, { caller: ownerOf(communityId, id) });
  expect(await castBy(buyer)).toMatchObject({ code: 'NOT_AN_ELECTOR' });
  expect(await castBy(seller)).toMatchObject({ __typename: 'Ballot' });
  expect((await standOf(database(), questionId)).turnout.tookPart).toEqual({ heads: 1, areaDm2: 6_000 });
});

/** Holds the first look at the homes of some buildings up until `other` is done, as a slow machine would. */
// To stand between its statements, as a machine does.
// eslint-disable-next-line no-restricted-syntax
function holdUpNotice({ writer }: Database, other: Promise<unknown>): void {
  let held = false;
  const create = writer.createQueryRunner.bind(writer);
  writer.createQueryRunner = (mode) => {
    const runner = create(mode);
    const query = runner.query.bind(runner) as (sql: string, ...rest: unknown[]) => Promise<unknown>;
    runner.query = async (sql: string, ...rest: unknown[]): Promise<any> => {
      if (!held && /FROM `exclusive_unit`.*`buildingId` IN/.test(sql)) {
        held = true;
        await other;
      }
      return query(sql, ...rest);
    };
    return runner;
  };
}

test('[REG-7] a roll imported while a notice freezes it is frozen whole, as it was or as it is, on two nodes of a cluster too', async () => {
  const { communityId } = await registered(database());
  await importRoll(database(), communityId, rollOfC());
  const caller = await committeeEntered(database(), communityId);
  const [roof] = (await rollAsSeen(database(), communityId))
    .filter(({ label }) => label === '2-1-201')
    .map(({ building }) => building.id);

  let imported = () => {};
  const importing = new Promise<void>((resolve) => (imported = resolve));
  asOnTwoNodes(database(), 'community');
  // Where writers take turns there is nothing to hold up.
  if (database().kind === 'mariadb') holdUpNotice(database(), importing);
  const larger = rollOfC({ U5: rowsOfC.U5.replace('70.00', '71.00') });
  const [meeting] = await Promise.all([
    convene(
      database(),
      { communityId, questions: [other(), repairRoof({ buildingIds: [roof] })] },
      { caller },
    ),
    importRoll(database(), communityId, larger).finally(imported),
  ]);

  const areas = meeting.questions.map(({ electorate }: any) => electorate.areaDm2);
  expect([
    [70_000, 24_000],
    [70_100, 24_100],
  ]).toContainEqual(areas);
});

test('[REG-4] co-owners are one head, and each of them an elector', async () => {
  await putCommunity(database());
  await meetingWith(database(), [other()]);

  expect(await database().read.findBy(ElectorTable, { headKey: 'Bb' })).toHaveLength(2);
});
