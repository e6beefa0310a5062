import { AuditTable } from '@anju/runtime/audit';
import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import { asOnTwoNodes } from '@anju/runtime/testing/two-nodes';
import { uuidV7 } from '@anju/values/id';
import { type By, mutate, withKey } from '../assembly-meeting/assembly-meeting.builder';
import { enterCommittee } from '../owners-committee/owners-committee.builder';
import { ExclusiveUnitTable } from '../exclusive-unit/exclusive-unit.table';
import { UnitStrikeTable } from '../exclusive-unit/unit-strike.table';
import { aRoll, aRow, importRoll, streetOf } from '../owners-roll/owners-roll.builder';
import { storage } from '../storage';
import { CommunityStrikeTable } from './community-strike.table';
import { ask, bureauOf, importList, monday, published } from './community.builder';

const database = testDatabase(storage);
const asPublished = published('jincheng-urban-2020.csv');
const oneTooMany = `${asPublished.trim()}\n误登小区,1985,,,100,,,,,,\n`;
const load = (csv: string) => importList(database(), 'jincheng-urban-2020', { csv });
const oneTooManyId = async (): Promise<`com_${string}`> => {
  const { communities } = await ask(database(), '{ communities(name: "误登") { nodes { id } } }');
  return communities.nodes[0].id;
};

type Said = By & { reason?: string; idempotencyKey?: string };
const strike = (
  communityId: string,
  { caller = bureauOf('140502'), now = monday, ...differing }: Said = {},
) =>
  mutate(
    database(),
    'strikeCommunity',
    `... on Community { id name strike { struckAt reason } } ... on CommunityRefusal { code }`,
    withKey({ communityId, reason: '名单多录一行', ...differing }),
    { caller, now },
  );
const board = async () =>
  (
    await ask(
      database(),
      '{ division(code: "140500") { communityCount households communities { nodes { name } } } }',
    )
  ).division;
const told = async () => (await factsIn(database())).map(({ type }) => type).slice(6);

let id: `com_${string}`;
beforeEach(async () => {
  await load(oneTooMany);
  id = await oneTooManyId();
});

test('[REG-9, REG-10, OVR-2] a community of a row too many is struck: no list and no board counts it, and it is shown as struck', async () => {
  expect(await board()).toMatchObject({ communityCount: 6, households: 4333 });
  expect(await strike(id)).toEqual({
    __typename: 'Community',
    id,
    name: '误登小区',
    strike: { struckAt: monday, reason: '名单多录一行' },
  });

  const after = await board();
  expect(after).toMatchObject({ communityCount: 5, households: 4233 });
  expect(after.communities.nodes).toHaveLength(5);
  const seen = `query ($id: ID!) { community(id: $id) { name households sourceRow { line } strike { reason } }
    communities(name: "误登") { nodes { id } } }`;
  expect(await ask(database(), seen, { id })).toEqual({
    community: { name: '误登小区', households: 100, sourceRow: null, strike: { reason: '名单多录一行' } },
    communities: { nodes: [] },
  });
  expect((await factsIn(database())).at(-1)).toMatchObject({
    type: 'governance.community-struck.v1',
    data: { communityId: id, struckAt: monday },
  });
  const trail = await database().read.findBy(AuditTable, { action: 'strikeCommunity' });
  expect(trail).toMatchObject([{ subject: id, detail: { name: '误登小区', reason: '名单多录一行' } }]);
});

test('[REG-9] the true list is refused until it is struck, taken then, and a list that has it again restores it', async () => {
  expect(await load(asPublished)).toMatchObject({
    code: 'BAD_ROWS',
    problems: [{ line: 1, reason: expect.stringContaining('strikeCommunity') }],
  });
  await strike(id);
  expect(await load(asPublished)).toMatchObject({ created: 0, changed: 0, unchanged: 5 });
  // The row that stands there now is another's.
  expect(await ask(database(), `{ community(id: "${id}") { sourceRow { name } } }`)).toEqual({
    community: { sourceRow: null },
  });
  expect(await load(asPublished)).toMatchObject({ unchanged: 5 });

  expect(await load(oneTooMany)).toMatchObject({
    created: 0,
    changed: 1,
    unchanged: 5,
    notes: expect.arrayContaining([
      expect.objectContaining({ line: 7, reason: expect.stringContaining('was struck on 2022-06-06') }),
    ]),
  });
  expect(await oneTooManyId()).toBe(id);
  expect(
    await ask(database(), `{ community(id: "${id}") { sourceRow { name } strike { reason } } }`),
  ).toEqual({
    community: { sourceRow: { name: '误登小区' }, strike: null },
  });
  expect(await told()).toEqual(['governance.community-struck.v1', 'governance.community-revised.v1']);
  expect(await board()).toMatchObject({ communityCount: 6, households: 4333 });
  expect(await strike(id, { reason: '仍属误登' })).toMatchObject({ strike: { reason: '仍属误登' } });
  expect(await database().read.count(CommunityStrikeTable)).toBe(2);
});

