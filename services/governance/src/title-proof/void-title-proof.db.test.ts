import { setTimeout as wait } from 'node:timers/promises';
import { AuditTable } from '@anju/runtime/audit';
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
  notice,
  owner,
  street,
} from '../assembly-meeting/assembly-meeting.builder';
import { putOwner } from '../assembly-meeting/roll.builder';
import { BallotBoxTable } from '../ballot/ballot-box.table';
import { cast, designate, enterPaper } from '../ballot/ballot.builder';
import { close, standOf, zoneAndRoof } from '../question/vote.builder';
import { storage } from '../storage';
import { sell, voidProof } from './title-proof.builder';
import { TitleProofTable, VoidedTitleProofTable } from './title-proof.table';

const database = testDatabase(storage);
const later = { now: '2022-07-07T02:00:00.000Z' } as const;
const latest = { now: '2022-07-08T02:00:00.000Z' } as const;

let meetingId: string;
let zone: string;
let roof: string;
beforeEach(async () => {
  ({ meetingId, zone, roof } = await zoneAndRoof(database()));
  for (const letter of 'CXY') await putOwner(database(), letter);
});

const say = (letter: string, choice = 'YES', by = {}) =>
  cast(database(), letter, meetingId, { [zone]: choice }, by);
const sellC = (letter = 'X', differing = {}, by = {}) =>
  sell(database(), letter, meetingId, ['unt_4'], differing, by);
const undo = (proofId: string, by: Parameters<typeof voidProof>[2] = {}) =>
  voidProof(database(), proofId, by);
const heads = async () => {
  const { turnout, invalid } = await standOf(database(), zone);
  return { tookPart: turnout.tookPart.heads, yes: turnout.yes.heads, invalid: invalid.heads };
};
const votes = (tookPart: number, yes: number) => ({ tookPart, yes, invalid: 0 });

test('[REG-7, GOV-VOTE-9, OVR-2] a proof entered for the wrong home is voided: what its buyer cast counts no more, and the owner votes', async () => {
  const { id } = await sellC();
  await say('X');
  expect(await heads()).toEqual(votes(1, 1));
  // Neither the owner nor the proof of somebody else is told to go elsewhere: each is told what to void.
  expect(await say('C', 'NO')).toMatchObject({
    code: 'UNITS_SOLD',
    message: expect.stringContaining('voided the owner votes'),
  });
  for (const [letter, code] of [
    ['C', 'BUYER_IS_OF_THE_HEAD'],
    ['Y', 'ALREADY_PROVEN'],
  ] as const)
    expect(await sellC(letter)).toMatchObject({ code, message: expect.stringContaining(id) });

  expect(await undo(id, later)).toEqual({
    __typename: 'TitleProof',
    id,
    unitIds: ['unt_4'],
    paperNumber: expect.stringContaining('X-unt_4'),
    questions: [],
    voiding: { voidedAt: later.now, reason: '登记到了另一户' },
  });
  expect(await heads()).toEqual(votes(0, 0));
  expect(await say('X', 'YES', latest)).toMatchObject({ code: 'NOT_AN_ELECTOR' });
  expect(await say('C', 'NO', latest)).toMatchObject({ answers: [{ standing: 'COUNTED' }] });
  const source = `{ question(id: "${zone}") { voidedBallots myBallots { answers { choice standing } } } }`;
  const { data } = await ask(database(), source, {}, { caller: owner('X') });
  expect(data.question).toEqual({
    voidedBallots: 1,
    myBallots: [{ answers: [{ choice: null, standing: 'VOIDED' }] }],
  });
  expect(await database().read.findBy(AuditTable, { action: 'voidTitleProof' })).toMatchObject([
    { subject: id, detail: { buyerId: 'own_X', unitIds: ['unt_4'], reason: '登记到了另一户' } },
  ]);
  expect(await database().read.count(TitleProofTable)).toBe(1);

  const { decision } = await close(database(), zone);
  expect(decision.record).toMatchObject({
    ballots: 1,
    voidedBallots: 1,
    turnout: { tookPart: { heads: 1 }, yes: { heads: 0 } },
  });
});

test('[REG-7] what the owner cast before the proof counts still, and what was named before it holds again', async () => {
  await say('C', 'NO');
  const { id } = await sellC('X', {}, later);
  await undo(id, later);
  expect(await heads()).toEqual(votes(1, 0));
  expect(await say('C', 'YES', latest)).toMatchObject({ answers: [{ standing: 'COUNTED' }] });

  await designate(database(), meetingId, 'B', 'Bb');
  const couples = await sell(database(), 'X', meetingId, ['unt_3'], {}, later);
  await say('X', 'NO', later);
  await undo(couples.id, later);
  expect(await say('b', 'YES', latest)).toMatchObject({ answers: [{ standing: 'INVALID' }] });
  await say('B', 'YES', latest);
  expect(await heads()).toEqual(votes(2, 2));
});

test('[REG-7] the right proof is entered then, for another buyer or the same, who votes from then on', async () => {
  const first = await sellC('X', {}, { now: notice });
  await say('X');
  await undo(first.id);
  // At the very moment, so that no time tells the two proofs apart.
  const second = await sellC('X', { paperNumber: '更正后的证明' }, { now: '2022-07-06T02:00:00.000Z' });
  expect(second).toMatchObject({ questions: [{ id: zone }] });
  expect(await heads()).toEqual(votes(0, 0));
  await say('X', 'NO', later);
  expect(await heads()).toEqual(votes(1, 0));

  await undo(second.id, later);
  await sellC('Y', {}, later);
  expect(await say('Y', 'YES', latest)).toMatchObject({ answers: [{ standing: 'COUNTED' }] });
  expect(await heads()).toEqual(votes(1, 1));
  expect(await say('C', 'NO', latest)).toMatchObject({ code: 'UNITS_SOLD' });
});

