import { AuditTable } from '@anju/runtime/audit';
import type { Caller } from '@anju/runtime/caller';
import { aCaller } from '@anju/runtime/testing/execute';
import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import { TimerTable } from '@anju/runtime/timer.table';
import { asOnTwoNodes } from '@anju/runtime/testing/two-nodes';

import type { Instant } from '@anju/values/time';
import { bureauOf, monday } from '../community/community.builder';
import {
  askAs,
  committeeOf,
  importRoll,
  ownerOf,
  registered,
  rollAsSeen,
  rollOfC,
  streetOf,
} from '../owners-roll/owners-roll.builder';
import { storage } from '../storage';
import { enterCommittee, five, inOffice } from './owners-committee.builder';
import { CommitteeMemberTable, OwnersCommitteeTable } from './owners-committee.table';

const database = testDatabase(storage);

let communityId: string;
let otherId: string;
beforeEach(async () => {
  ({ communityId, otherId } = await registered(database()));
});

const ofTheFiling = { purpose: 'COMMITTEE_FILING', ground: 'STATUTORY_DUTY', rules: ['GOV-COM-4'] };

const enter = (differing: Record<string, unknown> = {}, by?: Parameters<typeof enterCommittee>[3]) =>
  enterCommittee(database(), communityId, differing, by);
const inOfficeAt = (now: Instant) => inOffice(database(), communityId, now);

test('[GOV-COM-1, GOV-COM-5, GOV-COM-12, OVR-2, OVR-3] a committee is entered, told, and due for re-election three months before its end', async () => {
  const committee = await enter();

  expect(committee).toEqual({
    __typename: 'OwnersCommittee',
    id: expect.stringMatching(/^oc_/),
    seats: 5,
    termFrom: '2021-07-01',
    termUntil: '2026-07-01',
    filingNumber: '城备〔2021〕17号',
    canActToday: true,
    synthetic: true,
    community: { id: communityId },
    members: [
      { role: 'CHAIR', maskedName: '欧***' },
      { role: 'MEMBER', maskedName: '李**' },
      { role: 'MEMBER', maskedName: '王*' },
      { role: 'MEMBER', maskedName: '张*' },
      { role: 'MEMBER', maskedName: '刘*' },
    ],
    // The end of 1 April in China.
    deadlines: [
      {
        name: 'committee-re-election',
        rule: 'GOV-COM-12',
        dueAt: '2026-04-01T16:00:00.000Z',
        met: false,
        state: 'GREEN',
      },
    ],
  });
  const { id: committeeId } = committee;
  expect((await factsIn(database())).at(-1)).toEqual({
    type: 'governance.committee-entered.v1',
    data: {
      committeeId,
      communityId,
      seats: 5,
      termFrom: '2021-07-01',
      termUntil: '2026-07-01',
      filingNumber: '城备〔2021〕17号',
      synthetic: true,
    },
  });
  expect(await database().read.findBy(AuditTable, { action: 'enterCommittee' })).toMatchObject([
    {
      subject: committeeId,
      actor: 'bureau-140502',
      at: monday,
      detail: { seats: 5, legalBasis: ofTheFiling },
    },
  ]);
});

test('[GOV-COM-5] a committee is in office to the last moment of its last day in China', async () => {
  const { id } = await enter();
  expect(await inOfficeAt('2026-07-01T15:59:59.999Z')).toEqual({ id, canActToday: true });
  expect(await inOfficeAt('2026-07-01T16:00:00.000Z')).toBeNull();
  const { data } = await askAs(
    aCaller(),
    database(),
    `{ ownersCommittee(id: "${id}") { canActToday }
       _entities(representations: [{ __typename: "OwnersCommittee", id: "${id}" }]) { ... on OwnersCommittee { seats } } }`,
    {},
    '2026-07-01T16:00:00.000Z',
  );
  expect(data).toEqual({ ownersCommittee: { canActToday: false }, _entities: [{ seats: 5 }] });
});

