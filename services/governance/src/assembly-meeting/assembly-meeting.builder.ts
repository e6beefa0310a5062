import type { Caller, Language } from '@anju/runtime/caller';
import type { Database } from '@anju/runtime/database';
import type { Holidays } from '@anju/runtime/holidays';
import { aCaller, execute } from '@anju/runtime/testing/execute';
import { uuidV7 } from '@anju/values/id';
import type { Instant } from '@anju/values/time';
import { schema } from '../schema';
import { contentsHash } from './roll.builder';

/** Notice on 20 June, 10 in the morning; voting from 5 July to the end of 15 July. */
export const notice: Instant = '2022-06-20T02:00:00.000Z';
export const opensAt: Instant = '2022-07-04T16:00:00.000Z';
export const whileOpen: Instant = '2022-07-06T02:00:00.000Z';
export const closesAt: Instant = '2022-07-15T16:00:00.000Z';
/** The day of the count, and of the posting. */
export const afterwards: Instant = '2022-07-16T01:00:00.000Z';
export const postingDay: Instant = '2022-07-18T02:00:00.000Z';

const of = (communityId: string) => new Set([communityId]);

/** The committee in office of the community, its street, its residents' committee, and an owner of it. */
export const committee = (number = '1', language: Language = 'en') =>
  aCaller({
    subject: `committee-${number}`,
    roles: new Set(['OWNERS_COMMITTEE']),
    communities: of(`com_${number}`),
    committee: `oc_${number}`,
    language,
  });
export const street = aCaller({
  subject: 'street',
  roles: new Set(['SUBDISTRICT_OFFICE']),
  division: '140502',
});
export const residents = aCaller({
  subject: 'residents',
  roles: new Set(['RESIDENTS_COMMITTEE']),
  communities: of('com_1'),
});
export const owner = (letter: string, communityId = 'com_1') =>
  aCaller({
    subject: `owner-${letter}`,
    roles: new Set(['OWNER']),
    communities: of(communityId),
    owner: `own_${letter}`,
  });
/** Offices and owners of somewhere else. */
export const elsewhere = {
  committee: aCaller({ ...committee('2'), subject: 'committee-2' }),
  street: aCaller({ ...street, subject: 'street-2', division: '341181' }),
  residents: aCaller({ ...residents, subject: 'residents-2', communities: of('com_2') }),
  owner: owner('stranger', 'com_2'),
};

export interface By {
  readonly caller?: Caller;
  readonly now?: Instant;
  readonly holidays?: Holidays;
}

/** Any operation, as a client sees its answer. */
export const ask = (
  db: Database,
  source: string,
  variables: Record<string, unknown> = {},
  { caller = aCaller(), now = afterwards, ...known }: By = {},
) => execute(schema, source, { db, now, caller, ...known, variables });

/** One mutation with an input and a key of its own; throws where the answer is an error and no refusal. */
export async function mutate(
  db: Database,
  name: string,
  fields: string,
  input: Record<string, unknown>,
  by: By,
) {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const source = `mutation ($input: ${type}!) { ${name}(input: $input) {
    __typename ... on Refusal { message rule retryable } ${fields} } }`;
  const { data, errors } = await ask(db, source, { input }, by);
  if (errors) throw new Error(JSON.stringify(errors));
  return data[name];
}

export const withKey = (input: Record<string, unknown>) => ({ idempotencyKey: uuidV7(), ...input });

export const acceptContents = (differing = {}) => ({
  title: '接受改造内容清单',
  matter: 'OTHER_MAJOR',
  scope: 'ZONE',
  acceptContents: { projectId: 'prj_1', contentsHash },
  ...differing,
});
export const repairRoof = (differing = {}) => ({
  title: '使用维修资金修缮 2 号楼屋面',
  matter: 'USE_MAINTENANCE_FUND',
  scope: 'BUILDINGS',
  buildingIds: ['bld_2'],
  pay: { contentCodes: ['ROOF_REPAIR'], ceilingFen: 12_000_000 },
  ...differing,
});
export const hireManager = (differing = {}) => ({
  title: '选聘物业服务企业',
  matter: 'HIRE_MANAGER',
  scope: 'ZONE',
  hire: { companyId: 'pmc_1' },
  ...differing,
});
/** A question of any matter that warrants nothing. */
export const other = (differing = {}) => ({
  title: '其他重大事项',
  matter: 'OTHER_MAJOR',
  scope: 'ZONE',
  ...differing,
});

export const convene = (
  db: Database,
  differing: Record<string, unknown> = {},
  { caller = committee(), now = notice }: By = {},
) =>
  mutate(
    db,
    'conveneMeeting',
    `... on AssemblyMeeting { id noticedAt residentsCommitteeToldAt
       questions { id number title status ruleProfile electorate { id scope buildingIds units heads areaDm2 hash } } }
     ... on AssemblyMeetingRefusal { code }`,
    withKey({
      communityId: 'com_1',
      form: 'WRITTEN_CONSULTATION',
      opensAt,
      closesAt,
      questions: [acceptContents(), repairRoof(), hireManager()],
      ...differing,
    }),
    { caller, now },
  );

/** The committee takes it back before voting begins. */
export const withdraw = (
  db: Database,
  meetingId: string,
  {
    caller = committee(),
    now = notice,
    ...differing
  }: By & { reason?: string; idempotencyKey?: string } = {},
) =>
  mutate(
    db,
    'withdrawMeeting',
    `... on AssemblyMeeting { id state withdrawal { withdrawnAt reason } questions { status deadlines { name met state } } }
     ... on AssemblyMeetingRefusal { code }`,
    withKey({ meetingId, reason: '通知重复发出', ...differing }),
    { caller, now },
  );

/** A meeting with these questions, and their ids. */
export async function meetingWith(
  db: Database,
  questions: readonly unknown[] = [acceptContents(), repairRoof(), hireManager()],
  differing: Record<string, unknown> = {},
  by: By = {},
) {
  const meeting = await convene(db, { questions, ...differing }, by);
  if (meeting.__typename !== 'AssemblyMeeting') throw new Error(JSON.stringify(meeting));
  const questionIds: string[] = meeting.questions.map((question: { id: string }) => question.id);
  return { meetingId: meeting.id as string, questionIds };
}
