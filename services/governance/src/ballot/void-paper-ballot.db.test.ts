import { AuditTable } from '@anju/runtime/audit';
import { passTime } from '@anju/runtime/testing/pass-time';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { asOnTwoNodes } from '@anju/runtime/testing/two-nodes';
import { transaction } from '@anju/runtime/transaction';
import { uuidV7 } from '@anju/values/id';
import {
  afterwards,
  ask,
  closesAt,
  committee,
  elsewhere,
  owner,
  street,
  whileOpen,
} from '../assembly-meeting/assembly-meeting.builder';
import { putOwner } from '../assembly-meeting/roll.builder';
import { giveProxy, recall } from '../proxy/proxy.builder';
import { close, standOf, zoneAndRoof } from '../question/vote.builder';
import { storage } from '../storage';
import { timers } from '../timers';
import { sell } from '../title-proof/title-proof.builder';
import { cast, designate, enterPaper, object, ratify, voidPaper } from './ballot.builder';
import { BallotTable, VoidedAnswerTable, VoidedBallotTable } from './ballot.table';

const database = testDatabase(storage);
const ofTheVote = { purpose: 'OWNERS_VOTE', ground: 'STATUTORY_DUTY' };
const later = { now: '2022-07-08T02:00:00.000Z' } as const;

let meetingId: string;
let zone: string;
let roof: string;
beforeEach(async () => {
  ({ meetingId, zone, roof } = await zoneAndRoof(database()));
});

const enter = (letter: string, formNumber: string, mark = 'YES', differing = {}, by = {}) =>
  enterPaper(database(), letter, meetingId, { [zone]: [mark] }, { formNumber, ...differing }, by);
const say = (letter: string, choice: string, by = {}) =>
  cast(database(), letter, meetingId, { [zone]: choice }, by);
const voidIt = (formNumber: string, by: Parameters<typeof voidPaper>[3] = {}) =>
  voidPaper(database(), meetingId, formNumber, by);
const heads = async () => {
  const { turnout, pending, invalid } = await standOf(database(), zone);
  return {
    tookPart: turnout.tookPart.heads,
    yes: turnout.yes.heads,
    pending: pending.heads,
    invalid: invalid.heads,
  };
};
const votes = (tookPart: number, yes: number, more: { pending?: number; invalid?: number } = {}) => ({
  tookPart,
  yes,
  pending: 0,
  invalid: 0,
  ...more,
});
const voidedOf = async (letter: string) => {
  const source = `{ question(id: "${zone}") { voidedBallots
    myBallots { formNumber voiding { onWordOf reason } answers { choice standing } } } }`;
  return (await ask(database(), source, {}, { caller: owner(letter) })).data.question;
};

test('[GOV-VOTE-13, GOV-VOTE-9, OVR-2] a paper entered under a wrong owner is voided, and entered under the right one by the same number', async () => {
  await say('C', 'NO');
  const { id } = await enter('C', 'fy-001', 'YES', {}, later);
  expect(await heads()).toEqual(votes(1, 1));

  const onWordOf = 'OWNER_IT_WAS_ENTERED_UNDER';
  expect(await voidIt('fy-001', { ...later, onWordOf })).toMatchObject({
    code: 'PAPER_MISSING',
    message: expect.stringContaining('the hash of its scan'),
  });
  const paper = { number: ' 说明-1', sha256: 'AB'.repeat(32) };
  expect(await voidIt('ＦＹ－００１', { ...later, onWordOf, paper })).toEqual({
    __typename: 'Ballot',
    id,
    formNumber: 'FY-001',
    voiding: {
      voidedAt: later.now,
      onWordOf: 'OWNER_IT_WAS_ENTERED_UNDER',
      reason: '登记到了另一户名下',
      paperNumber: '说明-1',
    },
    answers: [{ choice: null, standing: 'VOIDED' }],
  });
  expect(await heads()).toEqual(votes(1, 0));
  expect(await enter('D', 'FY-001', 'YES', {}, later)).toMatchObject({ answers: [{ standing: 'COUNTED' }] });
  expect(await heads()).toEqual(votes(2, 1));
  expect(await enter('E', 'FY-001', 'YES', {}, later)).toMatchObject({ code: 'FORM_NUMBER_USED' });
  expect(await database().read.count(BallotTable)).toBe(3);

  // C is not told how D voted, but that it was not C.
  expect(await voidedOf('C')).toEqual({
    voidedBallots: 1,
    myBallots: [
      { formNumber: null, voiding: null, answers: [{ choice: 'NO', standing: 'COUNTED' }] },
      {
        formNumber: 'FY-001',
        voiding: { onWordOf: 'OWNER_IT_WAS_ENTERED_UNDER', reason: '登记到了另一户名下' },
        answers: [{ choice: null, standing: 'VOIDED' }],
      },
    ],
  });
  const trail = await database().read.findBy(AuditTable, { action: 'voidPaperBallot' });
  const detail = { formNumber: 'FY-001', ownerId: 'own_C', paperNumber: '说明-1', legalBasis: ofTheVote };
  expect(trail).toMatchObject([{ subject: id, detail }]);
  expect(await database().read.find(VoidedBallotTable)).toMatchObject([
    { ballotId: id, paperNumber: '说明-1', paperSha256: 'ab'.repeat(32) },
  ]);
  expect(JSON.stringify(trail)).not.toMatch(/YES|"NO"/);

  const { decision } = await close(database(), zone);
  expect(decision.record).toMatchObject({
    ballots: 2,
    voidedBallots: 1,
    turnout: { tookPart: { heads: 2 }, yes: { heads: 1 } },
  });
});

