import { setTimeout as wait } from 'node:timers/promises';
import { AuditTable } from '@anju/runtime/audit';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { asOnTwoNodes } from '@anju/runtime/testing/two-nodes';
import { transaction } from '@anju/runtime/transaction';
import { uuidV7 } from '@anju/values/id';
import {
  closesAt,
  committee,
  elsewhere,
  meetingWith,
  other,
  owner,
  street,
  whileOpen,
} from '../assembly-meeting/assembly-meeting.builder';
import { cast, designate, enterPaper, object } from '../ballot/ballot.builder';
import { giveProxy } from '../proxy/proxy.builder';
import { sell } from './title-proof.builder';
import { putOwner } from '../assembly-meeting/roll.builder';
import { BallotBoxTable } from '../ballot/ballot-box.table';
import { close, standOf, zoneAndRoof } from '../question/vote.builder';
import { storage } from '../storage';
import { SoldHeadTable, TitleProofTable } from './title-proof.table';

const database = testDatabase(storage);

let meetingId: string;
let zone: string;
let roof: string;
beforeEach(async () => {
  ({ meetingId, zone, roof } = await zoneAndRoof(database()));
  for (const letter of 'XY') await putOwner(database(), letter);
});

const say = (letter: string, choice = 'YES', questionId = zone) =>
  cast(database(), letter, meetingId, { [questionId]: choice });
const sellC = (by: Parameters<typeof sell>[5] = {}) => sell(database(), 'X', meetingId, ['unt_4'], {}, by);
const all = { heads: 7, areaDm2: 70000 };

test('[REG-7, OVR-2] example: U4 is sold after the notice: totals stay 70000 / 7, and the buyer votes if C has not', async () => {
  const proof = await sellC({ now: '2022-06-25T02:00:00.000Z' });
  expect(proof).toMatchObject({
    __typename: 'TitleProof',
    unitIds: ['unt_4'],
    transferredOn: '2022-06-20',
    provenAt: '2022-06-25T02:00:00.000Z',
    questions: [{ id: zone }],
  });
  const audit = await database().read.findBy(AuditTable, { action: 'enterTitleProof' });
  const detail = {
    buyerId: 'own_X',
    unitIds: ['unt_4'],
    legalBasis: { purpose: 'OWNERS_VOTE', ground: 'STATUTORY_DUTY' },
  };
  expect(audit).toMatchObject([{ subject: proof.id, detail }]);

  expect(await say('C')).toMatchObject({ code: 'UNITS_SOLD', rule: 'REG-7' });
  expect(await say('X')).toMatchObject({ answers: [{ standing: 'COUNTED' }] });
  expect(await standOf(database(), zone)).toMatchObject({
    turnout: { entitled: all, tookPart: { heads: 1, areaDm2: 6000 }, yes: { heads: 1, areaDm2: 6000 } },
  });
  // The buyer may change it like any other (GOV-VOTE-13).
  await cast(database(), 'X', meetingId, { [zone]: 'NO' }, { now: '2022-07-08T02:00:00.000Z' });
  expect(await close(database(), zone)).toMatchObject({
    decision: {
      record: { ballots: 2, turnout: { entitled: all, tookPart: { heads: 1 }, yes: { heads: 0 } } },
    },
  });
});

test('[REG-7] what C cast before the proof stands, by an agent too, and the buyer has no ballot', async () => {
  const { id } = await giveProxy(database(), 'D', meetingId, [zone]);
  await enterPaper(database(), 'D', meetingId, { [zone]: ['YES'] }, { agentProxyId: id });
  await say('C', 'NO');
  const later = { now: '2022-07-07T02:00:00.000Z' } as const;

  expect(await sellC(later)).toMatchObject({ questions: [] });
  expect(await sell(database(), 'Y', meetingId, ['unt_5'], {}, later)).toMatchObject({
    questions: [{ id: roof }],
  });
  for (const letter of 'XY')
    expect(await cast(database(), letter, meetingId, { [zone]: 'YES' }, later)).toMatchObject({
      code: 'CAST_BEFORE_SALE',
      rule: 'REG-7',
    });
  expect(await cast(database(), 'C', meetingId, { [zone]: 'YES' }, later)).toMatchObject({
    code: 'UNITS_SOLD',
  });
  // D had said nothing of the roof.
  expect(await cast(database(), 'Y', meetingId, { [roof]: 'YES' }, later)).toMatchObject({
    __typename: 'Ballot',
  });
  expect(await standOf(database(), zone)).toMatchObject({
    turnout: { tookPart: { heads: 2 }, yes: { heads: 1 } },
  });
});

