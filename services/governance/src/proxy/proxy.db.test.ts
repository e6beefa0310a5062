import { AuditTable } from '@anju/runtime/audit';
import { propertyLaw } from '@anju/rulebook/profiles/property-law';
import { passTime } from '@anju/runtime/testing/pass-time';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { asOnTwoNodes } from '@anju/runtime/testing/two-nodes';
import { uuidV7 } from '@anju/values/id';
import type { Instant } from '@anju/values/time';
import {
  ask,
  closesAt,
  committee,
  elsewhere,
  hireManager,
  meetingWith,
  owner,
  repairRoof,
  street,
  whileOpen,
} from '../assembly-meeting/assembly-meeting.builder';
import { cast, enterPaper, ratify } from '../ballot/ballot.builder';
import { giveProxy, recall } from './proxy.builder';
import { close, standOf } from '../question/vote.builder';
import { sell } from '../title-proof/title-proof.builder';
import { putCommunity, putOwner } from '../assembly-meeting/roll.builder';
import { storage } from '../storage';
import { RatificationTable, VoidedAnswerTable } from '../ballot/ballot.table';
import { timers } from '../timers';
import { ProxyTable } from './proxy.table';

const database = testDatabase(storage);

let meetingId: string;
let hire: string;
let fund: string;
beforeEach(async () => {
  await putCommunity(database());
  const meeting = await meetingWith(database(), [
    hireManager(),
    repairRoof({ scope: 'ZONE', buildingIds: [] }),
  ]);
  meetingId = meeting.meetingId;
  [hire, fund] = meeting.questionIds as [string, string];
});

const agentsPaper = (
  proxyId: string,
  answers: Record<string, readonly string[]>,
  {
    letter = 'C',
    now = whileOpen,
    ...differing
  }: { letter?: string; now?: Instant; receivedAt?: string; keepForRatification?: boolean } = {},
) => enterPaper(database(), letter, meetingId, answers, { agentProxyId: proxyId, ...differing }, { now });

test('[GOV-MEET-4, PRIV-1, OVR-2] a proxy is entered with its agent sealed, and shown masked', async () => {
  const proxy = await giveProxy(database(), 'C', meetingId, [hire], { agentOwnerId: 'own_D' });

  expect(proxy).toMatchObject({
    __typename: 'Proxy',
    agentName: '王**',
    powers: '代为表决',
    from: '2022-07-01',
    until: '2022-07-15',
    recalledAt: null,
    questions: [{ id: hire }],
  });
  const stored = await database().read.findOneByOrFail(ProxyTable, { id: proxy.id });
  expect(JSON.stringify(stored)).not.toContain('王');
  const trail = await database().read.findBy(AuditTable, { action: 'registerProxy' });
  expect(trail).toMatchObject([{ subject: proxy.id, detail: { ownerId: 'own_C', questionIds: [hire] } }]);
  expect(JSON.stringify(trail)).not.toContain('王');
});

test("[GOV-MEET-4] example: a proxy to hire a manager does not cast C's vote on the maintenance fund", async () => {
  const { id } = await giveProxy(database(), 'C', meetingId, [hire], { agentOwnerId: 'own_D' });

  for (const answers of [{ [fund]: ['YES'] }, { [hire]: ['YES'], [fund]: ['YES'] }])
    expect(await agentsPaper(id, answers)).toMatchObject({
      code: 'OUTSIDE_PROXY',
      rule: 'GOV-MEET-4',
      message: expect.stringContaining('Answer only what it names'),
    });
  expect(await standOf(database(), hire)).toMatchObject({ turnout: { tookPart: { heads: 0 } } });

  expect(await agentsPaper(id, { [hire]: ['YES'] })).toMatchObject({
    byAgent: true,
    answers: [{ choice: 'YES', standing: 'COUNTED' }],
  });
  expect(await standOf(database(), hire)).toMatchObject({ turnout: { yes: { heads: 1, areaDm2: 6000 } } });
  expect(await close(database(), hire)).toMatchObject({ decision: { record: { proxies: 1, ballots: 1 } } });
  expect(await close(database(), fund)).toMatchObject({ decision: { record: { proxies: 0, ballots: 0 } } });
});