test('[REG-10] only the bureau of its county strikes it, with a reason, once; nothing is stored otherwise', async () => {
  const refused = async (code: string, rule: string | null, said: Said, communityId: string = id) =>
    expect(await strike(communityId, said)).toMatchObject({ code, rule });
  for (const none of ['com_none', 'no id']) await refused('COMMUNITY_NOT_FOUND', null, {}, none);
  await refused('NOT_IN_SCOPE', 'REG-10', { caller: bureauOf('341181') });
  for (const reason of [' ', '误\u202e录', '误'.repeat(501)])
    await refused('REASON_INVALID', null, { reason });
  await expect(strike(id, { caller: streetOf() })).rejects.toThrow('FORBIDDEN');
  expect(await told()).toEqual([]);
  expect(await database().read.count(CommunityStrikeTable)).toBe(0);

  await strike(id);
  await refused('ALREADY_STRUCK', null, {});
});

test('[GOV-COM-1, REG-7] with a home or a committee it is not struck; a roll or committee of a struck one is refused', async () => {
  const roll = aRoll(aRow('101'));
  const refuse = (code: string) => expect.objectContaining({ code, message: expect.any(String) });
  await enterCommittee(database(), id);
  expect(await strike(id)).toEqual(refuse('HAS_COMMITTEE'));
  await load(`${oneTooMany}误登二区,1985,,,100,,,,,,\n`);
  const { communities } = await ask(database(), '{ communities(name: "二区") { nodes { id } } }');
  const [{ id: second }] = communities.nodes;
  expect(await importRoll(database(), second, roll)).toMatchObject({ created: 1 });
  expect(await strike(second)).toEqual(refuse('HAS_ROLL'));

  const { communities: third } = await ask(database(), '{ communities(name: "华西") { nodes { id } } }');
  const [{ id: empty }] = third.nodes;
  expect(await strike(empty)).toMatchObject({ strike: { reason: '名单多录一行' } });
  for (const dryRun of [true, false])
    expect(await importRoll(database(), empty, roll, { dryRun })).toMatchObject({
      code: 'COMMUNITY_STRUCK',
      message: expect.stringContaining('import a list that has it'),
    });
  expect(await enterCommittee(database(), empty)).toMatchObject({ code: 'COMMUNITY_STRUCK' });
});

test('[REG-7] a home of a community that is struck is not restored, since nothing is put on its roll', async () => {
  await importRoll(database(), id, aRoll(aRow('101')));
  const paper = { reason: '误录', paperNumber: '核 1', paperSha256: 'ab'.repeat(32) };
  const unit = await database().read.findOneByOrFail(ExclusiveUnitTable, { communityId: id });
  const say = (name: 'strikeExclusiveUnit' | 'restoreExclusiveUnit') =>
    mutate(
      database(),
      name,
      '... on ExclusiveUnit { id } ... on ExclusiveUnitRefusal { code message }',
      withKey({ unitId: unit.id, ...paper }),
      { caller: bureauOf('140502'), now: monday },
    );
  await say('strikeExclusiveUnit');
  expect(await strike(id)).toMatchObject({ strike: { reason: '名单多录一行' } });
  expect(await say('restoreExclusiveUnit')).toMatchObject({
    code: 'COMMUNITY_STRUCK',
    message: expect.stringContaining('import a list that has it'),
  });
  expect(await database().read.count(UnitStrikeTable)).toBe(1);

  await load(oneTooMany);
  expect(await say('restoreExclusiveUnit')).toMatchObject({ id: unit.id });
});

test('of two who strike it at once one does, the same request is done once, and a roll that comes meanwhile is first or refused', async () => {
  asOnTwoNodes(database(), 'community');
  const idempotencyKey = uuidV7();
  const [one, two] = await Promise.all([1, 2].map(() => strike(id)));
  expect([one, two].filter(({ code }) => code === 'ALREADY_STRUCK')).toHaveLength(1);
  await load(oneTooMany);

  const first = await strike(id, { idempotencyKey });
  expect(await strike(id, { idempotencyKey })).toEqual(first);
  expect(await strike(id, { idempotencyKey, reason: '其他' })).toMatchObject({
    code: 'IDEMPOTENCY_KEY_REUSED',
  });
  await load(oneTooMany);

  const [struck, roll] = await Promise.all([strike(id), importRoll(database(), id, aRoll(aRow('101')))]);
  expect([struck.code, roll.code].filter(Boolean)).toHaveLength(1);
});