test("[REG-7] a paper that came before the proof is taken after it, and then the buyer's ballot does not count", async () => {
  const after = { now: '2022-07-08T02:00:00.000Z' } as const;
  await sellC({ now: '2022-07-07T02:00:00.000Z' });
  await cast(database(), 'X', meetingId, { [zone]: 'YES' }, after);
  const paper = (receivedAt: string) =>
    enterPaper(database(), 'C', meetingId, { [zone]: ['NO'] }, { receivedAt }, after);

  expect(await paper('2022-07-07T02:00:00.000Z')).toMatchObject({ code: 'UNITS_SOLD' });
  expect(await paper('2022-07-07T01:59:59.999Z')).toMatchObject({
    answers: [{ standing: 'COUNTED', differsFromEarlier: false, displacesBuyers: true }],
  });
  expect(await standOf(database(), zone)).toMatchObject({
    turnout: { tookPart: { heads: 1 }, yes: { heads: 0 } },
  });
  expect(
    await enterPaper(database(), 'X', meetingId, { [zone]: ['NO'] }, { receivedAt: whileOpen }, after),
  ).toMatchObject({ code: 'CAST_BEFORE_SALE' });
});

test('[REG-7] of a buyer who votes for a home of their own too, it is told for how many heads a paper speaks', async () => {
  const after = { now: '2022-07-08T02:00:00.000Z' } as const;
  await putOwner(database(), 'D');
  const proof = await sell(database(), 'D', meetingId, ['unt_4'], {}, { now: '2022-07-07T02:00:00.000Z' });
  expect(proof).toMatchObject({ __typename: 'TitleProof' });
  const paper = (receivedAt: string) =>
    enterPaper(database(), 'D', meetingId, { [zone]: ['YES'] }, { receivedAt }, after);
  const tookPart = async () => (await standOf(database(), zone)).turnout.tookPart.heads;

  // Before the proof it is of the own home alone.
  expect(await paper('2022-07-07T01:59:59.999Z')).toMatchObject({
    answers: [{ standing: 'COUNTED', heads: 1 }],
  });
  expect(await tookPart()).toBe(1);
  expect(await paper('2022-07-07T02:00:00.000Z')).toMatchObject({
    answers: [{ standing: 'COUNTED', heads: 2 }],
  });
  expect(await tookPart()).toBe(2);
});

test("[REG-7] a buyer's paper that came before the proof is told so, and what to do", async () => {
  const after = { now: '2022-07-08T02:00:00.000Z' } as const;
  await sellC({ now: '2022-07-07T02:00:00.000Z' });
  const paper = (receivedAt: string, choice = 'YES') =>
    enterPaper(database(), 'X', meetingId, { [zone]: [choice] }, { receivedAt }, after);

  expect(await paper('2022-07-07T01:59:59.999Z')).toMatchObject({
    code: 'RECEIVED_BEFORE_PROOF',
    rule: 'REG-7',
    message: expect.stringContaining('hand in a paper anew'),
  });
  expect(await paper('2022-07-07T02:00:00.000Z')).toMatchObject({
    answers: [{ standing: 'COUNTED', displacesBuyers: false }],
  });
  // Her own, changed: it takes no other's place.
  expect(await paper('2022-07-08T02:00:00.000Z', 'NO')).toMatchObject({
    answers: [{ differsFromEarlier: true, displacesBuyers: false }],
  });
  expect(await paper(closesAt)).toMatchObject({
    code: 'RECEIVED_OUTSIDE_VOTING',
    message: expect.stringContaining('correct it and enter the paper again'),
  });
});

test('[REG-7, GOV-MEET-4] a buyer who gave a proxy votes by an agent', async () => {
  await sellC();
  const { id } = await giveProxy(database(), 'X', meetingId, [zone]);
  expect(
    await enterPaper(database(), 'X', meetingId, { [zone]: ['YES'] }, { agentProxyId: id }),
  ).toMatchObject({ byAgent: true, answers: [{ standing: 'COUNTED' }] });
});