test("[GOV-VOTE-13] the owner's own ballot beats the agent's, whenever it came", async () => {
  const { id } = await giveProxy(database(), 'C', meetingId, [hire]);
  await cast(database(), 'C', meetingId, { [hire]: 'NO' });

  expect(await agentsPaper(id, { [hire]: ['YES'] }, { now: '2022-07-09T02:00:00.000Z' })).toMatchObject({
    answers: [{ standing: 'SUPERSEDED' }],
  });
  expect(await standOf(database(), hire)).toMatchObject({
    turnout: { tookPart: { heads: 1 }, yes: { heads: 0 } },
  });
});

test('[GOV-MEET-4] a proxy ends with its last day, and with its recall', async () => {
  const short = await giveProxy(database(), 'C', meetingId, [hire], { until: '2022-07-06' });
  const at = (receivedAt: string, now: typeof whileOpen = '2022-07-08T02:00:00.000Z') =>
    agentsPaper(short.id, { [hire]: ['YES'] }, { receivedAt, now });
  expect(await at('2022-07-06T16:00:00.000Z')).toMatchObject({
    code: 'PROXY_NOT_IN_FORCE',
    rule: 'GOV-MEET-4',
  });
  expect(await at('2022-07-06T15:59:59.999Z')).toMatchObject({ __typename: 'Ballot' });

  const other = await giveProxy(database(), 'D', meetingId, [hire]);
  expect(await recall(database(), other.id, { caller: owner('D') })).toMatchObject({ recalledAt: whileOpen });
  const after = (receivedAt: string) =>
    agentsPaper(other.id, { [hire]: ['YES'] }, { letter: 'D', receivedAt, now: '2022-07-08T02:00:00.000Z' });
  expect(await after(whileOpen)).toMatchObject({ code: 'PROXY_RECALLED', rule: 'GOV-MEET-4' });
  // Handed in before, entered afterwards: the earlier holds.
  expect(await after('2022-07-06T01:59:59.999Z')).toMatchObject({ __typename: 'Ballot' });
  expect(await database().read.findBy(AuditTable, { action: 'recallProxy' })).toHaveLength(1);
});

test("[GOV-MEET-4] of a recall and an agent's paper at once and of one instant the recall holds", async () => {
  const { id } = await giveProxy(database(), 'C', meetingId, [hire]);
  const [paper, recalled] = await Promise.all([agentsPaper(id, { [hire]: ['YES'] }), recall(database(), id)]);
  expect(recalled).toMatchObject({ __typename: 'Proxy' });
  // Both are of the same instant, and then the recall holds, whichever of them is stored first.
  if (paper.__typename !== 'Ballot') expect(paper).toMatchObject({ code: 'PROXY_RECALLED' });
  expect((await standOf(database(), hire)).turnout.tookPart.heads).toBe(0);
  expect(await recall(database(), id)).toMatchObject({ code: 'ALREADY_RECALLED', rule: 'GOV-MEET-4' });
});

const later = { now: '2022-07-08T02:00:00.000Z' } as const;

/** D votes for C on both questions at `whileOpen`; the proxy. */
async function agentVoted() {
  const { id } = await giveProxy(database(), 'C', meetingId, [hire, fund], { agentOwnerId: 'own_D' });
  await agentsPaper(id, { [hire]: ['YES'], [fund]: ['NO'] });
  return id as string;
}
const tookPart = async (questionId: string) => (await standOf(database(), questionId)).turnout.tookPart.heads;
const ownBallots = async (questionId: string) => {
  const { data } = await ask(
    database(),
    `{ question(id: "${questionId}") { myBallots { byAgent answers { choice unratifiedChoice invalidBecause standing } } } }`,
    {},
    { caller: owner('C') },
  );
  return data.question.myBallots;
};

