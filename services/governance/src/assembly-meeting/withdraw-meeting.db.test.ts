import { AuditTable } from '@anju/runtime/audit';
import { holdAt } from '@anju/runtime/testing/hold-at';
import { passTime } from '@anju/runtime/testing/pass-time';
import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import { asOnTwoNodes } from '@anju/runtime/testing/two-nodes';
import { uuidV7 } from '@anju/values/id';
import { cast, designate, enterPaper, object } from '../ballot/ballot.builder';
import { BallotTable } from '../ballot/ballot.table';
import { giveProxy } from '../proxy/proxy.builder';
import { close } from '../question/vote.builder';
import { storage } from '../storage';
import { timers } from '../timers';
import { sell } from '../title-proof/title-proof.builder';
import {
  acceptContents,
  afterwards,
  ask,
  committee,
  convene,
  elsewhere,
  hireManager,
  meetingWith,
  notice,
  opensAt,
  other,
  owner,
  repairRoof,
  street,
  whileOpen,
  withdraw,
  withKey,
} from './assembly-meeting.builder';
import { AssemblyMeetingTable } from './assembly-meeting.table';
import { putCommunity, putOwner } from './roll.builder';

const database = testDatabase(storage);
const later = '2022-06-21T02:00:00.000Z';

let meetingId: string;
let questionIds: string[];
beforeEach(async () => {
  await putCommunity(database());
  ({ meetingId, questionIds } = await meetingWith(database(), [other(), repairRoof()]));
});

test('[GOV-MEET-2, GOV-MEET-3, OVR-2, OVR-3] a meeting that was withdrawn says so to anybody, with reason and day', async () => {
  expect(await withdraw(database(), meetingId, { now: later })).toEqual({
    __typename: 'AssemblyMeeting',
    id: meetingId,
    state: 'WITHDRAWN',
    withdrawal: { withdrawnAt: later, reason: '通知重复发出' },
    questions: [1, 2].map(() => ({
      status: 'WITHDRAWN',
      deadlines: [{ name: 'voting-end', met: false, state: null }],
    })),
  });

  const { data } = await ask(
    database(),
    `{ assemblyMeeting(id: "${meetingId}") { state noticedAt withdrawal { reason } questions { title } } }`,
  );
  expect(data.assemblyMeeting).toMatchObject({ state: 'WITHDRAWN', noticedAt: notice, questions: [{}, {}] });
  expect((await factsIn(database())).at(-1)).toMatchObject({
    type: 'governance.meeting-withdrawn.v1',
    data: { meetingId, communityId: 'com_1', committeeId: 'oc_1', withdrawnAt: later },
  });
  expect(await database().read.findBy(AuditTable, { action: 'withdrawMeeting' })).toMatchObject([
    { subject: meetingId, actor: 'committee-1', detail: { reason: '通知重复发出' } },
  ]);
});

test('[GOV-MEET-3, REG-4, REG-7, GOV-MEET-4] nothing is cast, entered, delivered or counted in it, and its end does nothing', async () => {
  await putOwner(database(), 'X');
  await withdraw(database(), meetingId);
  const [zone] = questionIds as [string];
  const answers = { [zone]: 'YES' };
  const deliveries = [{ ownerId: 'own_A', way: 'HAND', deliveredOn: '2022-06-20' }];
  const source = `mutation ($input: RecordDeliveriesInput!) {
    recordDeliveries(input: $input) { ... on AssemblyMeetingRefusal { code } } }`;
  const delivered = await ask(
    database(),
    source,
    { input: withKey({ meetingId, deliveries }) },
    { caller: committee() },
  );

  for (const refusal of [
    await cast(database(), 'A', meetingId, answers),
    await enterPaper(database(), 'A', meetingId, { [zone]: ['YES'] }),
    await designate(database(), meetingId, 'B', 'Bb'),
    await object(database(), 'B', zone),
    await sell(database(), 'X', meetingId, ['unt_4']),
    await giveProxy(database(), 'C', meetingId, [zone]),
    await close(database(), zone),
    await close(database(), zone, { now: whileOpen }),
    delivered.data.recordDeliveries,
  ])
    expect(refusal).toMatchObject({ code: 'MEETING_WITHDRAWN' });
  expect(await cast(database(), 'A', meetingId, answers)).toMatchObject({
    rule: null,
    message: expect.stringMatching(/another notice/),
  });
  expect(await passTime(database(), timers, afterwards)).toBe(0);
  expect(await close(database(), zone)).toMatchObject({ code: 'MEETING_WITHDRAWN' });
  expect(await database().read.count(BallotTable)).toBe(0);
});

test('[GOV-COM-5, GOV-MEET-3] only the committee in office withdraws it, with a reason, once, and before voting begins', async () => {
  const refused = async (code: string, by: Parameters<typeof withdraw>[2], id = meetingId) =>
    expect(await withdraw(database(), id, by)).toMatchObject({ code });

  await putCommunity(database(), { id: 'com_2' });
  await refused('NOT_THE_COMMITTEE', { caller: elsewhere.committee });
  await refused('COMMITTEE_NOT_KNOWN', { caller: { ...committee(), committee: null } });
  await refused('COMMITTEE_NOT_KNOWN', { caller: { ...committee(), communities: new Set(['com_2']) } });
  await refused('REASON_INVALID', { reason: ' ' });
  await refused('REASON_INVALID', { reason: '误\u0000发' });
  await refused('VOTING_HAS_BEGUN', { now: opensAt });
  for (const id of ['mtg_none', 'no id']) await refused('MEETING_NOT_FOUND', {}, id);
  for (const caller of [street, owner('A')])
    await expect(withdraw(database(), meetingId, { caller })).rejects.toThrow('FORBIDDEN');
  expect(await database().read.countBy(AssemblyMeetingTable, { version: 1 })).toBe(1);

  await withdraw(database(), meetingId);
  await refused('MEETING_WITHDRAWN', {});
});

