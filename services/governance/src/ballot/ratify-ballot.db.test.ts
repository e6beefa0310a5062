import { AuditTable } from '@anju/runtime/audit';
import { layer, whereBesides } from '@anju/rulebook/profile-layer.builder';
import { passTime } from '@anju/runtime/testing/pass-time';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { asOnTwoNodes } from '@anju/runtime/testing/two-nodes';
import { uuidV7 } from '@anju/values/id';
import { elsewhere, owner, street, whileOpen } from '../assembly-meeting/assembly-meeting.builder';
import { putOwner } from '../assembly-meeting/roll.builder';
import {
  type Answers,
  ballotsOfC,
  type Differing,
  enterAgentsPaper,
  giveProxy,
  headsThatTookPart,
  hireAndFund,
  recall,
} from '../proxy/proxy.builder';
import { close, standOf } from '../question/vote.builder';
import { storage } from '../storage';
import { timers } from '../timers';
import { sell } from '../title-proof/title-proof.builder';
import { cast, enterPaper, ratify } from './ballot.builder';
import { RatificationTable } from './ballot.table';

const database = testDatabase(storage);

let meetingId: string;
let hire: string;
let fund: string;
beforeEach(async () => {
  ({ meetingId, hire, fund } = await hireAndFund(database()));
});

const agentsPaper = (proxyId: string, answers: Answers, differing: Differing = {}) =>
  enterAgentsPaper(database(), meetingId, proxyId, answers, differing);
const tookPart = (questionId: string) => headsThatTookPart(database(), questionId);

const later = { now: '2022-07-08T02:00:00.000Z' } as const;
const counted = { now: '2022-07-18T02:00:00.000Z' } as const;
const votingOver = { now: '2022-07-17T02:00:00.000Z' } as const;
const ownersPaper = { number: '追认书 1', sha256: 'AB'.repeat(32) };

/** D hands in C's paper on both questions with a proxy for the first alone, and it is kept. */
async function wentBeyond() {
  const { id } = await giveProxy(database(), 'C', meetingId, [hire], { agentOwnerId: 'own_D' });
  const paper = await agentsPaper(id, { [hire]: ['YES'], [fund]: ['YES'] }, { keepForRatification: true });
  return { id: id as string, paper, form: paper.formNumber as string };
}

test('[GOV-MEET-4, GOV-VOTE-14, OVR-2, PRIV-1] what the agent had no authority for is kept, and counts once its owner ratifies it', async () => {
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
  const legalBasis = { purpose: 'OWNERS_VOTE', ground: 'STATUTORY_DUTY' };
  expect(trail).toMatchObject([
    { subject: paper.id, detail: { questionIds: [fund], byOwner: true, legalBasis } },
  ]);
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
  expect((await ballotsOfC(database(), fund))[0].answers).toMatchObject([
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
  await whereBesides([layer({ changes: { meeting: { maxProxiesPerAgent: 1 } } })], async () => {
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
  });
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