test('[GOV-MEET-4, OVR-2] what an agent handed in when the proxy had ended, as is learned later, counts no more and is kept', async () => {
  const id = await agentVoted();
  const ended = await recall(database(), id, later, { because: 'DIED', endedAt: whileOpen });
  expect(ended).toMatchObject({ recalledAt: whileOpen, endedBecause: 'DIED' });

  for (const questionId of [hire, fund]) {
    expect(await standOf(database(), questionId)).toMatchObject({
      turnout: { tookPart: { heads: 0 } },
      invalid: { heads: 1, areaDm2: 6000 },
    });
    const [{ byAgent, answers }] = await ownBallots(questionId);
    expect(byAgent).toBe(true);
    const invalid = { choice: null, invalidBecause: 'PROXY_ENDED', standing: 'INVALID' };
    expect(answers).toMatchObject([invalid, invalid]);
  }
  expect(await database().read.findBy(AuditTable, { action: 'recallProxy' })).toMatchObject([
    { subject: id, detail: { because: 'DIED', endedAt: whileOpen, voided: [{}, {}] } },
  ]);

  // The head has its voice back.
  await cast(database(), 'C', meetingId, { [hire]: 'YES' }, later);
  expect(await standOf(database(), hire)).toMatchObject({
    turnout: { yes: { heads: 1 } },
    invalid: { heads: 0 },
  });
  expect(await close(database(), hire)).toMatchObject({ decision: { record: { ballots: 2 } } });
});

test('[GOV-MEET-4] what an agent handed in before it ended stands, and what another or the owner did', async () => {
  const id = await agentVoted();
  const other = await giveProxy(database(), 'E', meetingId, [hire], { agentOwnerId: 'own_D' });
  await agentsPaper(other.id, { [hire]: ['YES'] }, { letter: 'E' });
  await recall(database(), id, later, { because: 'RESIGNED', endedAt: '2022-07-06T02:00:00.001Z' });
  expect([await tookPart(hire), await tookPart(fund)]).toEqual([2, 1]);

  const second = await giveProxy(database(), 'A', meetingId, [hire]);
  await agentsPaper(second.id, { [hire]: ['NO'] }, { letter: 'A' });
  await cast(database(), 'A', meetingId, { [hire]: 'YES' });
  await recall(database(), second.id, later, { endedAt: whileOpen });
  expect(await standOf(database(), hire)).toMatchObject({ turnout: { yes: { heads: 3 } } });
});

test('[GOV-MEET-4, GOV-VOTE-10] a question that is counted stays as it was counted, and one that is not is not', async () => {
  const id = await agentVoted();
  const counted = await close(database(), hire);
  await recall(
    database(),
    id,
    { now: '2022-07-17T02:00:00.000Z' },
    { because: 'AGENT_INCAPABLE', endedAt: whileOpen },
  );

  expect(counted.decision.record.turnout.tookPart.heads).toBe(1);
  expect(await tookPart(hire)).toBe(1);
  expect((await ownBallots(hire))[0].answers).toMatchObject([
    { choice: 'YES', standing: 'COUNTED' },
    { choice: null, standing: 'INVALID' },
  ]);
  // Voting is over and nobody casts any more, but the count is still to come.
  expect(await close(database(), fund, { now: '2022-07-18T02:00:00.000Z' })).toMatchObject({
    decision: { record: { ballots: 1, turnout: { tookPart: { heads: 0 } } } },
  });
});

test('[GOV-MEET-4, GOV-VOTE-9] an end and a count at once: the ballot is in the count or voided, and never both', async () => {
  const id = await agentVoted();
  await passTime(database(), timers, '2022-07-16T01:00:00.000Z');
  asOnTwoNodes(database(), 'question');
  const [counted] = await Promise.all([
    close(database(), fund),
    recall(database(), id, { now: '2022-07-16T01:00:00.000Z' }, { because: 'DIED', endedAt: whileOpen }),
  ]);
  const voided = await database().read.countBy(VoidedAnswerTable, { questionId: fund as never });
  expect(counted.decision.record.turnout.tookPart.heads).toBe(1 - voided);
  expect(await tookPart(fund)).toBe(1 - voided);
});

