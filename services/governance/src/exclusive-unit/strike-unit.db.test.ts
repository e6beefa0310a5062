import { AuditTable } from '@anju/runtime/audit';
import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import { asOnTwoNodes } from '@anju/runtime/testing/two-nodes';
import { transaction } from '@anju/runtime/transaction';
import { uuidV7 } from '@anju/values/id';
import {
  type By,
  committee,
  meetingWith,
  mutate,
  other,
  owner,
  withKey,
} from '../assembly-meeting/assembly-meeting.builder';
import { putCommunity } from '../assembly-meeting/roll.builder';
import { cast } from '../ballot/ballot.builder';
import { bureauOf, monday } from '../community/community.builder';
import {
  aRoll,
  askAs,
  committeeOf,
  importRoll,
  ownerOf,
  registered,
  rollAsSeen,
  rollOfC,
  rowsOfC,
  streetOf,
  zoneOf,
} from '../owners-roll/owners-roll.builder';
import { standOf } from '../question/vote.builder';
import { storage } from '../storage';
import { ExclusiveUnitTable } from './exclusive-unit.table';
import { UnitStrikeTable } from './unit-strike.table';

const database = testDatabase(storage);
const paperSha256 = 'ab'.repeat(32);

type Said = By & { reason?: string; paperNumber?: string; paperSha256?: string; idempotencyKey?: string };
const say = (
  name: 'strikeExclusiveUnit' | 'restoreExclusiveUnit',
  unitId: string,
  { caller = streetOf(), now = monday, ...differing }: Said = {},
) =>
  mutate(
    database(),
    name,
    `... on ExclusiveUnit { id label strike { struckAt reason paperNumber paperSha256 } }
     ... on ExclusiveUnitRefusal { code }`,
    withKey({ unitId, reason: '误录，实际不存在', paperNumber: '核 1', paperSha256, ...differing }),
    { caller, now },
  );
const strike = (unitId: string, said: Said = {}) => say('strikeExclusiveUnit', unitId, said);
const restore = (unitId: string, said: Said = {}) => say('restoreExclusiveUnit', unitId, said);

const told = async () =>
  (await factsIn(database()))
    .filter(({ type }) => type === 'governance.building-recorded.v1')
    .map(({ data }: any) => `${data.number}: ${data.units.map(({ label }: any) => label).join(' ')}`);