test('[REG-7, REG-3] an owner who buys speaks for both heads, each with its own area', async () => {
  await putOwner(database(), 'G');
  await sell(database(), 'G', meetingId, ['unt_4']);
  await say('G');
  expect(await standOf(database(), zone)).toMatchObject({ turnout: { yes: { heads: 2, areaDm2: 21000 } } });
});

test('[REG-7] where some of the units are sold the head votes as frozen; electorates each by themselves', async () => {
  expect(await sell(database(), 'X', meetingId, ['unt_1'])).toMatchObject({
    code: 'NOT_ALL_UNITS',
    rule: 'REG-7',
  });
  await say('A');
  // Both of V's are in building 2.
  expect(await sell(database(), 'X', meetingId, ['unt_7'])).toMatchObject({ code: 'NOT_ALL_UNITS' });
  expect(await sell(database(), 'X', meetingId, ['unt_7', 'unt_8'])).toMatchObject({
    questions: [{ id: zone }, { id: roof }],
  });
  expect(await standOf(database(), zone)).toMatchObject({
    turnout: { tookPart: { heads: 1, areaDm2: 16000 } },
  });
});

test('[REG-7, REG-4] a couple who sold neither vote, nor object, nor name one of them', async () => {
  await sell(database(), 'X', meetingId, ['unt_3']);
  await say('X');
  expect(await say('b', 'NO')).toMatchObject({ code: 'UNITS_SOLD' });
  expect(await object(database(), 'B', zone)).toMatchObject({ code: 'NOTHING_TO_OBJECT_TO' });
  expect(await designate(database(), meetingId, 'B', 'Bb')).toMatchObject({
    code: 'UNITS_SOLD',
    rule: 'REG-7',
  });
  expect(await standOf(database(), zone)).toMatchObject({ turnout: { yes: { heads: 1, areaDm2: 9000 } } });
});

test('[REG-7, REG-4, GOV-VOTE-6] the buyer votes where only one whom the couple had not named had cast a ballot', async () => {
  await designate(database(), meetingId, 'b', 'Bb');
  expect(await say('B')).toMatchObject({
    answers: [{ standing: 'INVALID', invalidBecause: 'NOT_DESIGNATED' }],
  });
  const after = { now: '2022-07-08T02:00:00.000Z' } as const;
  expect(
    await sell(database(), 'X', meetingId, ['unt_3'], {}, { now: '2022-07-07T02:00:00.000Z' }),
  ).toMatchObject({ questions: [{ id: zone }] });
  expect(await cast(database(), 'X', meetingId, { [zone]: 'YES' }, after)).toMatchObject({
    answers: [{ standing: 'COUNTED' }],
  });
  const paper = (letter: string) =>
    enterPaper(database(), letter, meetingId, { [zone]: ['NO'] }, { receivedAt: whileOpen }, after);
  expect(await paper('B')).toMatchObject({ answers: [{ standing: 'INVALID', displacesBuyers: false }] });
  expect(await standOf(database(), zone)).toMatchObject({ turnout: { yes: { heads: 1, areaDm2: 9000 } } });
  expect(await paper('b')).toMatchObject({ answers: [{ standing: 'COUNTED', displacesBuyers: true }] });
  expect(await standOf(database(), zone)).toMatchObject({
    turnout: { tookPart: { heads: 1 }, yes: { heads: 0 } },
  });
});

test('[REG-7] what is wrong with a proof is refused in words, and nothing is stored', async () => {
  for (const [code, unitIds, differing] of [
    ['MEETING_NOT_FOUND', ['unt_4'], { meetingId: 'mtg_none' }],
    ['MEETING_NOT_FOUND', ['unt_4'], { meetingId: '7' }],
    ['UNITS_INVALID', [], {}],
    ['UNITS_INVALID', ['unt_none'], {}],
    ['UNITS_INVALID', ['4'], {}],
    ['SEVERAL_HEADS', ['unt_4', 'unt_5'], {}],
    ['BUYER_NOT_FOUND', ['unt_4'], { buyerId: 'own_none' }],
    ['BUYER_NOT_FOUND', ['unt_4'], { buyerId: 'X' }],
    ['BUYER_IS_OF_THE_HEAD', ['unt_4'], { buyerId: 'own_C' }],
    ['TRANSFER_DATE_INVALID', ['unt_4'], { transferredOn: '2022-06-19' }],
    ['PAPER_NUMBER_INVALID', ['unt_4'], { paperNumber: ' ' }],
    ['PAPER_NUMBER_INVALID', ['unt_4'], { paperNumber: '晋(2022)\u0000' }],
    ['PAPER_HASH_INVALID', ['unt_4'], { paperSha256: 'no hash' }],
  ] as const) {
    if (code === 'BUYER_IS_OF_THE_HEAD') await putOwner(database(), 'C');
    const refusal = await sell(database(), 'X', meetingId, unitIds, differing);
    expect(refusal).toMatchObject({ __typename: 'TitleProofRefusal', code });
    expect(refusal.message).not.toContain('undefined');
  }
  expect(await sellC({ now: closesAt })).toMatchObject({ code: 'VOTING_OVER', rule: 'GOV-MEET-3' });
  expect(await database().read.count(TitleProofTable)).toBe(0);
});