test('[GOV-MEET-4] another end or moment than a recall from now on is entered by an office', async () => {
  const id = await agentVoted();
  for (const differing of [{ because: 'DIED' }, { endedAt: whileOpen }]) {
    const refusal = await recall(database(), id, { caller: owner('C'), ...later }, differing);
    expect(refusal).toMatchObject({ code: 'FOR_AN_OFFICE', rule: 'GOV-MEET-4' });
  }
  for (const endedAt of ['2022-06-19T02:00:00.000Z', '2022-07-08T02:00:00.001Z'])
    expect(await recall(database(), id, later, { endedAt })).toMatchObject({
      code: 'END_INVALID',
      message: expect.stringContaining('2022-06-20'),
    });
  expect(await tookPart(hire)).toBe(1);
  expect(await recall(database(), id, { caller: owner('C'), ...later })).toMatchObject({
    recalledAt: later.now,
    endedBecause: 'RECALLED',
  });
  expect(await tookPart(hire)).toBe(1);
});

const counted = { now: '2022-07-18T02:00:00.000Z' } as const;
const votingOver = { now: '2022-07-17T02:00:00.000Z' } as const;
const ownersPaper = { number: '追认书 1', sha256: 'AB'.repeat(32) };

/** D hands in C's paper on both questions with a proxy for the first alone, and it is kept. */
async function wentBeyond() {
  const { id } = await giveProxy(database(), 'C', meetingId, [hire], { agentOwnerId: 'own_D' });
  const paper = await agentsPaper(id, { [hire]: ['YES'], [fund]: ['YES'] }, { keepForRatification: true });
  return { id: id as string, paper, form: paper.formNumber as string };
}

test('[GOV-MEET-4, GOV-VOTE-14, OVR-2] what the agent had no authority for is kept, and counts once its owner ratifies it', async () => {
  for (const letter of 'ABD') await cast(database(), letter, meetingId, { [fund]: 'YES' });
  const { paper, form } = await wentBeyond();
  expect(paper).toMatchObject({
    byAgent: true,
    answers: [
      { choice: 'YES', unratifiedChoice: null, invalidBecause: null, standing: 'COUNTED' },
      { choice: null, unratifiedChoice: 'YES', invalidBecause: 'UNAUTHORISED', standing: 'INVALID' },
    ],
  });
  expect(await standOf(database(), fund)).toMatchObject({
    turnout: { tookPart: { heads: 3, areaDm2: 32000 } },
    invalid: { heads: 1, areaDm2: 6000 },
    missing: { heads: 2, areaDm2: 14667 },
  });

  const key = { idempotencyKey: uuidV7() };
  const send = () => ratify(database(), 'C', meetingId, form, [fund], { ...key, ...votingOver });
  const [first, again] = await Promise.all([send(), send()]);
  expect(first).toMatchObject({
    answers: [{ standing: 'COUNTED' }, { choice: 'YES', unratifiedChoice: null, standing: 'COUNTED' }],
  });
  expect(again).toEqual(first);
  expect(await standOf(database(), fund)).toMatchObject({
    turnout: { tookPart: { heads: 4, areaDm2: 38000 }, yes: { heads: 4, areaDm2: 38000 } },
    invalid: { heads: 0 },
    missing: { heads: 1, areaDm2: 8667 },
  });
  expect(await ratify(database(), 'C', meetingId, form, [fund], votingOver)).toMatchObject({
    code: 'NOTHING_TO_RATIFY',
    rule: 'GOV-MEET-4',
  });
  expect(await close(database(), fund, counted)).toMatchObject({
    decision: { record: { ballots: 4, turnout: { yes: { heads: 4, areaDm2: 38000 } } } },
  });
  const trail = await database().read.findBy(AuditTable, { action: 'ratifyBallot' });
  expect(trail).toMatchObject([{ subject: paper.id, detail: { questionIds: [fund], byOwner: true } }]);
  expect(JSON.stringify(trail)).not.toContain('YES');
});

