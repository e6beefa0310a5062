import { testDatabase } from '@anju/runtime/testing/test-database';
import { OwnerTable } from '../owner/owner.table';
import { storage } from '../storage';
import { aRoll, aRow, importRoll, registered, rollOfC, unitsByLabel, zoneOf } from './owners-roll.builder';

const database = testDatabase(storage);

let communityId: string;
let otherId: string;
beforeEach(async () => {
  ({ communityId, otherId } = await registered(database()));
});

const load = (csv: string | Buffer, by: Parameters<typeof importRoll>[3] = {}) =>
  importRoll(database(), communityId, csv, by);

test('[REG-1] example: F bought U8 and has no key yet, so the developer is its owner and F is not kept', async () => {
  const { notes } = await load(rollOfC());

  expect(notes).toEqual([
    expect.objectContaining({ line: 9, column: 'owners', value: '方五', rule: 'REG-1' }),
  ]);
  expect((await unitsByLabel(database(), communityId))['2-1-204']).toMatchObject({
    title: 'SOLD_NOT_DELIVERED',
    owners: [{ kind: 'LEGAL_PERSON', maskedName: '恒***' }],
  });
  // A, B1, B2, C, D, E, the developer and G.
  expect(await database().read.count(OwnerTable)).toBe(8);
});

test('[REG-1, REG-3] once it is handed over the buyer is the owner, and a head of its own', async () => {
  await load(rollOfC());
  const handedOver = aRow('204', {
    building: '2',
    area_registered_m2: '',
    area_contract_m2: '50.00',
    title: 'IN_POSSESSION',
    owners: '方五',
    documents: 'F-1',
    developer: '恒安置业',
  });

  expect(await load(rollOfC({ U8: handedOver }))).toMatchObject({ created: 0, changed: 1, unchanged: 8 });
  expect(await zoneOf(database(), communityId)).toMatchObject({ heads: 8, areaDm2: 70000 });
  expect((await unitsByLabel(database(), communityId))['2-1-204'].owners).toMatchObject([
    { kind: 'PERSON', maskedName: '方*' },
  ]);
});

test('[REG-1] who is in possession without registration and not from the developer is no owner', async () => {
  const secondHand = aRow('204', { building: '2', title: 'IN_POSSESSION', owners: '方五', documents: 'F-1' });
  expect(await load(rollOfC({ U8: secondHand }))).toMatchObject({
    code: 'BAD_ROWS',
    problems: [{ line: 9, column: 'developer', rule: 'REG-1' }],
  });
});

test.each(['REGISTERED', 'COURT_RULING', 'INHERITANCE', 'LAWFUL_CONSTRUCTION'])(
  '[REG-1] %s makes an owner of who is named',
  async (title) => {
    await load(aRoll(aRow('101', { title, developer: '恒安置业;91000000MA0K00000P' })));
    expect((await unitsByLabel(database(), communityId))['1-1-101']).toMatchObject({
      title,
      owners: [{ kind: 'PERSON' }],
    });
  },
);

test('[REG-3] what the developer keeps registered is of its one head too', async () => {
  const kept = aRow('104', {
    owner_kind: 'LEGAL_PERSON',
    owners: '恒安置业',
    documents: '91000000ma0k00000p',
    area_registered_m2: '60',
  });
  await load(rollOfC({ U4: kept }));
  expect(await zoneOf(database(), communityId)).toMatchObject({ heads: 6, areaDm2: 70000 });
});

test('[REG-4] A alone and A with B are two heads; the same two in another order are one', async () => {
  const pair = { owners: '安一;白一', documents: 'A-1;B-1' };
  const turned = { owners: '白一、安一', documents: 'B-1、A-1' };
  await load(
    aRoll(
      aRow('101', { owners: '安一', documents: 'A-1' }),
      aRow('102', pair),
      aRow('103', turned),
      aRow('104', { owners: '白一', documents: 'b-1' }),
    ),
  );
  expect(await zoneOf(database(), communityId)).toMatchObject({ units: 4, heads: 3, areaDm2: 32000 });
});

test('[REG-4] forty heirs of one home are one head', async () => {
  const heirs = Array.from({ length: 40 }, (_, i) => i);
  const owners = heirs.map((i) => `继承人${i}`).join(';');
  const documents = heirs.map((i) => `H-${i}`).join(';');
  const turned = heirs.toReversed();
  await load(
    aRoll(
      aRow('101', { title: '继承', owners, documents }),
      aRow('102', {
        title: '继承',
        owners: turned.map((i) => `继承人${i}`).join(';'),
        documents: turned.map((i) => `H-${i}`).join(';'),
      }),
    ),
  );
  expect(await zoneOf(database(), communityId)).toMatchObject({ units: 2, heads: 1 });
  expect((await unitsByLabel(database(), communityId))['1-1-101'].owners).toHaveLength(40);
});

test('[REG-3] the same person owns in two communities as two owners', async () => {
  await load(rollOfC());
  expect(await importRoll(database(), otherId, rollOfC())).toMatchObject({ created: 9 });
  expect(await database().read.count(OwnerTable)).toBe(16);
  expect(await zoneOf(database(), otherId)).toMatchObject({ units: 9, heads: 7 });
});
