import { createHash } from 'node:crypto';
import { AuditTable } from '@anju/runtime/audit';
import { TimerTable } from '@anju/runtime/timer.table';
import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import { uuidV7 } from '@anju/values/id';
import { ElectorateUnitTable } from '../electorate-snapshot/electorate-snapshot.table';
import { communityC } from '@anju/rulebook/electorate.builder';
import { storage } from '../storage';
import {
  ask,
  closesAt,
  committee,
  convene,
  elsewhere,
  meetingWith,
  notice,
  opensAt,
  other,
  owner,
  street,
} from './assembly-meeting.builder';
import { AssemblyMeetingTable } from './assembly-meeting.table';
import { putCommunity } from './roll.builder';

const database = testDatabase(storage);
const stored = () => database().read.count(AssemblyMeetingTable);

test('[GOV-MEET-2, GOV-MEET-3, REG-7, OVR-2, OVR-3] a notice freezes who may vote, and hashes it', async () => {
  await putCommunity(database());

  const meeting = await convene(database());

  expect(meeting).toMatchObject({
    __typename: 'AssemblyMeeting',
    noticedAt: notice,
    residentsCommitteeToldAt: notice,
    questions: [
      {
        number: 1,
        title: '接受改造内容清单',
        status: 'NOTICED',
        electorate: { units: 9, heads: 7, areaDm2: 70000 },
      },
      {
        number: 2,
        electorate: { scope: 'BUILDINGS', buildingIds: ['bld_2'], units: 4, heads: 3, areaDm2: 24000 },
      },
      { number: 3, ruleProfile: 'CN-140500@2022-06-05', electorate: { scope: 'ZONE', buildingIds: [] } },
    ],
  });
  const [first, second, third] = meeting.questions;
  // One snapshot for each scope, which anybody can hash who has its lines.
  expect(third.electorate).toEqual(first.electorate);
  expect(second.electorate.id).not.toBe(first.electorate.id);
  const lines = [...communityC]
    .sort((a, b) => (a.unitId < b.unitId ? -1 : 1))
    .map(({ unitId, headKey, areaDm2 }) => `${unitId} ${headKey} ${areaDm2}\n`);
  const rows = await database().read.find(ElectorateUnitTable, {
    where: { snapshotId: first.electorate.id },
    order: { unitId: 'ASC' },
  });
  expect(rows.map(({ unitId, headKey, areaDm2 }) => `${unitId} ${headKey} ${areaDm2}\n`)).toEqual(lines);
  expect(first.electorate.hash).toBe(createHash('sha256').update(lines.join('')).digest('hex'));

  expect(await database().read.findBy(TimerTable, { subject: first.id })).toMatchObject([
    { name: 'voting-end', rule: 'GOV-MEET-3', startedAt: notice, dueAt: closesAt, state: 'WAITING' },
  ]);
  expect(await database().read.find(AuditTable)).toMatchObject([
    { action: 'conveneMeeting', actor: 'committee-1', subject: meeting.id, at: notice },
  ]);
  // By this the residents' committee is told, at the same time.
  expect(await factsIn(database())).toEqual([
    {
      type: 'governance.meeting-convened.v1',
      data: {
        meetingId: meeting.id,
        communityId: 'com_1',
        divisionCode: '140502',
        committeeId: 'oc_1',
        form: 'WRITTEN_CONSULTATION',
        noticeOn: '2022-06-20',
        opensAt,
        closesAt,
      },
    },
  ]);
});

test('[GOV-COM-5] only the committee in office of this community convenes', async () => {
  await putCommunity(database(), { termUntil: '2022-06-19' });
  await putCommunity(database(), { id: 'com_2' });

  expect(await convene(database())).toMatchObject({ code: 'COMMITTEE_NOT_IN_OFFICE', rule: 'GOV-COM-5' });
  expect(await convene(database(), {}, { caller: elsewhere.committee })).toMatchObject({
    code: 'NOT_THE_COMMITTEE',
    rule: 'GOV-COM-5',
  });
  expect(await convene(database(), {}, { caller: { ...committee(), committee: null } })).toMatchObject({
    code: 'COMMITTEE_NOT_KNOWN',
  });
  for (const caller of [street, owner('A')])
    await expect(convene(database(), {}, { caller })).rejects.toThrow('FORBIDDEN');
  expect(await stored()).toBe(0);
});

test('[GOV-COM-5, GOV-COM-12] on the last day of its term a committee convenes the election of the next, and no more', async () => {
  await putCommunity(database(), { termUntil: '2022-06-20' });
  const refusal = await convene(database());
  expect(refusal).toMatchObject({ code: 'OPENS_AFTER_TERM', rule: 'GOV-COM-12' });
  expect(refusal.message).toContain('2022-06-20');
  expect(await convene(database(), { questions: [other({ matter: 'ELECT_COMMITTEE' })] })).toMatchObject({
    __typename: 'AssemblyMeeting',
  });
});

test('the same request twice at once convenes one meeting, and with other input it is refused', async () => {
  await putCommunity(database());
  const idempotencyKey = uuidV7();

  const [first, second] = await Promise.all([1, 2].map(() => convene(database(), { idempotencyKey })));

  expect(first).toMatchObject({ __typename: 'AssemblyMeeting' });
  expect(second).toEqual(first);
  expect(await stored()).toBe(1);
  expect(await convene(database(), { idempotencyKey, form: 'MEETING' })).toMatchObject({
    code: 'IDEMPOTENCY_KEY_REUSED',
  });
});

test('a community lists its meetings, page by page', async () => {
  await putCommunity(database());
  const ids = [];
  for (let i = 0; i < 3; i++)
    ids.push((await meetingWith(database(), [other({ title: `事项 ${i}` })])).meetingId);
  const page = async (args: string) => {
    const { data } = await ask(
      database(),
      `{ community(id: "com_1") { meetings(${args}) { nodes { id community { id } form opensAt closesAt }
         pageInfo { hasNextPage endCursor } } } }`,
    );
    return data.community.meetings;
  };

  const first = await page('first: 2');
  expect(first.nodes).toMatchObject([
    { id: ids[0], community: { id: 'com_1' }, form: 'WRITTEN_CONSULTATION', opensAt, closesAt },
    { id: ids[1] },
  ]);
  expect(first.pageInfo.hasNextPage).toBe(true);
  const rest = await page(`first: 2, after: "${first.pageInfo.endCursor}"`);
  expect(rest).toMatchObject({ nodes: [{ id: ids[2] }], pageInfo: { hasNextPage: false } });
});
