import { AuditTable } from '@anju/runtime/audit';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { bureauOf, monday } from '../community/community.builder';
import { ExclusiveUnitTable } from '../exclusive-unit/exclusive-unit.table';
import { OwnerTable } from '../owner/owner.table';
import { storage } from '../storage';
import {
  aRoll,
  aRow,
  buildingsTold,
  committeeOf,
  homesStored,
  importRoll,
  ownerOf,
  registered,
  rollAsSeen,
  rollOfC,
  rowsOfC,
  streetOf,
  unitsByLabel,
  zoneOf,
} from './owners-roll.builder';
import { findBuildings, loadRollUnits } from './owners-roll.queries';

const database = testDatabase(storage);

let communityId: `com_${string}`;
beforeEach(async () => {
  const ids = await registered(database());
  communityId = ids.communityId as typeof communityId;
});

const load = (csv: string | Buffer, by: Parameters<typeof importRoll>[3] = {}) =>
  importRoll(database(), communityId, csv, by);

test('[REG-2, REG-3, REG-4, REG-7, REG-8] example: the roll of community C is nine units, seven heads and 700.00 m²', async () => {
  expect(await load(rollOfC())).toMatchObject({
    __typename: 'ImportReport',
    dryRun: false,
    rows: 9,
    created: 9,
    changed: 0,
    unchanged: 0,
  });

  expect(await zoneOf(database(), communityId)).toEqual({
    buildings: 3,
    units: 9,
    heads: 7,
    areaDm2: 70000,
    unitsWithoutArea: 0,
  });
  const units = await unitsByLabel(database(), communityId);
  const owners = (label: string) => units[label].owners.map(({ id }: { id: string }) => id);
  expect(owners('1-1-101')).toEqual(owners('1-1-102'));
  expect(owners('2-1-203')).toEqual(owners('2-1-204'));
  expect(owners('1-1-103')).toHaveLength(2);
  expect(units['1-1-103']).toMatchObject({ areaDm2: 9000 });
});

test('[REG-2] area goes by evidence: registered before surveyed before contract', async () => {
  await load(rollOfC());

  const units = await unitsByLabel(database(), communityId);
  expect(units['1-1-101']).toMatchObject({ areaDm2: 8000, areaEvidence: 'REGISTERED' });
  expect(units['2-1-202']).toMatchObject({ areaDm2: 7000, areaEvidence: 'SURVEYED' });
  expect(units['2-1-204']).toMatchObject({ areaDm2: 5000, areaEvidence: 'CONTRACT' });
});

test('[REG-7] the assembly finds the same units, heads and areas, of all or of some buildings', async () => {
  await load(rollOfC());

  const buildings = await findBuildings(database().read, communityId);
  expect(buildings.map(({ number }) => number)).toEqual(['1', '2', '3']);
  const all = await loadRollUnits(database().read, communityId, null, 'EXCLUDED');
  expect(all.map(({ label }) => label)).toEqual([
    '1-1-101',
    '1-1-102',
    '1-1-103',
    '1-1-104',
    '2-1-201',
    '2-1-202',
    '2-1-203',
    '2-1-204',
    '3-0-1',
  ]);
  expect(new Set(all.map(({ headKey }) => headKey)).size).toBe(7);
  const second = await loadRollUnits(database().read, communityId, [buildings[1]!.id], 'EXCLUDED');
  expect(second.map(({ label }) => label)).toEqual(['2-1-201', '2-1-202', '2-1-203', '2-1-204']);
});

test('[REG-2, REG-4, PRIV-1] each building is told whole, with ids and numbers and no name or document', async () => {
  await load(rollOfC());

  const told = await buildingsTold(database());
  expect(told).toHaveLength(3);
  const units = await unitsByLabel(database(), communityId);
  const ids = (label: string) => units[label].owners.map(({ id }: { id: string }) => id);
  // Facts of one moment have no order among different buildings.
  expect(told.find(({ data }: any) => data.number === '1')!.data).toEqual({
    buildingId: units['1-1-101'].building.id,
    communityId,
    number: '1',
    units: ['1-1-101', '1-1-102', '1-1-103', '1-1-104'].map((label) => ({
      unitId: units[label].id,
      label,
      areaDm2: units[label].areaDm2,
      housingKind: 'COMMERCIAL_HOUSING',
      ownerIds: ids(label),
    })),
    synthetic: false,
  });
  expect(JSON.stringify(told)).not.toMatch(/安一|白一|A-1|B-1/);
});