test('[REG-7, REG-3] what the buyer cast for a home of the own counts on, and other proofs stand', async () => {
  await putOwner(database(), 'G');
  const { id } = await sellC('G');
  const roofs = await sell(database(), 'Y', meetingId, ['unt_5'], { paperNumber: 'D' });
  await say('G');
  await cast(database(), 'Y', meetingId, { [roof]: 'YES' });
  expect(await heads()).toEqual(votes(2, 2));
  await undo(id);
  expect(await heads()).toEqual(votes(1, 1));
  expect(await standOf(database(), roof)).toMatchObject({ turnout: { yes: { heads: 1 } } });
  await undo(roofs.id);
  expect(await standOf(database(), roof)).toMatchObject({ turnout: { yes: { heads: 0 } } });
});

test("[GOV-MEET-4] an agent's paper of the buyer waits for nobody any more, and the owner's waits again", async () => {
  const agentWithoutProxy = { agentName: '王小明' };
  await enterPaper(database(), 'C', meetingId, { [zone]: ['YES'] }, { agentWithoutProxy });
  const { id } = await sellC('X', {}, later);
  const buyers = { agentWithoutProxy, receivedAt: latest.now };
  await enterPaper(database(), 'X', meetingId, { [zone]: ['YES'] }, buyers, latest);
  const waiting = async () => {
    const source = `{ assemblyMeeting(id: "${meetingId}") { unratifiedBallots { nodes { owner { id } } } } }`;
    const { data } = await ask(database(), source, {}, { caller: committee() });
    return data.assemblyMeeting.unratifiedBallots.nodes;
  };
  expect(await waiting()).toEqual([{ owner: { id: 'own_X' } }]);
  await undo(id, latest);
  expect(await waiting()).toEqual([{ owner: { id: 'own_C' } }]);
});

test('[REG-7] the paper of one sale proves no other, unless the other is voided', async () => {
  const paper = { paperNumber: '晋(2022)0001', paperSha256: 'ab'.repeat(32) };
  const { id } = await sellC('X', paper);
  const others = (differing = {}) => sell(database(), 'Y', meetingId, ['unt_6'], { ...paper, ...differing });
  for (const differing of [{}, { paperNumber: '0002' }, { paperSha256: 'cd'.repeat(32) }])
    expect(await others(differing)).toMatchObject({
      code: 'PAPER_OF_ANOTHER_SALE',
      message: expect.stringContaining(`${id}, paper "晋(2022)0001"`),
    });
  await undo(id);
  expect(await others()).toMatchObject({ __typename: 'TitleProof' });
});

test('[REG-7, GOV-COM-5, GOV-MEET-3] what cannot be voided is refused, and nothing is stored', async () => {
  const { id } = await sellC();
  for (const wrong of ['ttp_none', '7']) expect(await undo(wrong)).toMatchObject({ code: 'PROOF_NOT_FOUND' });
  expect(await undo(id, { reason: ' ' })).toMatchObject({ code: 'REASON_INVALID' });
  for (const caller of [elsewhere.committee, elsewhere.street])
    expect(await undo(id, { caller })).toMatchObject({ code: 'NOT_IN_SCOPE' });
  await expect(undo(id, { caller: owner('C') })).rejects.toThrow('FORBIDDEN');
  for (const now of [closesAt, afterwards])
    expect(await undo(id, { now })).toMatchObject({ code: 'TOO_LATE_TO_VOID', rule: 'GOV-MEET-3' });
  expect(await database().read.count(VoidedTitleProofTable)).toBe(0);
  expect(await undo(id, { caller: street })).toMatchObject({ __typename: 'TitleProof' });
});

test('[REG-7] of two who void one proof at once one does; the same request is done once', async () => {
  const { id } = await sellC();
  asOnTwoNodes(database(), 'assembly_meeting');
  const idempotencyKey = uuidV7();
  const send = () => undo(id, { idempotencyKey });
  const [first, second, third] = await Promise.all([send(), send(), undo(id)]);
  expect(second).toEqual(first);
  expect([first, third].map(({ __typename }) => __typename).sort()).toEqual([
    'TitleProof',
    'TitleProofRefusal',
  ]);
  expect(await database().read.count(VoidedTitleProofTable)).toBe(1);
});

test('[REG-7] a ballot of the buyer that waited at its box while the proof was voided is refused', async () => {
  const { id } = await sellC();
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const holding = transaction(database(), async (tx) => {
    await tx.update(BallotBoxTable, { questionId: zone as never }, { received: () => 'received' });
    await held;
  });
  await wait(200);
  const voiding = undo(id);
  await wait(200);
  const casting = say('X');
  await wait(200);
  letGo();

  await holding;
  expect(await voiding).toMatchObject({ __typename: 'TitleProof' });
  expect(await casting).toMatchObject({ code: 'NOT_AN_ELECTOR' });
  expect(await heads()).toEqual(votes(0, 0));
});
