import { TimerTable } from '@anju/runtime/timer.table';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { communityCWith } from '@anju/rulebook/electorate.builder';
import { storage } from '../storage';
import {
  acceptContents,
  committee,
  convene,
  hireManager,
  opensAt,
  other,
  repairRoof,
} from './assembly-meeting.builder';
import { AssemblyMeetingTable } from './assembly-meeting.table';
import { putCommunity } from './roll.builder';

const database = testDatabase(storage);
const stored = () => database().read.count(AssemblyMeetingTable);

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