test('[GOV-COM-5] the committee in office and the street of the place enter it, and nobody else', async () => {
  for (const caller of [elsewhere.committee, elsewhere.street])
    expect(await sellC({ caller })).toMatchObject({ code: 'NOT_IN_SCOPE', rule: 'GOV-COM-5' });
  await expect(sellC({ caller: owner('C') })).rejects.toThrow('FORBIDDEN');
  expect(await sellC({ caller: street })).toMatchObject({ __typename: 'TitleProof' });
  expect(await sellC({ caller: committee() })).toMatchObject({ code: 'ALREADY_PROVEN', rule: 'REG-7' });
});

test('[REG-7] of two buyers entered at once one is taken, on two nodes of a cluster too', async () => {
  asOnTwoNodes(database(), 'assembly_meeting');
  const both = await Promise.all(['X', 'Y'].map((letter) => sell(database(), letter, meetingId, ['unt_4'])));
  expect(both.map(({ __typename }) => __typename).sort()).toEqual(['TitleProof', 'TitleProofRefusal']);
  expect(await database().read.count(SoldHeadTable)).toBe(1);
});

test('[REG-7] a ballot of who sold that waited at its box while the proof was entered is refused', async () => {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const holding = transaction(database(), async (tx) => {
    await tx.update(BallotBoxTable, { questionId: zone as never }, { received: () => 'received' });
    await held;
  });
  // Where writers run side by side, both are at the box by then, and the ballot has seen no sale.
  await wait(200);
  const proving = sellC({ now: whileOpen });
  await wait(200);
  const casting = say('C');
  await wait(200);
  letGo();

  await holding;
  expect(await proving).toMatchObject({ __typename: 'TitleProof' });
  expect(await casting).toMatchObject({ code: 'UNITS_SOLD' });
  expect(await standOf(database(), zone)).toMatchObject({ turnout: { tookPart: { heads: 0 } } });
});

test('the same proof sent again is the first one', async () => {
  const key = { idempotencyKey: uuidV7() };
  const send = () => sell(database(), 'X', meetingId, ['unt_4'], key);
  const [first, second] = await Promise.all([send(), send()]);
  expect(second).toEqual(first);
  expect(await send()).toEqual(first);
});

test('[REG-7] of a ballot of who sold and the proof at once, the ballot counts or is refused, on every question', async () => {
  const rounds = database().kind === 'mariadb' ? 10 : 3;
  const questions = Array.from({ length: rounds }, (_, i) => other({ title: `${i}` }));
  const races = await meetingWith(database(), questions);
  const casts = races.questionIds.map((id) => () => cast(database(), 'C', races.meetingId, { [id]: 'YES' }));
  const half = Math.floor(rounds / 2);
  const before = casts.slice(0, half).map((go) => go());
  const proving = sell(database(), 'X', races.meetingId, ['unt_4'], {}, { now: whileOpen });
  const after = casts.slice(half).map((go) => go());
  expect(await proving).toMatchObject({ __typename: 'TitleProof' });

  for (const [i, ballot] of (await Promise.all([...before, ...after])).entries()) {
    const taken = ballot.__typename === 'Ballot';
    if (!taken) expect(ballot).toMatchObject({ code: 'UNITS_SOLD' });
    const { turnout } = await standOf(database(), races.questionIds[i]!);
    expect(turnout.tookPart.heads).toBe(taken ? 1 : 0);
    const buyers = await cast(database(), 'X', races.meetingId, { [races.questionIds[i]!]: 'YES' });
    expect(buyers).toMatchObject(taken ? { code: 'CAST_BEFORE_SALE' } : { __typename: 'Ballot' });
  }
});