describe('a roll that was imported with a home too many', () => {
  let communityId: `com_${string}`;
  let units: Record<string, any>;
  const load = (csv: string) => importRoll(database(), communityId, csv);
  const { U9: _, ...withoutShop } = rowsOfC;
  beforeEach(async () => {
    ({ communityId } = (await registered(database())) as { communityId: typeof communityId });
    await load(rollOfC());
    units = Object.fromEntries((await rollAsSeen(database(), communityId)).map((unit) => [unit.label, unit]));
  });

  test('[REG-7, REG-2, OVR-2] a home that is not there is struck by a document: the register and its copies are without it', async () => {
    const { id, owners } = units['1-1-104'];
    expect(await strike(id)).toEqual({
      __typename: 'ExclusiveUnit',
      id,
      label: '1-1-104',
      strike: { struckAt: monday, reason: '误录，实际不存在', paperNumber: '核 1', paperSha256 },
    });

    expect(await zoneOf(database(), communityId)).toMatchObject({ units: 8, heads: 6, areaDm2: 64000 });
    expect((await rollAsSeen(database(), communityId)).map(({ label }) => label)).not.toContain('1-1-104');
    expect((await told()).at(-1)).toBe('1: 1-1-101 1-1-102 1-1-103');
    // It is not deleted, and its owner, who owns nothing now, is still known.
    const source = `query ($id: ID!, $owner: ID!) { exclusiveUnit(id: $id) { label strike { reason } }
      owner(id: $owner) { maskedName units { nodes { id } } } }`;
    const { data } = await askAs(streetOf(), database(), source, { id, owner: owners[0].id });
    expect(data).toMatchObject({
      exclusiveUnit: { label: '1-1-104', strike: { reason: '误录，实际不存在' } },
      owner: { maskedName: '常*', units: { nodes: [] } },
    });
    const trail = await database().read.findBy(AuditTable, { action: 'strikeExclusiveUnit' });
    expect(trail).toMatchObject([{ subject: id, actor: 'street', detail: { label: '1-1-104' } }]);
  });

  test('[PRIV-1, REG-7] who owns but a home that was struck sees that one and its own record, and the roll no more', async () => {
    const { id, owners } = units['1-1-104'];
    const source = `query ($com: ID!, $id: ID!, $owner: ID!) { community(id: $com) { rollUnits { nodes { label } } }
      exclusiveUnit(id: $id) { label owners { id } } owner(id: $owner) { maskedName } }`;
    const seen = async () => {
      const variables = { com: communityId, id, owner: owners[0].id };
      return (await askAs(ownerOf(communityId, owners[0].id), database(), source, variables)).data;
    };
    expect((await seen()).community.rollUnits.nodes).toHaveLength(9);
    const ownThings = {
      exclusiveUnit: { label: '1-1-104', owners: [{ id: owners[0].id }] },
      owner: { maskedName: '常*' },
    };
    await strike(id);
    expect(await seen()).toEqual({ community: { rollUnits: null }, ...ownThings });
    await restore(id);
    expect((await seen()).community.rollUnits.nodes).toHaveLength(9);
  });

  test('a file without it is taken then, and one that has it again is refused until it is restored', async () => {
    const { id } = units['3-0-1'];
    const withoutIt = aRoll(...Object.values(withoutShop));
    expect(await load(withoutIt)).toMatchObject({
      code: 'BAD_ROWS',
      problems: [{ reason: expect.stringContaining('strikeExclusiveUnit') }],
    });
    await strike(id);
    expect(await load(withoutIt)).toMatchObject({ created: 0, changed: 0, unchanged: 8 });
    expect(await load(rollOfC())).toMatchObject({
      code: 'BAD_ROWS',
      problems: [
        { line: 10, column: 'door', reason: expect.stringContaining('was struck from the roll on') },
      ],
    });

    expect(await restore(id, { reason: '实地核实存在' })).toMatchObject({ id, strike: null });
    expect(await load(rollOfC())).toMatchObject({ unchanged: 9 });
    expect((await told()).slice(-2)).toEqual(['3: ', '3: 3-0-1']);
    expect(await database().read.count(UnitStrikeTable)).toBe(2);
    expect(await zoneOf(database(), communityId)).toMatchObject({ units: 9, heads: 7, areaDm2: 70000 });
  });

  test('a building whose homes were all struck has none, and a community with none has no zone', async () => {
    const source = `query ($id: ID!) { community(id: $id) { zone { units }
      buildings { nodes { number units areaDm2 synthetic } } } }`;
    const seen = async () =>
      (await askAs(streetOf(), database(), source, { id: communityId })).data.community;
    await strike(units['3-0-1'].id);
    expect((await seen()).buildings.nodes[2]).toEqual({
      number: '3',
      units: 0,
      areaDm2: 0,
      synthetic: false,
    });
    for (const [label, { id }] of Object.entries(units)) if (label !== '3-0-1') await strike(id);
    expect((await seen()).zone).toBeNull();
  });

  test('[PRIV-1] only the offices that keep the roll strike, by a document, once; nothing is stored otherwise', async () => {
    const { id } = units['1-1-104'];
    const refused = async (code: string, said: Said, unitId = id) =>
      expect(await strike(unitId, said)).toMatchObject({ code, rule: null });
    for (const unitId of ['unt_none', 'no id']) await refused('UNIT_NOT_FOUND', {}, unitId);
    await refused('UNIT_NOT_FOUND', { caller: bureauOf('341181') });
    await refused('REASON_INVALID', { reason: ' ' });
    await refused('PAPER_NUMBER_INVALID', { paperNumber: '核\u00001' });
    await refused('PAPER_HASH_INVALID', { paperSha256: 'ab' });
    for (const caller of [committeeOf(communityId), ownerOf(communityId)])
      await expect(strike(id, { caller })).rejects.toThrow('FORBIDDEN');
    expect(await restore(id)).toMatchObject({ code: 'NOT_STRUCK' });
    expect(await database().read.countBy(ExclusiveUnitTable, { struckAt: monday })).toBe(0);
    expect(await told()).toHaveLength(3);

    expect(await strike(id, { caller: bureauOf('140502') })).toMatchObject({ id });
    await refused('ALREADY_STRUCK', {});
  });

  test('of two who strike one home at once one does, and the same request is done once', async () => {
    asOnTwoNodes(database(), 'community');
    const { id } = units['1-1-104'];
    const answers = await Promise.all([1, 2].map(() => strike(id)));
    expect(answers.filter(({ __typename }) => __typename === 'ExclusiveUnit')).toHaveLength(1);
    expect(answers.filter(({ code }) => code === 'ALREADY_STRUCK')).toHaveLength(1);
    const idempotencyKey = uuidV7();
    const first = await restore(id, { idempotencyKey });
    expect(await restore(id, { idempotencyKey })).toEqual(first);
    expect(await restore(id, { idempotencyKey, reason: '其他' })).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
    expect(await database().read.count(UnitStrikeTable)).toBe(2);
    for (const sql of ['DELETE FROM unit_strike', "UPDATE unit_strike SET reason = '无'"])
      await expect(transaction(database(), (tx) => tx.query(sql))).rejects.toThrow('append-only');
  });
});

test('[REG-7] a roll that was frozen before keeps the home and its ballot; a later notice is without it', async () => {
  await putCommunity(database());
  const first = await meetingWith(database(), [other()]);
  const [question] = first.questionIds as [string];
  await strike('unt_4');

  await cast(database(), 'C', first.meetingId, { [question]: 'YES' }, { caller: owner('C') });
  expect(await standOf(database(), question)).toMatchObject({
    turnout: { entitled: { heads: 7, areaDm2: 70000 }, yes: { heads: 1, areaDm2: 6000 } },
  });
  const second = await meetingWith(database(), [other({ title: '另一事项' })], {}, { caller: committee() });
  expect(await standOf(database(), second.questionIds[0]!)).toMatchObject({
    turnout: { entitled: { heads: 6, areaDm2: 64000 } },
  });
  expect(await cast(database(), 'C', second.meetingId, { [second.questionIds[0]!]: 'YES' })).toMatchObject({
    code: 'NOT_AN_ELECTOR',
  });
});
