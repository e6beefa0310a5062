import { AuditTable } from '@anju/runtime/audit';
import type { Caller } from '@anju/runtime/caller';
import { testDatabase } from '@anju/runtime/testing/test-database';
import type { Instant } from '@anju/values/time';
import {
  ask,
  committee,
  convene,
  elsewhere,
  hireManager,
  meetingWith,
  other as anotherQuestion,
  owner,
  repairRoof,
  street,
  whileOpen,
} from '../assembly-meeting/assembly-meeting.builder';
import { cast, enterPaper, ratify } from './ballot.builder';
import { giveProxy, recall } from '../proxy/proxy.builder';
import { close } from '../question/vote.builder';
import { sell } from '../title-proof/title-proof.builder';
import { putCommunity, putOwner } from '../assembly-meeting/roll.builder';
import { communityCWith } from '@anju/rulebook/electorate.builder';
import { storage } from '../storage';

const database = testDatabase(storage);

const everybody = { scope: 'ZONE', buildingIds: [] };
const paper = { number: '追认书 1', sha256: 'ab'.repeat(32) };
const later: { now: Instant } = { now: '2022-07-08T02:00:00.000Z' };

let meetingId: string;
let hire: string;
let fund: string;
beforeEach(async () => {
  await putCommunity(database());
  for (const letter of 'ACDEG') await putOwner(database(), letter);
  const meeting = await meetingWith(database(), [hireManager(), repairRoof(everybody)]);
  meetingId = meeting.meetingId;
  [hire, fund] = meeting.questionIds as [string, string];
});

const fields = `{
  edges { cursor }
  nodes { id formNumber receivedAt owner { id maskedName } answers { because question { id } } }
  pageInfo { hasNextPage endCursor } }`;

async function waiting(args = '', caller: Caller = committee(), id = meetingId) {
  const source = `{ assemblyMeeting(id: "${id}") { id unratifiedBallots${args} ${fields} } }`;
  const { data, errors } = await ask(database(), source, {}, { caller, ...later });
  return errors ? errors[0].extensions.code : data.assemblyMeeting.unratifiedBallots;
}

const forms = async () => (await waiting()).nodes.map(({ formNumber }: any) => formNumber);

/** A paper of an agent without any proxy, with every question answered. */
const strangersPaper = (letter: string, marks: readonly string[] = ['YES'], of = { meetingId, hire, fund }) =>
  enterPaper(
    database(),
    letter,
    of.meetingId,
    { [of.hire]: marks, [of.fund]: marks },
    { agentWithoutProxy: { agentName: '王小明' } },
  );

test('[GOV-MEET-4, PRIV-1, OVR-2] what waits for its owner is listed with whose it is and what it lacks, not with what it says', async () => {
  const instructions = [{ questionId: fund, choice: 'NO' }];
  const proxy = await giveProxy(database(), 'C', meetingId, [fund], { instructions });
  const kept = { agentProxyId: proxy.id, keepForRatification: true };
  const beyond = await enterPaper(database(), 'C', meetingId, { [fund]: ['YES'], [hire]: ['YES'] }, kept);
  const late = await giveProxy(database(), 'A', meetingId, [hire]);
  const voided = await enterPaper(database(), 'A', meetingId, { [hire]: ['NO'] }, { agentProxyId: late.id });
  expect(await forms()).toEqual([beyond.formNumber]);
  await recall(database(), late.id, later, { because: 'RESIGNED', endedAt: whileOpen });

  const seen = await waiting();
  expect(seen).toMatchObject({
    nodes: [
      {
        id: beyond.id,
        formNumber: beyond.formNumber,
        receivedAt: whileOpen,
        owner: { id: 'own_C', maskedName: '业**' },
        // In the order of the meeting's paper, whatever that of the agent's.
        answers: [
          { because: 'UNAUTHORISED', question: { id: hire } },
          { because: 'AGAINST_INSTRUCTION', question: { id: fund } },
        ],
      },
      {
        id: voided.id,
        owner: { id: 'own_A' },
        answers: [{ because: 'PROXY_ENDED', question: { id: hire } }],
      },
    ],
    pageInfo: { hasNextPage: false },
  });
  expect(JSON.stringify(seen)).not.toMatch(/YES|"NO"/);
  const looks = await database().read.findBy(AuditTable, {
    action: 'read AssemblyMeeting.unratifiedBallots',
  });
  expect(looks.at(-1)).toMatchObject({
    actor: 'committee-1',
    subject: meetingId,
    detail: {
      ballotIds: [beyond.id, voided.id],
      legalBasis: { purpose: 'OWNERS_VOTE', ground: 'STATUTORY_DUTY' },
    },
  });
});

test('[GOV-MEET-4] what the list says is what `ratifyBallot` takes, and then it is gone from the list', async () => {
  for (const letter of 'ACE') await strangersPaper(letter);
  expect((await waiting()).nodes).toHaveLength(3);

  for (const { formNumber, owner: whose, answers } of (await waiting()).nodes) {
    const questionIds = answers.map(({ question }: any) => question.id);
    const letter = whose.id.at(-1);
    expect(
      await ratify(database(), letter, meetingId, formNumber, questionIds.slice(0, 1), {
        caller: committee(),
        paper,
      }),
    ).toMatchObject({ __typename: 'Ballot' });
    const left = (await waiting()).nodes.find((each: any) => each.formNumber === formNumber);
    expect(left.answers).toMatchObject([{ question: { id: questionIds[1] } }]);
    expect(await ratify(database(), letter, meetingId, formNumber, questionIds.slice(1))).toMatchObject({
      __typename: 'Ballot',
    });
  }
  expect(await forms()).toEqual([]);
});