test('[GOV-MEET-4] nothing is ratified after the count; an office ratifies by a paper, and nobody else', async () => {
  const { form } = await wentBeyond();
  const say = (by: Parameters<typeof ratify>[5], formNumber = form, questionId = fund) =>
    ratify(database(), 'C', meetingId, formNumber, [questionId], { ...votingOver, ...by });

  for (const caller of [owner('D'), elsewhere.committee, elsewhere.street, elsewhere.owner])
    expect(await say({ caller, paper: ownersPaper })).toMatchObject({ code: 'BALLOT_NOT_FOUND' });
  expect(await say({}, 'F-none')).toMatchObject({ code: 'BALLOT_NOT_FOUND' });
  expect(await say({}, form, 'que_none')).toMatchObject({ code: 'QUESTION_NOT_FOUND' });
  expect(await say({}, form, hire)).toMatchObject({ code: 'NOTHING_TO_RATIFY' });
  expect(await say({ caller: street })).toMatchObject({ code: 'PAPER_MISSING', rule: 'GOV-MEET-4' });
  expect(await tookPart(fund)).toBe(0);

  expect(await say({ caller: street, paper: ownersPaper }, form.toLowerCase())).toMatchObject({
    answers: [{ standing: 'COUNTED' }, { standing: 'COUNTED' }],
  });
  expect(await database().read.find(RatificationTable)).toMatchObject([
    { questionId: fund, headKey: expect.any(String), paperNumber: '追认书 1', paperSha256: 'ab'.repeat(32) },
  ]);
  await close(database(), hire, counted);
  expect(await say(counted, form, hire)).toMatchObject({ code: 'ALREADY_COUNTED', rule: 'GOV-MEET-4' });
});

test("[GOV-MEET-4, GOV-VOTE-13] ratified it counts as of when it came: the owner's own ballot beats it, and a later one of an agent", async () => {
  const { id, form } = await wentBeyond();
  await cast(database(), 'C', meetingId, { [fund]: 'NO' });
  expect(await ratify(database(), 'C', meetingId, form, [fund], later)).toMatchObject({
    answers: [{ standing: 'COUNTED' }, { choice: 'YES', standing: 'SUPERSEDED' }],
  });
  expect(await standOf(database(), fund)).toMatchObject({
    turnout: { tookPart: { heads: 1 }, yes: { heads: 0 } },
  });

  // The proxy ended before the paper came, as is learned now: what was ratified stands, the rest is void till it is.
  const ended = await recall(database(), id, later, { because: 'RESIGNED', endedAt: whileOpen });
  expect(ended).toMatchObject({ recalledAt: whileOpen });
  expect([await tookPart(hire), await tookPart(fund)]).toEqual([0, 1]);
  expect((await ownBallots(fund))[0].answers).toMatchObject([
    { choice: null, unratifiedChoice: 'YES', invalidBecause: 'PROXY_ENDED' },
    { choice: 'YES', standing: 'SUPERSEDED' },
  ]);
  const second = await giveProxy(database(), 'C', meetingId, [hire]);
  await agentsPaper(second.id, { [hire]: ['NO'] }, { now: '2022-07-07T02:00:00.000Z' });
  await ratify(database(), 'C', meetingId, form, [hire], later);
  expect(await standOf(database(), hire)).toMatchObject({
    turnout: { tookPart: { heads: 1 }, yes: { heads: 0 } },
  });
});