test('[GOV-VOTE-6] where the head had no other ballot it has none, and what was invalid is so again', async () => {
  await enterPaper(database(), 'D', meetingId, { [zone]: ['YES'], [roof]: ['NO'] }, { formNumber: 'F-A' });
  await enter('E', 'F-B', 'YES', { signed: false });
  await enter('E', 'F-C');
  for (const form of ['F-A', 'F-C']) await voidIt(form);

  expect(await heads()).toEqual(votes(0, 0, { invalid: 1 }));
  expect(await standOf(database(), roof)).toMatchObject({ turnout: { tookPart: { heads: 0 } } });
});

test('[REG-4] what contradicted a co-owner does so no more, and what was objected to is gone', async () => {
  await say('B', 'YES');
  await enter('b', 'F-A', 'NO');
  expect(await heads()).toEqual(votes(0, 0, { pending: 1 }));
  await voidIt('F-A');
  expect(await heads()).toEqual(votes(1, 1));

  await designate(database(), meetingId, 'b', 'Bb');
  await enter('b', 'F-B', 'NO');
  expect(await heads()).toEqual(votes(1, 0));
  await voidIt('F-B');
  expect(await heads()).toEqual(votes(1, 1));
});

test('[REG-4] an objection to a paper that is voided holds nothing up', async () => {
  await enter('B', 'F-A');
  await object(database(), 'b', zone);
  expect(await heads()).toEqual(votes(0, 0, { pending: 1 }));
  await voidIt('F-A');
  expect(await heads()).toEqual(votes(0, 0));
  await say('B', 'YES', later);
  expect(await heads()).toEqual(votes(1, 1));
});

test("[GOV-MEET-4] an agent's paper that waits or was ratified is voided, and waits and counts no more", async () => {
  for (const letter of 'CD') await putOwner(database(), letter);
  const agentWithoutProxy = { agentName: '王小明' };
  await enter('C', 'F-A', 'YES', { agentWithoutProxy });
  await enter('D', 'F-B', 'YES', { agentWithoutProxy });
  await ratify(database(), 'D', meetingId, 'F-B', [zone]);
  expect(await heads()).toEqual(votes(1, 1, { invalid: 1 }));
  for (const form of ['F-A', 'F-B']) await voidIt(form);

  expect(await heads()).toEqual(votes(0, 0));
  const source = `{ assemblyMeeting(id: "${meetingId}") { unratifiedBallots { nodes { id } } } }`;
  const { data } = await ask(database(), source, {}, { caller: committee() });
  expect(data.assemblyMeeting.unratifiedBallots.nodes).toEqual([]);
  expect(await ratify(database(), 'C', meetingId, 'F-A', [zone])).toMatchObject({ code: 'BALLOT_NOT_FOUND' });
  // Entered under the right owner, it waits for that one.
  await enter('E', 'F-A', 'YES', { agentWithoutProxy });
  expect(await ratify(database(), 'E', meetingId, 'F-A', [zone])).toMatchObject({
    answers: [{ standing: 'COUNTED' }],
  });
});

test("[GOV-MEET-4] a paper under a proxy is voided, and the proxy's end finds nothing of it", async () => {
  const proxy = await giveProxy(database(), 'C', meetingId, [zone]);
  await enter('C', 'F-A', 'YES', { agentProxyId: proxy.id });
  await voidIt('F-A');
  expect(await heads()).toEqual(votes(0, 0));
  await recall(database(), proxy.id, later, { because: 'RESIGNED', endedAt: whileOpen });
  expect(await database().read.count(VoidedAnswerTable)).toBe(0);
});