test('[GOV-MEET-4, REG-7, GOV-VOTE-6] what cannot be ratified is not listed: valid, unreadable, sold, after a death, or counted', async () => {
  await cast(database(), 'D', meetingId, { [hire]: 'YES' });
  await strangersPaper('G', []);
  expect(await forms()).toEqual([]);

  const sold = await strangersPaper('C');
  const proxy = await giveProxy(database(), 'E', meetingId, [hire]);
  const agents = { agentProxyId: proxy.id };
  const before = await enterPaper(
    database(),
    'E',
    meetingId,
    { [hire]: ['YES'], [fund]: ['YES'] },
    { ...agents, keepForRatification: true, receivedAt: '2022-07-06T01:59:59.999Z' },
  );
  await enterPaper(database(), 'E', meetingId, { [hire]: ['YES'] }, agents);
  await recall(database(), proxy.id, later, { because: 'DIED', endedAt: whileOpen });
  // That of the moment of the death is lost; that of a moment before it still waits for what it lacked from the start.
  expect(await forms()).toEqual([sold.formNumber, before.formNumber]);

  await putOwner(database(), 'X');
  await sell(database(), 'X', meetingId, ['unt_4'], {}, later);
  expect(await forms()).toEqual([before.formNumber]);
  expect((await waiting()).nodes[0].answers).toMatchObject([{ question: { id: fund } }]);

  await close(database(), hire);
  expect(await forms()).toEqual([before.formNumber]);
  await close(database(), fund);
  expect(await forms()).toEqual([]);
});

test('[GOV-MEET-4, REG-3, REG-7] an owner who speaks for two heads is asked once, and still where one of them was sold', async () => {
  const roll = communityCWith('unt_2', { headKey: 'AC', ownerIds: ['own_A', 'own_C'] });
  await putCommunity(database(), { id: 'com_3', roll });
  const by = { caller: committee('3') };
  const other = await meetingWith(database(), [hireManager()], { communityId: 'com_3' }, by);
  const answers = { [other.questionIds[0]!]: ['YES'] };
  const agent = { agentWithoutProxy: { agentName: '王小明' } };
  const { formNumber } = await enterPaper(database(), 'A', other.meetingId, answers, agent, by);
  const asked = async () => (await waiting('', committee('3'), other.meetingId)).nodes;
  expect(await asked()).toMatchObject([{ answers: [{ question: { id: other.questionIds[0] } }] }]);

  await putOwner(database(), 'X', 'com_3');
  const sold = await sell(database(), 'X', other.meetingId, ['unt_3_1'], {}, { ...by, ...later });
  expect(sold).toMatchObject({ __typename: 'TitleProof' });
  expect(await asked()).toMatchObject([{ answers: [{ question: { id: other.questionIds[0] } }] }]);
  const ratified = await ratify(database(), 'A', other.meetingId, formNumber, other.questionIds, later);
  expect(ratified).toMatchObject({ __typename: 'Ballot' });
  expect(await asked()).toEqual([]);
});

test('[GOV-COM-5, PRIV-1] the committee in office and the street see it, and no look of anybody else is answered', async () => {
  await strangersPaper('C');
  for (const caller of [committee(), street]) expect((await waiting('', caller)).nodes).toHaveLength(1);

  for (const caller of [elsewhere.committee, elsewhere.street]) expect(await waiting('', caller)).toBeNull();
  for (const caller of [owner('C'), elsewhere.owner]) expect(await waiting('', caller)).toBe('FORBIDDEN');
  const looks = { action: 'read AssemblyMeeting.unratifiedBallots' };
  expect(await database().read.countBy(AuditTable, looks)).toBe(2);
});

test('page after page, each paper comes once, in the order they were entered', async () => {
  const entered = [];
  for (const letter of 'GACED') entered.push((await strangersPaper(letter)).formNumber);

  const seen: string[] = [];
  let after: string | null = null;
  for (let more = true; more;) {
    const { nodes, pageInfo }: any = await waiting(`(first: 2${after ? `, after: "${after}"` : ''})`);
    seen.push(...nodes.map(({ formNumber }: any) => formNumber));
    after = pageInfo.endCursor;
    more = pageInfo.hasNextPage;
  }
  expect(seen).toEqual(entered);
  expect(await waiting('(first: 101)')).toBe('BAD_USER_INPUT');
});

test('five meetings with papers that wait take as many statements as one', async () => {
  const statementsFor = async () => {
    const before = database().statements();
    const { data, errors } = await ask(
      database(),
      `{ community(id: "com_1") { meetings { nodes { unratifiedBallots ${fields} } } } }`,
      {},
      { caller: street, ...later },
    );
    expect(errors).toBeUndefined();
    const lengths = data.community.meetings.nodes.map((each: any) => each.unratifiedBallots.nodes.length);
    return { lengths, statements: database().statements() - before };
  };
  await strangersPaper('C');
  const one = await statementsFor();
  expect(one.lengths).toEqual([1]);
  for (let i = 0; i < 4; i++) {
    const questions = ['甲', '乙'].map((each) => anotherQuestion({ title: `${each} ${i}` }));
    const more = await convene(database(), { questions });
    const [first, second] = more.questions.map(({ id }: any) => id);
    const of = { meetingId: more.id, hire: first, fund: second };
    for (const letter of 'CE') await strangersPaper(letter, ['YES'], of);
  }
  expect(await statementsFor()).toEqual({ lengths: [1, 2, 2, 2, 2], statements: one.statements });
});
