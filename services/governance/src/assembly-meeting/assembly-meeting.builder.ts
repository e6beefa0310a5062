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

interface By {
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
async function mutate(db: Database, name: string, fields: string, input: Record<string, unknown>, by: By) {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const source = `mutation ($input: ${type}!) { ${name}(input: $input) {
    __typename ... on Refusal { message rule retryable } ${fields} } }`;
  const { data, errors } = await ask(db, source, { input }, by);
  if (errors) throw new Error(JSON.stringify(errors));
  return data[name];
}

const withKey = (input: Record<string, unknown>) => ({ idempotencyKey: uuidV7(), ...input });

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

const ballotFields = `
  ... on Ballot { id channel formNumber byAgent receivedAt
    answers { question { id number } choice unratifiedChoice invalidBecause standing differsFromEarlier } }
  ... on BallotRefusal { code }`;

/** `answers` by question id; the caller is the owner of this letter. */
export const cast = (
  db: Database,
  letter: string,
  meetingId: string,
  answers: Record<string, string>,
  { caller = owner(letter), now = whileOpen, ...more }: By & { idempotencyKey?: string } = {},
) =>
  mutate(
    db,
    'castBallot',
    ballotFields,
    withKey({
      meetingId,
      answers: Object.entries(answers).map(([questionId, choice]) => ({ questionId, choice })),
      ...more,
    }),
    { caller, now },
  );

let forms = 0;

/** A signed paper that came in just now, under a number of its own. */
export const enterPaper = (
  db: Database,
  letter: string,
  meetingId: string,
  answers: Record<string, readonly string[]>,
  differing: Record<string, unknown> = {},
  { caller = committee(), now = whileOpen }: By = {},
) =>
  mutate(
    db,
    'enterPaperBallot',
    ballotFields,
    withKey({
      meetingId,
      ownerId: `own_${letter}`,
      formNumber: `F-${++forms}`,
      signed: true,
      receivedAt: now,
      answers: Object.entries(answers).map(([questionId, marks]) => ({ questionId, marks })),
      ...differing,
    }),
    { caller, now },
  );

/** The owner of this letter ratifies what a paper says to these questions, unless somebody else is the caller. */
export const ratify = (
  db: Database,
  letter: string,
  meetingId: string,
  formNumber: string,
  questionIds: readonly string[],
  {
    caller = owner(letter),
    now = whileOpen,
    ...differing
  }: By & { paper?: unknown; idempotencyKey?: string } = {},
) =>
  mutate(db, 'ratifyBallot', ballotFields, withKey({ meetingId, formNumber, questionIds, ...differing }), {
    caller,
    now,
  });

export const designate = (
  db: Database,
  meetingId: string,
  letter: string,
  signedBy: string,
  { caller = committee(), now = whileOpen }: By = {},
) =>
  mutate(
    db,
    'designateVoter',
    '... on VoterDesignation { designatedAt questions { id } } ... on BallotRefusal { code }',
    withKey({ meetingId, ownerId: `own_${letter}`, signedBy: [...signedBy].map((each) => `own_${each}`) }),
    { caller, now },
  );

export const object = (
  db: Database,
  letter: string,
  questionId: string,
  { caller = owner(letter), now = whileOpen }: By = {},
) =>
  mutate(
    db,
    'objectToCoOwnersBallot',
    '... on Question { id } ... on BallotRefusal { code }',
    withKey({ questionId }),
    { caller, now },
  );

export const giveProxy = (
  db: Database,
  letter: string,
  meetingId: string,
  questionIds: readonly string[],
  differing: Record<string, unknown> = {},
  { caller = committee(), now = notice }: By = {},
) =>
  mutate(
    db,
    'registerProxy',
    '... on Proxy { id agentName powers from until registeredAt recalledAt questions { id } } ... on ProxyRefusal { code }',
    withKey({
      meetingId,
      ownerId: `own_${letter}`,
      agentName: '王小明',
      questionIds,
      powers: '代为表决',
      from: '2022-07-01',
      until: '2022-07-15',
      signed: true,
      ...differing,
    }),
    { caller, now },
  );

export const recall = (
  db: Database,
  proxyId: string,
  { caller = committee(), now = whileOpen }: By = {},
  differing: Record<string, unknown> = {},
) =>
  mutate(
    db,
    'recallProxy',
    '... on Proxy { id recalledAt endedBecause } ... on ProxyRefusal { code }',
    withKey({ proxyId, ...differing }),
    { caller, now },
  );

/** A proof that these units of a head were sold to the owner of this letter. */
export const sell = (
  db: Database,
  letter: string,
  meetingId: string,
  unitIds: readonly string[],
  differing: Record<string, unknown> = {},
  { caller = committee(), now = notice }: By = {},
) =>
  mutate(
    db,
    'enterTitleProof',
    `... on TitleProof { id unitIds transferredOn paperNumber paperSha256 provenAt questions { id } }
     ... on TitleProofRefusal { code }`,
    withKey({
      meetingId,
      buyerId: `own_${letter}`,
      unitIds,
      transferredOn: '2022-06-20',
      paperNumber: '晋(2022)不动产权第0001号',
      paperSha256: 'ab'.repeat(32),
      ...differing,
    }),
    { caller, now },
  );

export const close = (
  db: Database,
  questionId: string,
  {
    caller = committee(),
    now = afterwards,
    idempotencyKey = uuidV7(),
    ...known
  }: By & { idempotencyKey?: string } = {},
) =>
  mutate(
    db,
    'closeVoting',
    `... on QuestionRefusal { code }
     ... on Question { id status decision { id outcome state decidedAt openObjections effectiveAt
       record { snapshotId snapshotHash ballotsHash ballots proxies ruleProfile keepUntil turnout {
         entitled { heads areaDm2 } tookPart { heads areaDm2 } yes { heads areaDm2 } } }
       deadlines { name rule dueAt met state } } }`,
    { idempotencyKey, questionId },
    { caller, now, ...known },
  );

export const post = (
  db: Database,
  decisionId: string,
  differing: Record<string, unknown> = {},
  { caller = committee(), now = postingDay }: By = {},
) =>
  mutate(
    db,
    'postDecision',
    `... on OwnersDecision { id state posting { postedOn recordedAt place photoSha256 objectionsUntil }
       record { minutes { number sha256 } }
       supersededPostings { postedOn place objectionsUntil reason paperNumber paperSha256 hung {
         entitled { heads areaDm2 } tookPart { heads areaDm2 } yes { heads areaDm2 } } }
       deadlines { name rule dueAt met state } } ... on OwnersDecisionRefusal { code }`,
    withKey({ decisionId, place: '小区南门公告栏', ...differing }),
    { caller, now },
  );

export const raise = (
  db: Database,
  letter: string,
  decisionId: string,
  { caller = owner(letter), now = postingDay, ...differing }: By & { text?: string } = {},
) =>
  mutate(
    db,
    'raiseObjection',
    '... on Objection { id raisedAt text answeredAt deadlines { name rule dueAt state } } ... on ObjectionRefusal { code }',
    withKey({ decisionId, text: '计票有误，请复核。', ...differing }),
    { caller, now },
  );

/** The paper of the owner of this letter, received just now. */
export const enterObjection = (
  db: Database,
  letter: string,
  decisionId: string,
  { caller = committee(), now = postingDay, ...differing }: By & Record<string, unknown> = {},
) =>
  mutate(
    db,
    'enterPaperObjection',
    `... on Objection { id raisedAt enteredAt text isOpen deadlines { name dueAt state }
       decision { state openObjections } } ... on ObjectionRefusal { code }`,
    withKey({
      decisionId,
      ownerId: `own_${letter}`,
      receivedAt: now,
      paperNumber: '收文〔2022〕1 号',
      paperSha256: 'ab'.repeat(32),
      text: '计票有误，请复核。',
      ...differing,
    }),
    { caller, now },
  );

export const answer = (
  db: Database,
  objectionId: string,
  { caller = committee(), now = postingDay, ...differing }: By & { answer?: string } = {},
) =>
  mutate(
    db,
    'answerObjection',
    `... on Objection { id isOpen answeredAt answeredBy answer streetAnswer streetAnsweredAt deadlines { name met }
       decision { id state openObjections effectiveAt } } ... on ObjectionRefusal { code }`,
    withKey({ objectionId, answer: '已复核，计票无误。', ...differing }),
    { caller, now },
  );

export const insist = (
  db: Database,
  letter: string,
  objectionId: string,
  { caller = owner(letter), now = postingDay, ...differing }: By & { idempotencyKey?: string } = {},
) =>
  mutate(
    db,
    'insistOnObjection',
    `... on Objection { id isOpen answeredAt insistedAt deadlines { name rule dueAt met state }
       decision { id state openObjections } } ... on ObjectionRefusal { code }`,
    withKey({ objectionId, ...differing }),
    { caller, now },
  );

/** The six integers and what they come to, as anybody sees them. */
export async function standOf(db: Database, questionId: string, now = whileOpen) {
  const { data, errors } = await ask(
    db,
    `query ($id: ID!) { question(id: $id) { status majority ruleProfile
       turnout { entitled { heads areaDm2 } tookPart { heads areaDm2 } yes { heads areaDm2 } }
       pending { heads areaDm2 } invalid { heads areaDm2 }
       verdict { outcome quorum { heads { left right holds } area { left right holds } }
         approval { heads { left right holds } area { left right holds threshold { word numerator denominator } } } }
       missing { heads areaDm2 state } } }`,
    { id: questionId },
    { now },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.question;
}