test('[GOV-MEET-4, REG-7] an answer against the instruction is ratified like one without; not by who sold, nor after a death', async () => {
  const instructions = [{ questionId: fund, choice: 'NO' }];
  const { id } = await giveProxy(database(), 'C', meetingId, [fund], { instructions });
  expect(await agentsPaper(id, { [fund]: ['YES'] })).toMatchObject({
    code: 'AGAINST_INSTRUCTION',
    rule: 'GOV-MEET-4',
    message: expect.stringContaining('to ratify'),
  });
  const kept = await agentsPaper(id, { [fund]: ['YES'] }, { keepForRatification: true });
  expect(kept).toMatchObject({ answers: [{ invalidBecause: 'AGAINST_INSTRUCTION' }] });
  const dead = await giveProxy(database(), 'E', meetingId, [fund]);
  const lost = await agentsPaper(dead.id, { [fund]: ['YES'] }, { letter: 'E' });
  await recall(database(), dead.id, later, { because: 'DIED', endedAt: whileOpen });
  expect(await ratify(database(), 'E', meetingId, lost.formNumber, [fund], later)).toMatchObject({
    code: 'ENDED_BY_DEATH',
    rule: 'GOV-MEET-4',
  });

  await putOwner(database(), 'X');
  await sell(database(), 'X', meetingId, ['unt_4'], {}, later);
  const after = { now: '2022-07-09T02:00:00.000Z' } as const;
  expect(await ratify(database(), 'C', meetingId, kept.formNumber, [fund], after)).toMatchObject({
    code: 'UNITS_SOLD',
    rule: 'REG-7',
  });
  expect(await tookPart(fund)).toBe(0);
});

test('[GOV-MEET-4] an agent without any proxy is named, and what is ratified takes a slot of the cap', async () => {
  const cap = jest.replaceProperty(propertyLaw.changes.meeting, 'maxProxiesPerAgent', 1);
  try {
    const stranger = (letter: string, differing: Record<string, unknown> = {}, more = {}) =>
      enterPaper(
        database(),
        letter,
        meetingId,
        { [hire]: ['YES'] },
        {
          agentWithoutProxy: { agentName: '王小明', ...differing },
          ...more,
        },
      );
    expect(await stranger('C', { agentName: ' ' })).toMatchObject({ code: 'AGENT_INVALID' });
    expect(await stranger('C', { agentOwnerId: 'own_C' })).toMatchObject({ code: 'AGENT_INVALID' });
    expect(await stranger('C', { agentOwnerId: 'own_X' })).toMatchObject({ code: 'AGENT_NOT_FOUND' });
    expect(await stranger('C', {}, { agentProxyId: 'prx_1' })).toMatchObject({ code: 'AGENT_INVALID' });

    const papers = [await stranger('C'), await stranger('E')];
    expect(papers).toMatchObject([{ byAgent: true, answers: [{ standing: 'INVALID' }] }, {}]);
    asOnTwoNodes(database(), 'assembly_meeting');
    const both = await Promise.all(
      [...'CE'].map((letter, i) => ratify(database(), letter, meetingId, papers[i].formNumber, [hire])),
    );
    expect(both.map(({ __typename, code }) => code ?? __typename).sort()).toEqual([
      'Ballot',
      'TOO_MANY_FOR_ONE_AGENT',
    ]);
    expect(await tookPart(hire)).toBe(1);
    expect(await giveProxy(database(), 'A', meetingId, [hire])).toMatchObject({
      code: 'TOO_MANY_FOR_ONE_AGENT',
    });
  } finally {
    cap.restore();
  }
});

test('[GOV-MEET-4, GOV-VOTE-9] a ratification and a count at once: the ballot is in the count or the ratification is refused', async () => {
  const { form } = await wentBeyond();
  await passTime(database(), timers, '2022-07-16T01:00:00.000Z');
  asOnTwoNodes(database(), 'question');
  const now = { now: '2022-07-16T01:00:00.000Z' } as const;
  const [result, ratified] = await Promise.all([
    close(database(), fund),
    ratify(database(), 'C', meetingId, form, [fund], now),
  ]);
  const taken = ratified.__typename === 'Ballot';
  if (!taken) expect(ratified).toMatchObject({ code: 'ALREADY_COUNTED' });
  expect(result.decision.record.turnout.tookPart.heads).toBe(taken ? 1 : 0);
  expect(await tookPart(fund)).toBe(taken ? 1 : 0);
});

