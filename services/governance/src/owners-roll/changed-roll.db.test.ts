import { AuditTable } from '@anju/runtime/audit';
import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import { asOnTwoNodes } from '@anju/runtime/testing/two-nodes';
import { storage } from '../storage';
import {
  aRow,
  buildingsTold,
  importRoll,
  registered,
  rollAsSeen,
  rollOfC,
  rowsOfC,
  unitsByLabel,
  zoneOf,
} from './owners-roll.builder';

const database = testDatabase(storage);

let communityId: string;
beforeEach(async () => {
  ({ communityId } = await registered(database()));
});

const load = (csv: string | Buffer, by: Parameters<typeof importRoll>[3] = {}) =>
  importRoll(database(), communityId, csv, by);

test('[REG-7] the same file again changes nothing and tells nothing', async () => {
  await load(rollOfC());
  const told = await factsIn(database());
  const before = await rollAsSeen(database(), communityId);

  expect(await load(rollOfC())).toMatchObject({ rows: 9, created: 0, changed: 0, unchanged: 9 });
  // Nor does another order of its rows.
  const [header, ...lines] = rollOfC().trim().split('\n');
  expect(await load([header, ...lines.toReversed()].join('\n'))).toMatchObject({ changed: 0, unchanged: 9 });

  expect(await factsIn(database())).toEqual(told);
  expect(await rollAsSeen(database(), communityId)).toEqual(before);
  expect(await database().read.countBy(AuditTable, { action: 'importOwnersRoll' })).toBe(1);
});

test('[REG-2] a corrected area changes its home, and only its building is told again', async () => {
  await load(rollOfC());
  expect(await load(rollOfC({ U4: rowsOfC.U4.replace(',60,', ',61.5,') }))).toMatchObject({
    created: 0,
    changed: 1,
    unchanged: 8,
  });

  expect(await zoneOf(database(), communityId)).toMatchObject({ areaDm2: 70150, heads: 7 });
  const told = await buildingsTold(database());
  expect(told).toHaveLength(4);
  expect(told[3]!.data).toMatchObject({
    number: '1',
    units: [{}, {}, {}, { label: '1-1-104', areaDm2: 6150 }],
  });
});

test('[REG-3] a corrected name is taken, the owner stays who it was, and nothing is told', async () => {
  await load(rollOfC());
  const before = (await unitsByLabel(database(), communityId))['1-1-104'].owners[0];
  const told = await factsIn(database());

  expect(await load(rollOfC({ U4: rowsOfC.U4.replace('常三', '尝三') }))).toMatchObject({ changed: 1 });
  expect((await unitsByLabel(database(), communityId))['1-1-104'].owners).toEqual([
    { ...before, maskedName: '尝*' },
  ]);
  expect(await factsIn(database())).toEqual(told);
});

test('[REG-1] a home that is sold has its new owner, and a home built since is added', async () => {
  await load(rollOfC());
  const sold = rowsOfC.U4.replace('常三', '新六').replace('C-1', 'N-1');
  const added = `${rollOfC({ U4: sold })}${aRow('105')}\n`;

  expect(await load(added)).toMatchObject({ rows: 10, created: 1, changed: 1, unchanged: 8 });
  expect(await zoneOf(database(), communityId)).toEqual({
    buildings: 3,
    units: 10,
    heads: 8,
    areaDm2: 78000,
    unitsWithoutArea: 0,
  });
});

test('of two corrections at once on two nodes of a cluster, the roll is one as a whole', async () => {
  await load(rollOfC());
  asOnTwoNodes(database(), 'community');
  const withU4 = rollOfC({ U4: rowsOfC.U4.replace('60', '61') });
  const withU5 = rollOfC({ U5: rowsOfC.U5.replace('70.00', '71.00') });

  const both = await Promise.all([load(withU4), load(withU5)]);

  // The second takes back what the first corrected, and says so.
  expect(both.map(({ changed }) => changed).toSorted()).toEqual([1, 2]);
  const areas = (await rollAsSeen(database(), communityId)).map(({ areaDm2 }) => areaDm2);
  expect([areas[3], areas[4]]).toEqual(both[0].changed === 2 ? [6100, 7000] : [6000, 7100]);
});