test('the same request twice at once withdraws it once, and with another reason it is refused', async () => {
  const idempotencyKey = uuidV7();
  const [first, second] = await Promise.all(
    [1, 2].map(() => withdraw(database(), meetingId, { idempotencyKey })),
  );
  expect(second).toEqual(first);
  expect(first).toMatchObject({ state: 'WITHDRAWN' });
  expect(await withdraw(database(), meetingId, { idempotencyKey, reason: '其他' })).toMatchObject({
    code: 'IDEMPOTENCY_KEY_REUSED',
  });
  const told = (await factsIn(database())).filter(({ type }) => type === 'governance.meeting-withdrawn.v1');
  expect(told).toHaveLength(1);
});

test('[GOV-MEET-3] a ballot that has read the meeting before it is withdrawn, on a clock that is ahead, is not taken after', async () => {
  const [zone] = questionIds as [string];
  const intoBox = (sql: string) => sql.startsWith('UPDATE `ballot_box`') && sql.includes('`received` + 1');
  const { letIn, there } = holdAt(database(), intoBox, 3);
  const voting = ['A', 'C', 'D'].map((letter) => cast(database(), letter, meetingId, { [zone]: 'YES' }));
  await there;
  expect(await withdraw(database(), meetingId)).toMatchObject({ state: 'WITHDRAWN' });
  const keptThen = await database().read.count(BallotTable);
  letIn();
  const ballots = await Promise.all(voting);

  // On SQLite transactions take turns, and these were first: they are kept, and count nowhere.
  expect(keptThen).toBe(database().kind === 'sqlite' ? 3 : 0);
  const refused = { code: 'MEETING_WITHDRAWN' };
  expect(ballots).toMatchObject(ballots.map(() => (keptThen === 3 ? { __typename: 'Ballot' } : refused)));
  expect(await database().read.count(BallotTable)).toBe(keptThen);
  expect(await close(database(), zone)).toMatchObject(refused);
});

test('a meeting that asks what another asks is refused with its id, until that one is withdrawn or counted', async () => {
  const roofOfTwo = repairRoof({ pay: { contentCodes: ['ROOF_REPAIR'], ceilingFen: 7 } });
  const refusal = await convene(database(), { questions: [hireManager(), roofOfTwo] });
  expect(refusal).toMatchObject({ code: 'ALREADY_ASKED', rule: null, retryable: false });
  expect(refusal.message).toContain(meetingId);
  expect(refusal.message).toContain('no rule of the law');
  const inChinese = await convene(database(), { questions: [roofOfTwo] }, { caller: committee('1', 'zh') });
  expect(inChinese.message).toContain(`第 1 项与会议 ${meetingId}`);
  expect(await database().read.count(AssemblyMeetingTable)).toBe(1);

  const otherWorks = { ...roofOfTwo, title: '西侧屋面维修' };
  const both = await convene(database(), {
    questions: [otherWorks, { ...otherWorks, title: '东侧屋面维修' }],
  });
  expect(both).toMatchObject({ __typename: 'AssemblyMeeting' });

  // Another building's owners, and another community's, are asked something of their own.
  expect(await convene(database(), { questions: [repairRoof({ buildingIds: ['bld_1'] })] })).toMatchObject({
    __typename: 'AssemblyMeeting',
  });
  await withdraw(database(), meetingId);
  expect(await convene(database(), { questions: [other(), roofOfTwo] })).toMatchObject({
    __typename: 'AssemblyMeeting',
  });
});

test('[GOV-VOTE-10] what was counted may be asked again, and of two notices at once one is given', async () => {
  const again = { opensAt: '2022-08-10T00:00:00+08:00', closesAt: '2022-08-20T00:00:00+08:00' };
  const ofZone = { questions: [other()], ...again };
  expect(await convene(database(), ofZone, { now: afterwards })).toMatchObject({ code: 'ALREADY_ASKED' });
  await close(database(), questionIds[0]!);
  asOnTwoNodes(database(), 'community');
  const answers = await Promise.all([1, 2].map(() => convene(database(), ofZone, { now: afterwards })));
  expect(answers.map(({ __typename }: any) => __typename).toSorted()).toEqual([
    'AssemblyMeeting',
    'AssemblyMeetingRefusal',
  ]);
  expect(answers.find(({ code }: any) => code)).toMatchObject({ code: 'ALREADY_ASKED' });
});

test('[GOV-MEET-3] a list of contents asked by mistake is asked rightly once the first notice is withdrawn', async () => {
  const first = await meetingWith(database(), [acceptContents()]);
  await withdraw(database(), first.meetingId);
  const second = await meetingWith(database(), [acceptContents()]);
  const { data } = await ask(
    database(),
    `{ community(id: "com_1") { meetings { nodes { id state } } } }`,
    {},
    { now: whileOpen },
  );
  expect(data.community.meetings.nodes).toEqual([
    { id: meetingId, state: 'OPEN' },
    { id: first.meetingId, state: 'WITHDRAWN' },
    { id: second.meetingId, state: 'OPEN' },
  ]);
});