test.each<[string, Record<string, unknown>, string, string | null, string]>([
  [
    'six seats',
    { members: [...five, { name: '赵六', role: 'MEMBER' }] },
    'SEATS_NOT_ODD',
    'GOV-COM-1',
    '单数',
  ],
  ['three seats', { members: five.slice(2) }, 'SEATS_OUT_OF_RANGE', 'GOV-COM-1', '5 至 11'],
  ['no member', { members: [] }, 'CHAIR_NOT_ONE', 'GOV-COM-3', '主任'],
  ['more than five years', { termUntil: '2026-07-02' }, 'TERM_TOO_LONG', 'GOV-COM-1', '5 年'],
  [
    'an end before the beginning',
    { termUntil: '2021-06-30' },
    'TERM_ENDS_BEFORE_IT_BEGINS',
    'GOV-COM-1',
    '晚于',
  ],
  [
    'a term that is over',
    { termFrom: '2017-06-05', termUntil: '2022-06-05' },
    'TERM_OVER',
    'GOV-COM-12',
    '届满',
  ],
  [
    'a term before all law',
    { termFrom: '1999-01-01', termUntil: '2022-12-31' },
    'RULES_NOT_KNOWN',
    'GOV-COM-1',
    '核对日期',
  ],
  [
    'a member of no name',
    { members: [...five.slice(1), { name: ' ', role: 'MEMBER' }] },
    'MEMBER_INVALID',
    null,
    '第 5 名',
  ],
  [
    'a name with a control character',
    { members: [...five.slice(1), { name: '赵\u0000六', role: 'MEMBER' }] },
    'MEMBER_INVALID',
    null,
    '第 5 名',
  ],
  [
    'a name with a mark of no width',
    { members: [...five.slice(1), { name: '赵\u200b六', role: 'MEMBER' }] },
    'MEMBER_INVALID',
    null,
    '第 5 名',
  ],
  [
    'a document with a control character',
    { members: [...five.slice(1), { ...five[1], document: '14\u00000502' }] },
    'MEMBER_INVALID',
    null,
    '第 5 名',
  ],
  [
    'a document of which a part is covered',
    { members: [...five.slice(1), { ...five[1], document: '140502********0011' }] },
    'MEMBER_INVALID',
    null,
    '第 5 名',
  ],
  [
    'a document that bears a mark',
    { members: [...five.slice(1), { ...five[1], document: 'E12345678①' }] },
    'MEMBER_INVALID',
    null,
    '第 5 名',
  ],
  [
    'a person twice',
    { members: [...five.slice(1), { ...five[1], document: '140502197001010001' }] },
    'MEMBER_TWICE',
    'GOV-COM-1',
    '一人只占一席',
  ],
  [
    'an owner of no roll',
    { members: [...five.slice(1), { name: '某', role: 'MEMBER', ownerId: 'own_9' }] },
    'OWNER_NOT_ON_ROLL',
    'GOV-COM-2',
    '业主名册',
  ],
  [
    'a name for an owner',
    { members: [...five.slice(1), { name: '某', role: 'MEMBER', ownerId: '王五' }] },
    'OWNER_NOT_ON_ROLL',
    'GOV-COM-2',
    '业主名册',
  ],
  ['no filing number', { filingNumber: '  ' }, 'FILING_NUMBER_INVALID', 'GOV-COM-4', '备案号'],
  ['no such community', { communityId: 'com_none' }, 'COMMUNITY_NOT_FOUND', null, '没有这个小区'],
  ['an id of something else', { communityId: '凤源' }, 'COMMUNITY_NOT_FOUND', null, '没有这个小区'],
])(
  '[GOV-COM-1, GOV-COM-12] refused in two languages, and nothing stored: %s',
  async (_, differing, code, rule, zh) => {
    expect(await enter(differing)).toMatchObject({ __typename: 'OwnersCommitteeRefusal', code, rule });
    expect((await enter(differing, { caller: bureauOf('140502', 'zh') })).message).toContain(zh);
    expect(await database().read.count(OwnersCommitteeTable)).toBe(0);
    expect(await database().read.count(TimerTable)).toBe(0);
  },
);