test("[GOV-MEET-4] a paper under another owner's proxy, or of another meeting, is refused", async () => {
  const { id } = await giveProxy(database(), 'C', meetingId, [hire]);
  const second = await meetingWith(database(), [hireManager()]);
  const answers = { [second.questionIds[0]!]: ['YES'] };

  expect(await agentsPaper(id, { [hire]: ['YES'] }, { letter: 'D' })).toMatchObject({
    code: 'PROXY_NOT_FOUND',
  });
  expect(await enterPaper(database(), 'C', second.meetingId, answers, { agentProxyId: id })).toMatchObject({
    code: 'PROXY_NOT_FOUND',
  });
  expect(await agentsPaper('prx_none', { [hire]: ['YES'] })).toMatchObject({ code: 'PROXY_NOT_FOUND' });
  expect(await agentsPaper('no id', { [hire]: ['YES'] })).toMatchObject({ code: 'PROXY_NOT_FOUND' });
});

test('[GOV-MEET-4] what is wrong with a proxy is refused, and nothing is stored', async () => {
  for (const [code, differing] of [
    ['AGENT_INVALID', { agentName: ' ' }],
    ['AGENT_INVALID', { agentName: '王\u0000小明' }],
    ['AGENT_INVALID', { agentOwnerId: 'own_C' }],
    ['AGENT_NOT_FOUND', { agentOwnerId: 'own_X' }],
    ['AGENT_NOT_FOUND', { agentOwnerId: '李四' }],
    ['MATTERS_INVALID', { questionIds: [] }],
    ['MATTERS_INVALID', { questionIds: ['que_none'] }],
    ['POWERS_INVALID', { powers: '' }],
    ['PERIOD_INVALID', { until: '2022-06-30' }],
    ['NOT_SIGNED', { signed: false }],
    ['NOT_AN_ELECTOR', { ownerId: 'own_X' }],
    ['MEETING_NOT_FOUND', { meetingId: 'mtg_none' }],
  ] as const)
    expect(await giveProxy(database(), 'C', meetingId, [hire], differing)).toMatchObject({ code });
  expect(await database().read.count(ProxyTable)).toBe(0);
});

test('[GOV-MEET-4] where one agent may speak for one head, of two papers at once one is taken, on two nodes of a cluster too', async () => {
  // No place that is shipped has a cap.
  const cap = jest.replaceProperty(propertyLaw.changes.meeting, 'maxProxiesPerAgent', 1);
  try {
    asOnTwoNodes(database(), 'assembly_meeting');
    const both = await Promise.all(
      [...'CE'].map((letter) => giveProxy(database(), letter, meetingId, [hire])),
    );
    expect(both.filter(({ __typename }) => __typename === 'Proxy')).toHaveLength(1);
    expect(both.filter(({ code }) => code === 'TOO_MANY_FOR_ONE_AGENT')).toHaveLength(1);
    expect(await database().read.count(ProxyTable)).toBe(1);
  } finally {
    cap.restore();
  }
});

test('[GOV-MEET-4] no proxy is taken once voting is over', async () => {
  expect(await giveProxy(database(), 'C', meetingId, [hire], {}, { now: closesAt })).toMatchObject({
    code: 'VOTING_OVER',
  });
});

test('[GOV-COM-5] the committee and the street of the place enter and recall, the owner recalls, nobody else', async () => {
  for (const caller of [elsewhere.committee, elsewhere.street])
    expect(await giveProxy(database(), 'C', meetingId, [hire], {}, { caller })).toMatchObject({
      code: 'NOT_IN_SCOPE',
    });
  await expect(giveProxy(database(), 'C', meetingId, [hire], {}, { caller: owner('C') })).rejects.toThrow(
    'FORBIDDEN',
  );

  const { id } = await giveProxy(database(), 'C', meetingId, [hire], {}, { caller: street });
  for (const caller of [elsewhere.committee, elsewhere.street, owner('D'), elsewhere.owner])
    expect(await recall(database(), id, { caller })).toMatchObject({ code: 'PROXY_NOT_FOUND' });
  expect(await recall(database(), id, { caller: committee() })).toMatchObject({ __typename: 'Proxy' });
});