test('[REG-2, REG-3] a shop is a unit with a voice and no home, and told as that beside a kind that all readers know', async () => {
  await load(rollOfC());
  expect((await unitsByLabel(database(), communityId))['3-0-1']).toMatchObject({
    housingKind: 'NON_RESIDENTIAL',
    areaDm2: 15000,
  });
  expect(await zoneOf(database(), communityId)).toMatchObject({ units: 9, heads: 7, areaDm2: 70000 });
  const shop = async () => {
    const told: any[] = (await buildingsTold(database())).filter(({ data }: any) => data.number === '3');
    return told.at(-1).data.units[0];
  };
  expect(await shop()).toMatchObject({ housingKind: 'COMMERCIAL_HOUSING', nonResidential: true });

  const home = rowsOfC.U9.replace('非住宅', '房改房');
  expect(await load(rollOfC({ U9: home }))).toMatchObject({ changed: 1, unchanged: 8 });
  expect(await shop()).toMatchObject({ housingKind: 'REFORM_HOUSING' });
  expect(await shop()).not.toHaveProperty('nonResidential');
  expect(await load(rollOfC({ U9: rowsOfC.U9.replace('非住宅', '商铺') }))).toMatchObject({ changed: 1 });
});

test.each(['车位', '停车位', '车库', '摊位', 'stall'])(
  '[REG-6, RES-1] a unit of the kind %s is no home, and is not told to who shares costs out',
  async (kind) => {
    await load(rollOfC({ U9: rowsOfC.U9.replace('非住宅', kind) }));
    expect((await unitsByLabel(database(), communityId))['3-0-1']).toMatchObject({ housingKind: 'STALL' });
    const told: any[] = (await buildingsTold(database())).filter(({ data }: any) => data.number === '3');
    expect(told.at(-1).data.units).toEqual([]);
  },
);

test('[OVR-2, PRIV-1] names and documents are sealed, and the import leaves an entry without them', async () => {
  await load(rollOfC());

  const stored = JSON.stringify([
    await database().read.find(OwnerTable),
    await database().read.find(ExclusiveUnitTable),
    await database().read.find(AuditTable),
  ]);
  expect(stored).not.toMatch(/安一|白一|方五|国兴|A-1|91000000/);
  expect(await database().read.findBy(AuditTable, { action: 'importOwnersRoll' })).toMatchObject([
    { subject: communityId, actor: 'bureau-140502', at: monday, detail: { created: 9 } },
  ]);
});

test('a dry run says what would be done, and stores nothing', async () => {
  expect(await load(rollOfC(), { dryRun: true })).toMatchObject({ dryRun: true, created: 9 });
  expect(await homesStored(database())).toBe(0);
  expect(await buildingsTold(database())).toEqual([]);
  expect(await zoneOf(database(), communityId)).toBeNull();
});

test('two files at once are taken one after the other', async () => {
  const [first, second] = await Promise.all([load(rollOfC()), load(rollOfC())]);
  expect([first.created, second.created].sort()).toEqual([0, 9]);
  expect(await homesStored(database())).toBe(9);
});

test('what is no table is refused', async () => {
  expect(await load('building,entrance\n1,1\n')).toMatchObject({ code: 'NOT_A_TABLE' });
  expect(await load('')).toMatchObject({ code: 'EMPTY_FILE' });
});

test('[REG-10, PRIV-1] a roll is imported by its county and its street, and by nobody else', async () => {
  const refused = { __typename: 'ImportRefusal', code: 'NOT_IN_SCOPE' };
  for (const division of ['140525', '341181'] as const) {
    expect(await load(rollOfC(), { caller: bureauOf(division) })).toMatchObject(refused);
    expect(await load(rollOfC(), { caller: { ...streetOf(), division } })).toMatchObject(refused);
  }
  // An owner who is a street's officer elsewhere is one here neither.
  const both = { ...ownerOf(communityId), roles: new Set(['OWNER', 'SUBDISTRICT_OFFICE'] as const) };
  expect(await load(rollOfC(), { caller: { ...both, division: '341181' } })).toMatchObject(refused);
  for (const caller of [ownerOf(communityId), committeeOf(communityId)])
    await expect(load(rollOfC(), { caller })).rejects.toThrow('FORBIDDEN');
  for (const id of ['com_none', 'prj_1', '凤源'])
    expect(await importRoll(database(), id, rollOfC())).toMatchObject({ code: 'TARGET_NOT_FOUND' });
  expect(await homesStored(database())).toBe(0);

  expect(await load(rollOfC(), { caller: streetOf() })).toMatchObject({ created: 9 });
});

test('homes and buildings stand in the order in which people count them', async () => {
  await load(
    aRoll(aRow('101', { building: '10' }), aRow('1001'), aRow('201'), aRow('101', { building: '2' })),
  );
  expect((await rollAsSeen(database(), communityId, 1)).map(({ label }) => label)).toEqual([
    '1-1-201',
    '1-1-1001',
    '2-1-101',
    '10-1-101',
  ]);
});

test('invented figures are marked as such', async () => {
  await load(
    aRoll(aRow('101', { note: 'synthetic' }), aRow('102'), aRow('101', { building: '2', note: '虚构' })),
  );
  const marks = (await rollAsSeen(database(), communityId)).map(({ synthetic }) => synthetic);
  expect(marks).toEqual([true, false, true]);
  expect((await buildingsTold(database())).map(({ data }: any) => data.synthetic)).toEqual([true, true]);
});