test.each([
  [3, 'SEATS_OUT_OF_RANGE'],
  [5, undefined],
  [11, undefined],
  [13, 'SEATS_OUT_OF_RANGE'],
])('[CONV-6, GOV-COM-1] the profile of the city has committees of 5 to 11: %i', async (seats, code) => {
  const members = Array.from({ length: seats }, (_, i) => ({
    name: `委员${i + 1}`,
    role: i === 0 ? 'CHAIR' : 'MEMBER',
  }));
  expect((await enter({ members })).code).toBe(code);
});

test('31 June is no date', async () => {
  await expect(enter({ termUntil: '2025-06-31' })).rejects.toThrow();
});

test('[GOV-COM-1, GOV-COM-12] one committee at a time; the next one meets the deadline of the last', async () => {
  const { id } = await enter();
  expect(await enter()).toMatchObject({ code: 'TERM_TAKEN', message: expect.stringContaining('2026-07-01') });

  const next = { termFrom: '2026-07-02', termUntil: '2031-07-02', filingNumber: '2026-3' };
  expect(await enter(next, { now: '2026-06-20T02:00:00.000Z' })).toMatchObject({ canActToday: false });
  expect(await database().read.findBy(TimerTable, { subject: id })).toMatchObject([{ state: 'DONE' }]);
  expect(await inOfficeAt('2026-07-01T02:00:00.000Z')).toMatchObject({ id });
  expect((await inOfficeAt('2026-07-02T02:00:00.000Z')).id).not.toBe(id);
  // Another community's is its own affair.
  expect(await enter({ communityId: otherId })).toMatchObject({ seats: 5 });
});

test('[GOV-COM-1] of two entered at once one is taken, on two nodes of a cluster too', async () => {
  asOnTwoNodes(database(), 'community');
  const both = await Promise.all([enter(), enter({ filingNumber: '2' })]);
  expect(both.map(({ __typename }) => __typename).sort()).toEqual([
    'OwnersCommittee',
    'OwnersCommitteeRefusal',
  ]);
  expect(await database().read.count(OwnersCommitteeTable)).toBe(1);
});

test('[REG-10] a committee is entered by its own county, and by nobody else', async () => {
  for (const division of ['140525', '341181'] as const)
    expect(await enter({}, { caller: bureauOf(division) })).toMatchObject({
      code: 'NOT_IN_SCOPE',
      rule: 'REG-10',
    });
  for (const caller of [streetOf(), committeeOf(communityId), ownerOf(communityId)])
    await expect(enter({}, { caller })).rejects.toThrow('FORBIDDEN');
  expect(await database().read.count(OwnersCommitteeTable)).toBe(0);
});

test('[PRIV-1] names and documents of members are sealed, and who of the roll they are is shown to its readers', async () => {
  await importRoll(database(), communityId, rollOfC());
  const ownerId = (await rollAsSeen(database(), communityId))[0].owners[0].id;
  const { id } = await enter({ members: [{ ...five[0], ownerId }, ...five.slice(1)] });

  expect(JSON.stringify(await database().read.find(CommitteeMemberTable))).not.toMatch(/李卫东|1405021970/);
  const ownersFor = async (caller: Caller) => {
    const { data, errors } = await askAs(
      caller,
      database(),
      `{ ownersCommittee(id: "${id}") { members { role owner { id } } } }`,
    );
    return errors ? errors[0].extensions.code : data.ownersCommittee.members.map((each: any) => each.owner);
  };
  expect(await ownersFor(ownerOf(communityId, ownerId))).toContainEqual({ id: ownerId });
  expect(await ownersFor(ownerOf(otherId))).toEqual([null, null, null, null, null]);
  expect(await ownersFor(aCaller())).toBe('FORBIDDEN');
});

test('a page of communities with their committees costs a constant number of statements', async () => {
  await enter();
  const cost = async () => {
    const before = database().statements();
    const { errors } = await askAs(
      bureauOf('140502'),
      database(),
      '{ communities(first: 50) { nodes { committee { community { name } members { maskedName } supersededEntries { members { role } } deadlines { dueAt } } } } }',
    );
    expect(errors).toBeUndefined();
    return database().statements() - before;
  };
  const one = await cost();
  await enter({ communityId: otherId });
  expect(await cost()).toBe(one);
});
