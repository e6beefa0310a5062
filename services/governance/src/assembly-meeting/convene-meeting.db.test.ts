import { createHash } from 'node:crypto';
import { AuditTable } from '@anju/runtime/audit';
import { TimerTable } from '@anju/runtime/timer.table';
import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import { asOnTwoNodes } from '@anju/runtime/testing/two-nodes';
import type { Database } from '@anju/runtime/database';
import { uuidV7 } from '@anju/values/id';
import { ElectorateUnitTable, ElectorTable } from '../electorate-snapshot/electorate-snapshot.table';
import { communityC, communityCWith } from '../electorate-snapshot/electorate.builder';
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
import {
  acceptContents,
  ask,
  closesAt,
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
} from './assembly-meeting.builder';
import { cast } from '../ballot/ballot.builder';
import { standOf } from '../question/vote.builder';
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

test.each([
  ['example: 09-05 for 09-20', '2022-09-05T15:59:59.999Z', '2022-09-20', true],
  ['example: 09-06 for 09-20', '2022-09-05T16:00:00.000Z', '2022-09-20', false],
  // The 15 days end on a Sunday in the first, and begin on one in the second.
  ['rest days move nothing: Sunday the 25th', '2022-09-10T02:00:00.000Z', '2022-09-25', true],
  ['rest days move nothing: from Sunday the 11th', '2022-09-11T02:00:00.000Z', '2022-09-25', false],
] as const)('[GOV-MEET-2, CONV-3] %s', async (_, now, opensOn, enough) => {
  await putCommunity(database());
  const dates = { opensAt: `${opensOn}T00:00:00+08:00`, closesAt: '2022-09-30T00:00:00+08:00' };

  const answer = await convene(database(), dates, { now });

  // The residents' committee is told in the same moment as the owners.
  expect(answer).toMatchObject(
    enough
      ? { __typename: 'AssemblyMeeting', noticedAt: now, residentsCommitteeToldAt: now }
      : { code: 'NOTICE_TOO_SHORT', rule: 'GOV-MEET-2' },
  );
  expect(await stored()).toBe(enough ? 1 : 0);
});

test('[GOV-MEET-2] 14 days of notice are refused in both languages, and 15 are enough', async () => {
  await putCommunity(database());
  const late = { now: '2022-06-20T16:00:00.000Z' } as const;

  expect(await convene(database(), {}, late)).toMatchObject({
    code: 'NOTICE_TOO_SHORT',
    rule: 'GOV-MEET-2',
    retryable: false,
    message: expect.stringContaining('15 days ahead. Today is 2022-06-21, so voting may begin on 2022-07-06'),
  });
  expect(await convene(database(), {}, { caller: committee('1', 'zh'), ...late })).toMatchObject({
    message: expect.stringContaining('15 日通知全体业主。今天是 2022-06-21，表决最早可于 2022-07-06 开始'),
  });
  expect(await stored()).toBe(0);
  expect(await convene(database(), {}, { now: '2022-06-20T15:59:59.999Z' })).toMatchObject({
    __typename: 'AssemblyMeeting',
  });
});

test('[GOV-MEET-3] a mistyped date is refused with the days that would do, in both languages', async () => {
  await putCommunity(database());
  const words = async (dates: { opensAt?: string; closesAt: string }) => {
    const both = (['en', 'zh'] as const).map((language) =>
      convene(database(), dates, { caller: committee('1', language) }),
    );
    return (await Promise.all(both)).map(({ message }) => message);
  };
  const opening = { opensAt: '2122-07-05T00:00:00+08:00', closesAt: '2122-07-16T00:00:00+08:00' };
  for (const message of await words(opening)) {
    expect(message).toContain('2022-06-20');
    expect(message).toContain('2023-06-21');
  }
  for (const message of await words({ closesAt: '2022-07-05T23:59:00+08:00' })) {
    expect(message).toContain('2022-07-06 00:00');
    expect(message).toContain('2023-07-06');
    expect(message).not.toContain('undefined');
  }
  expect(await stored()).toBe(0);
});