test('[REG-7] the buyer has the ballot that a paper entered by mistake had taken', async () => {
  await putOwner(database(), 'X');
  await enter('C', 'F-A');
  await sell(database(), 'X', meetingId, ['unt_4'], {}, { now: '2022-07-07T02:00:00.000Z' });
  expect(await say('X', 'YES', later)).toMatchObject({ code: 'CAST_BEFORE_SALE' });
  await voidIt('F-A', later);
  expect(await say('X', 'YES', later)).toMatchObject({ answers: [{ standing: 'COUNTED' }] });
});

test('[GOV-VOTE-13, GOV-COM-5] what cannot be voided is refused, and nothing is stored', async () => {
  await enter('C', 'F-A');
  await say('D', 'YES');
  const refused = async (code: string, form: string, by: Parameters<typeof voidPaper>[3] = {}) =>
    expect(await voidIt(form, by)).toMatchObject({ code });
  for (const form of ['F-B', '', '\u0000']) await refused('FORM_NOT_ENTERED', form);
  await refused('REASON_INVALID', 'F-A', { reason: ' ' });
  for (const caller of [elsewhere.committee, elsewhere.street])
    await refused('NOT_IN_SCOPE', 'F-A', { caller });
  for (const caller of [owner('C'), elsewhere.residents])
    await expect(voidIt('F-A', { caller })).rejects.toThrow('FORBIDDEN');
  for (const id of ['mtg_none', 'no id'])
    expect(await voidPaper(database(), id, 'F-A')).toMatchObject({ code: 'MEETING_NOT_FOUND' });
  const late = await voidIt('F-A', { now: closesAt });
  expect(late).toMatchObject({ code: 'TOO_LATE_TO_VOID', rule: 'GOV-VOTE-13' });
  expect(late.message).toContain('object in writing');
  await passTime(database(), timers, afterwards);
  await refused('TOO_LATE_TO_VOID', 'F-A', { caller: street });
  expect(await database().read.count(VoidedBallotTable)).toBe(0);
  expect(await heads()).toEqual(votes(2, 2));
});

test('[GOV-VOTE-13] of two who void one entry at once one does; the same request is done once', async () => {
  await enter('C', 'F-A');
  asOnTwoNodes(database(), 'assembly_meeting');
  const answers = await Promise.all([1, 2].map(() => voidIt('F-A')));
  expect(answers.filter(({ __typename }) => __typename === 'Ballot')).toHaveLength(1);
  expect(answers.filter(({ code }) => code === 'ALREADY_VOIDED')).toHaveLength(1);

  await enter('D', 'F-A');
  const idempotencyKey = uuidV7();
  const first = await voidIt('F-A', { idempotencyKey });
  expect(await voidIt('F-A', { idempotencyKey })).toEqual(first);
  await enter('E', 'F-A');
  expect(await voidIt('F-A', { idempotencyKey, reason: '其他' })).toMatchObject({
    code: 'IDEMPOTENCY_KEY_REUSED',
  });
  expect(await heads()).toEqual(votes(1, 1));
});

test('[GOV-VOTE-13, GOV-MEET-3] a voiding that races the end, the count or a ballot of the head is whole or refused', async () => {
  const letters = [...'ACDEG'];
  for (const letter of letters) await enter(letter, `F-${letter}`);
  const [, decided, ...voidings] = await Promise.all([
    passTime(database(), timers, afterwards),
    close(database(), zone),
    ...letters.map((letter) => voidIt(`F-${letter}`)),
  ]);
  const done = voidings.filter(({ __typename }) => __typename === 'Ballot');
  for (const refusal of voidings)
    if (!done.includes(refusal)) expect(refusal).toMatchObject({ code: 'TOO_LATE_TO_VOID' });
  expect(decided.decision.record).toMatchObject({
    ballots: letters.length - done.length,
    voidedBallots: done.length,
    turnout: { tookPart: { heads: letters.length - done.length } },
  });
  expect(await database().read.count(VoidedBallotTable)).toBe(done.length);
});

test('[GOV-VOTE-13] a ballot of the head that comes while its paper is voided counts', async () => {
  await enter('C', 'F-A');
  const [ballot] = await Promise.all([say('C', 'NO', later), voidIt('F-A', later)]);
  expect(ballot).toMatchObject({ __typename: 'Ballot' });
  expect(await heads()).toEqual(votes(1, 0));
});

test('[GOV-VOTE-9] a ballot that was voided, and that it was, stay as they were entered', async () => {
  await enter('C', 'F-A');
  await voidIt('F-A');
  for (const sql of [
    'DELETE FROM voided_ballot',
    "UPDATE voided_ballot SET reason = '无'",
    "UPDATE ballot SET formNumber = 'F-B'",
  ])
    await expect(transaction(database(), (tx) => tx.query(sql))).rejects.toThrow('append-only');
});
