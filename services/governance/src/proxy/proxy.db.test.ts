import { AuditTable } from '@anju/runtime/audit';
import { IdempotencyTable } from '@anju/runtime/idempotency.table';
import { layer, whereBesides } from '@anju/rulebook/profile-layer.builder';
import { passTime } from '@anju/runtime/testing/pass-time';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { asOnTwoNodes } from '@anju/runtime/testing/two-nodes';
import { transaction } from '@anju/runtime/transaction';
import {
  closesAt,
  committee,
  elsewhere,
  other,
  meetingWith,
  owner,
  street,
  whileOpen,
} from '../assembly-meeting/assembly-meeting.builder';
import { cast, enterPaper } from '../ballot/ballot.builder';
import { VoidedAnswerTable } from '../ballot/ballot.table';
import { close, standOf } from '../question/vote.builder';
import { storage } from '../storage';
import { timers } from '../timers';
import {
  type Answers,
  ballotsOfC,
  type Differing,
  enterAgentsPaper,
  giveProxy,
  headsThatTookPart,
  hireAndFund,
  recall,
} from './proxy.builder';
import { insertProxy, ProxyTable } from './proxy.table';

const database = testDatabase(storage);

let meetingId: string;
let hire: string;
let fund: string;
beforeEach(async () => {
  ({ meetingId, hire, fund } = await hireAndFund(database()));
});

const agentsPaper = (proxyId: string, answers: Answers, differing: Differing = {}) =>
  enterAgentsPaper(database(), meetingId, proxyId, answers, differing);

test('[GOV-MEET-4, PRIV-1, OVR-2] a proxy is entered with its agent and its powers sealed, and its agent shown masked', async () => {
  const powers = '王小明代业主丙表决';
  const proxy = await giveProxy(database(), 'C', meetingId, [hire], { agentOwnerId: 'own_D', powers });

  expect(proxy).toMatchObject({
    __typename: 'Proxy',
    agentName: '王**',
    powers,
    from: '2022-07-01',
    until: '2022-07-15',
    recalledAt: null,
    questions: [{ id: hire }],
  });
  const stored = await database().read.findOneByOrFail(ProxyTable, { id: proxy.id });
  expect(JSON.stringify(stored)).not.toMatch(/[王丙]/);
  // Nor does what comes back when it is sent again.
  const kept = await database().read.find(IdempotencyTable);
  expect(kept.length).toBeGreaterThan(0);
  expect(JSON.stringify(kept)).not.toMatch(/[王丙]/);
  const trail = await database().read.findBy(AuditTable, { action: 'registerProxy' });
  const detail = {
    ownerId: 'own_C',
    questionIds: [hire],
    legalBasis: { purpose: 'OWNERS_VOTE', ground: 'STATUTORY_DUTY' },
  };
  expect(trail).toMatchObject([{ subject: proxy.id, detail }]);
  expect(JSON.stringify(trail)).not.toMatch(/[王丙]/);
});

test('[PRIV-1] the powers of a proxy entered before they were sealed are read as they stand', async () => {
  const { id } = await giveProxy(database(), 'C', meetingId, [hire]);
  const before = await database().read.findOneByOrFail(ProxyTable, { id });
  await transaction(database(), (tx) => insertProxy(tx, { ...before, id: 'prx_before', powers: '代为表决' }));

  for (const proxyId of [id, 'prx_before'])
    expect(await recall(database(), proxyId)).toMatchObject({ __typename: 'Proxy', powers: '代为表决' });
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
const tookPart = (questionId: string) => headsThatTookPart(database(), questionId);
const ownBallots = (questionId: string) => ballotsOfC(database(), questionId);

test('[GOV-MEET-4, OVR-2, PRIV-1] what an agent handed in when the proxy had ended, as is learned later, counts no more and is kept', async () => {
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
    {
      subject: id,
      detail: {
        because: 'DIED',
        endedAt: whileOpen,
        voided: [{}, {}],
        legalBasis: { purpose: 'OWNERS_VOTE', ground: 'STATUTORY_DUTY' },
      },
    },
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

test("[GOV-MEET-4] a paper under another owner's proxy, or of another meeting, is refused", async () => {
  const { id } = await giveProxy(database(), 'C', meetingId, [hire]);
  const second = await meetingWith(database(), [other()]);
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
  await whereBesides([layer({ changes: { meeting: { maxProxiesPerAgent: 1 } } })], async () => {
    asOnTwoNodes(database(), 'assembly_meeting');
    const both = await Promise.all(
      [...'CE'].map((letter) => giveProxy(database(), letter, meetingId, [hire])),
    );
    expect(both.filter(({ __typename }) => __typename === 'Proxy')).toHaveLength(1);
    expect(both.filter(({ code }) => code === 'TOO_MANY_FOR_ONE_AGENT')).toHaveLength(1);
    expect(await database().read.count(ProxyTable)).toBe(1);
  });
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