test.each([
  ['no such community', { communityId: 'com_none' }, 'COMMUNITY_NOT_FOUND'],
  ['an id of something else', { communityId: 'prj_1' }, 'COMMUNITY_NOT_FOUND'],
  ['an end before the beginning', { closesAt: opensAt }, 'CLOSES_BEFORE_IT_OPENS'],
  ['a mistyped year', { closesAt: '2150-07-16T00:00:00+08:00' }, 'VOTING_PERIOD_IMPLAUSIBLE'],
  ['no question', { questions: [] }, 'QUESTIONS_NOT_COUNTED'],
  ['a title of spaces', { questions: [other({ title: '   ' })] }, 'TITLE_INVALID'],
  ['a title with a mark of no width', { questions: [other({ title: '事\u200b项' })] }, 'TITLE_INVALID'],
  ['a title with a control character', { questions: [other({ title: '事\u0000项' })] }, 'TITLE_INVALID'],
  [
    "[GOV-VOTE-5] all owners' matter put to some",
    { questions: [other({ scope: 'BUILDINGS', buildingIds: ['bld_1'] })] },
    'SCOPE_TOO_NARROW',
  ],
  ['[GOV-VOTE-5] no building', { questions: [repairRoof({ buildingIds: [] })] }, 'BUILDINGS_INVALID'],
  [
    '[GOV-VOTE-5] an unknown building',
    { questions: [repairRoof({ buildingIds: ['bld_9'] })] },
    'BUILDING_NOT_FOUND',
  ],
  ['[GOV-VOTE-5] no building id', { questions: [repairRoof({ buildingIds: ['2'] })] }, 'BUILDING_NOT_FOUND'],
  ['[GOV-VOTE-4] nothing to pay', { questions: [repairRoof({ pay: null })] }, 'WARRANT_DOES_NOT_FIT'],
  [
    '[GOV-VOTE-4] two warrants',
    { questions: [hireManager({ pay: { contentCodes: ['ROADS'], ceilingFen: 1 } })] },
    'WARRANT_DOES_NOT_FIT',
  ],
  [
    '[FUND-8] a negative sum',
    { questions: [repairRoof({ pay: { contentCodes: ['ROADS'], ceilingFen: -1 } })] },
    'CEILING_NOT_POSITIVE',
  ],
  [
    '[CONV-1] a sum nobody can mean',
    { questions: [repairRoof({ pay: { contentCodes: ['ROADS'], ceilingFen: Number.MAX_SAFE_INTEGER } })] },
    'CEILING_TOO_LARGE',
  ],
  [
    '[FUND-8] a kind of work twice',
    { questions: [repairRoof({ pay: { contentCodes: ['ROADS', 'ROADS'], ceilingFen: 1 } })] },
    'CONTENT_CODE_TWICE',
  ],
  [
    '[FUND-8] no works',
    { questions: [repairRoof({ pay: { contentCodes: [], ceilingFen: 1 } })] },
    'CONTENT_CODES_MISSING',
  ],
  [
    '[MF-1] what is no work on shared parts',
    { questions: [repairRoof({ pay: { contentCodes: ['ROOF_REPAIR', 'CANTEEN'], ceilingFen: 1 } })] },
    'NOT_ON_SHARED_PARTS',
  ],
  [
    '[PART-5, GOV-VOTE-4] a lift paid by an ordinary majority',
    { questions: [repairRoof({ pay: { contentCodes: ['ROOF_REPAIR', 'LIFT'], ceilingFen: 1 } })] },
    'MATTER_TOO_SMALL',
  ],
  [
    'an unknown project',
    {
      questions: [acceptContents({ acceptContents: { projectId: 'prj_9', contentsHash: 'c0'.repeat(32) } })],
    },
    'PROJECT_NOT_KNOWN',
  ],
  [
    'no project id',
    { questions: [acceptContents({ acceptContents: { projectId: '9', contentsHash: 'c0'.repeat(32) } })] },
    'PROJECT_NOT_KNOWN',
  ],
  [
    'another list',
    {
      questions: [acceptContents({ acceptContents: { projectId: 'prj_1', contentsHash: 'c1'.repeat(32) } })],
    },
    'CONTENTS_DIFFER',
  ],
  [
    '[GOV-COM-5] an unknown company',
    { questions: [hireManager({ hire: { companyId: 'pmc_9' } })] },
    'COMPANY_NOT_KNOWN',
  ],
  ['a key of no form', { idempotencyKey: 'again' }, 'IDEMPOTENCY_KEY_INVALID'],
])('%s is refused, and nothing is stored', async (_, differing, code) => {
  await putCommunity(database());

  const refusal = await convene(database(), differing);

  expect(refusal).toMatchObject({ __typename: 'AssemblyMeetingRefusal', code });
  expect(refusal.message).not.toContain('undefined');
  expect(await stored()).toBe(0);
  expect(await database().read.count(TimerTable)).toBe(0);
});

test('what another service may know in a moment can be asked again', async () => {
  await putCommunity(database());
  const unknown = hireManager({ hire: { companyId: 'pmc_9' } });
  expect(await convene(database(), { questions: [unknown] })).toMatchObject({ retryable: true });
});

test('[REG-2] units without an area are named, and an empty roll is refused', async () => {
  await putCommunity(database(), { roll: communityCWith('unt_5', { areaDm2: null }) });
  expect(await convene(database(), { questions: [other()] })).toMatchObject({
    code: 'UNITS_WITHOUT_AREA',
    rule: 'REG-2',
    message: expect.stringContaining('2-1-5'),
  });
  // The roof's owners are others, so their vote is not held up by it.
  expect(await convene(database(), { questions: [repairRoof({ buildingIds: ['bld_1'] })] })).toMatchObject({
    __typename: 'AssemblyMeeting',
  });

  await putCommunity(database(), { id: 'com_4', roll: [] });
  expect(
    await convene(database(), { communityId: 'com_4', questions: [other()] }, { caller: committee('4') }),
  ).toMatchObject({ code: 'ELECTORATE_EMPTY', rule: 'REG-7' });
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
