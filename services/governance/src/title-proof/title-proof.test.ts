import type { Instant } from '@anju/values/time';
import { displacesBuyers, type HeadAct, silencedBySale, standingOf } from '@anju/rulebook/standing';
import {
  enterTitleProof,
  type FrozenHead,
  type SoldHead,
  type TitleProof,
  type TitleProofDraft,
  voidTitleProof,
} from './title-proof';

type Proving = Parameters<typeof enterTitleProof>[1];

const head = (headKey: string, unitIds: readonly string[], snapshotId = 'snp_zone'): FrozenHead => ({
  snapshotId: snapshotId as FrozenHead['snapshotId'],
  headKey,
  unitIds,
  ownerIds: [...headKey].map((letter) => `own_${letter}`),
});

const aPaper = (differing: Partial<TitleProofDraft> = {}): TitleProofDraft => ({
  meetingId: 'mtg_1',
  buyerId: 'own_X',
  unitIds: ['unt_4'],
  transferredOn: '2022-09-10',
  paperNumber: '1',
  paperSha256: 'ab'.repeat(32),
  ...differing,
});

/** Notice on 5 September 2022, the paper on the 12th. */
const prove = (paper: Partial<TitleProofDraft> = {}, differing: Partial<Proving> = {}) =>
  enterTitleProof(aPaper(paper), {
    proofId: 'ttp_1',
    heads: [head('C', ['unt_4'])],
    buyerIsKnown: true,
    sold: [],
    proofs: [],
    noticedAt: '2022-09-05T02:00:00.000Z',
    votingOver: false,
    now: '2022-09-12T02:00:00.000Z',
    ...differing,
  });
const refused = (code: string, rule = 'REG-7') => ({ refusal: { code, rule } });
const soldTo = (headKey: string, snapshotId = 'snp_zone', differing: Partial<SoldHead> = {}): SoldHead => ({
  snapshotId: snapshotId as SoldHead['snapshotId'],
  headKey,
  buyerId: 'own_X',
  proofId: 'ttp_0',
  ...differing,
});

test('[REG-7] example: notice 09-05, U4 sold 09-10: with proof the buyer speaks for C', () => {
  expect(prove()).toMatchObject({
    state: {
      proof: { buyerId: 'own_X', unitIds: ['unt_4'], provenAt: '2022-09-12T02:00:00.000Z' },
      heads: [{ snapshotId: 'snp_zone', headKey: 'C' }],
    },
  });
});

test('[REG-7] a head of which only some units are sold votes as it was frozen', () => {
  const heads = [head('A', ['unt_1', 'unt_2'])];
  expect(prove({ unitIds: ['unt_1'] }, { heads })).toMatchObject(refused('NOT_ALL_UNITS'));
  expect(prove({ unitIds: ['unt_2', 'unt_1'] }, { heads })).toMatchObject({ accepted: true });
});

test('[REG-7, GOV-VOTE-5] each electorate by itself: one home sold is all that the head has in that building', () => {
  const heads = [head('A', ['unt_1', 'unt_5']), head('A', ['unt_5'], 'snp_roof')];
  expect(prove({ unitIds: ['unt_5'] }, { heads })).toMatchObject({
    state: { heads: [{ snapshotId: 'snp_roof' }] },
  });
  // The other home follows, to the same buyer.
  const sold = [soldTo('A', 'snp_roof')];
  expect(prove({ unitIds: ['unt_1', 'unt_5'] }, { heads, sold })).toMatchObject({
    state: { heads: [{ snapshotId: 'snp_zone' }] },
  });
});

test('[REG-7] a paper names units of one head of the electorate, each once, and a head is sold once', () => {
  expect(prove({ unitIds: [] }, { heads: [] })).toMatchObject(refused('UNITS_INVALID'));
  expect(prove({ unitIds: ['unt_4', 'unt_4'] })).toMatchObject(refused('UNITS_INVALID'));
  expect(prove({ unitIds: ['unt_4', 'unt_99'] })).toMatchObject(refused('UNITS_INVALID'));
  const two = [head('C', ['unt_4']), head('D', ['unt_5'])];
  expect(prove({ unitIds: ['unt_4', 'unt_5'] }, { heads: two })).toMatchObject(refused('SEVERAL_HEADS'));
  const sold = [soldTo('C')];
  expect(prove({}, { sold })).toMatchObject(refused('ALREADY_PROVEN'));
  const elsewhere = [soldTo('D'), soldTo('C', 'snp_roof')];
  expect(prove({}, { sold: elsewhere })).toMatchObject({ accepted: true });
});

const earlier = (differing: Partial<TitleProof> = {}): TitleProof => ({
  ...aPaper({ paperNumber: '7', paperSha256: 'cd'.repeat(32) }),
  id: 'ttp_0',
  provenAt: '2022-09-11T02:00:00.000Z',
  ...differing,
});

test('[REG-7] one paper is one transfer: by its number and by its scan it proves no sale of another head, buyer or day', () => {
  const here = (proof: Partial<TitleProof>, paper: Partial<TitleProofDraft> = {}, of = 'D') =>
    prove(paper, { proofs: [earlier(proof)], sold: [soldTo(of, 'snp_roof')] });
  const used = {
    refusal: { code: 'PAPER_OF_ANOTHER_SALE', rule: 'REG-7', detail: { proofId: 'ttp_0' } },
  };
  expect(here({})).toMatchObject({ accepted: true });
  expect(here({ paperNumber: '1' })).toMatchObject(used);
  expect(here({ paperSha256: 'ab'.repeat(32) })).toMatchObject(used);
  // The same sale, in the other electorate of the head.
  expect(here({ paperNumber: '1' }, {}, 'C')).toMatchObject({ accepted: true });
  expect(here({ paperNumber: '1', buyerId: 'own_Y' }, {}, 'C')).toMatchObject(used);
  expect(here({ paperNumber: '1', transferredOn: '2022-09-09' }, {}, 'C')).toMatchObject(used);
});

test('[REG-7] what was proven before is named, to whom bought and to whom it is of', () => {
  const before = { sold: [soldTo('C')], proofs: [earlier()] };
  const detail = { proofId: 'ttp_0', paperNumber: '7' };
  expect(prove({}, before)).toMatchObject({ refusal: { code: 'ALREADY_PROVEN', detail } });
  expect(prove({ buyerId: 'own_C' }, before)).toMatchObject({
    refusal: { code: 'BUYER_IS_OF_THE_HEAD', detail },
  });
  expect(prove({ buyerId: 'own_C' })).toMatchObject({
    refusal: { code: 'BUYER_IS_OF_THE_HEAD', detail: { proofId: '' } },
  });
});

test('[REG-7, GOV-MEET-3] a proof is voided once, with its reason, while voting is open', () => {
  const now = '2022-09-13T02:00:00.000Z';
  const undo = (reason = '登记到了另一户', differing: object = {}) =>
    voidTitleProof('ttp_0', reason, { isVoided: false, votingOver: false, now, ...differing });
  expect(undo()).toMatchObject({ state: { proofId: 'ttp_0', reason: '登记到了另一户', voidedAt: now } });
  expect(undo('')).toMatchObject({ refusal: { code: 'REASON_INVALID' } });
  expect(undo('误', { isVoided: true })).toMatchObject({ refusal: { code: 'ALREADY_VOIDED' } });
  expect(undo('误', { votingOver: true })).toMatchObject(refused('TOO_LATE_TO_VOID', 'GOV-MEET-3'));
});

test('[REG-7] the buyer is known on the roll, and was none of those who sold', () => {
  expect(prove({}, { buyerIsKnown: false })).toMatchObject(refused('BUYER_NOT_FOUND'));
  expect(prove({ buyerId: 'own_b' }, { heads: [head('Bb', ['unt_4'])] })).toMatchObject(
    refused('BUYER_IS_OF_THE_HEAD'),
  );
});

test('[REG-7] the transfer is of the day of the notice or later, and not of tomorrow', () => {
  const invalid = {
    refusal: {
      code: 'TRANSFER_DATE_INVALID',
      rule: 'REG-7',
      detail: { earliest: '2022-09-05', today: '2022-09-12' },
    },
  };
  expect(prove({ transferredOn: '2022-09-04' })).toMatchObject(invalid);
  expect(prove({ transferredOn: '2022-09-05' })).toMatchObject({ accepted: true });
  expect(prove({ transferredOn: '2022-09-12' })).toMatchObject({ accepted: true });
  expect(prove({ transferredOn: '2022-09-13' })).toMatchObject(invalid);
});

test('[REG-7] the paper has a number and a hash, and comes before voting ends', () => {
  expect(prove({ paperNumber: '' })).toMatchObject(refused('PAPER_NUMBER_INVALID'));
  expect(prove({ paperNumber: '1'.repeat(100) })).toMatchObject({ accepted: true });
  expect(prove({ paperNumber: '1'.repeat(101) })).toMatchObject(refused('PAPER_NUMBER_INVALID'));
  expect(prove({ paperSha256: 'ab'.repeat(31) })).toMatchObject(refused('PAPER_HASH_INVALID'));
  expect(prove({}, { votingOver: true })).toMatchObject(refused('VOTING_OVER', 'GOV-MEET-3'));
});

const at = (day: number): Instant => `2022-09-${String(day).padStart(2, '0')}T02:00:00.000Z` as Instant;
const voted = (letter: string, day: number, choice: 'YES' | 'NO' | 'INVALID', sequence: number): HeadAct => ({
  kind: 'VOTE',
  ownerId: `own_${letter}`,
  receivedAt: at(day),
  sequence,
  ballotId: `bal_${sequence}`,
  channel: 'PAPER',
  choice,
  inPerson: true,
});
const sold = (day: number, sequence: number): HeadAct => ({
  kind: 'SALE',
  ownerId: 'own_X',
  receivedAt: at(day),
  sequence,
});
const standing = (...acts: HeadAct[]) => standingOf(acts, 'LAST_WINS');

test('[REG-7] what was cast before the proof stands, and where nothing was the buyer votes, and changes it', () => {
  expect(standing(voted('C', 20, 'NO', 1), sold(21, 2), voted('X', 22, 'YES', 3))).toMatchObject({
    state: 'COUNTED',
    ballotId: 'bal_1',
  });
  expect(standing(sold(12, 1), voted('X', 20, 'NO', 2), voted('X', 21, 'YES', 3))).toMatchObject({
    state: 'COUNTED',
    ballotId: 'bal_3',
  });
  expect(standing(sold(12, 1), voted('C', 20, 'NO', 2))).toMatchObject({ ballotId: null });
  expect(standing(sold(12, 1))).toMatchObject({ state: 'MISSING' });
  // An invalid paper casts nothing (GOV-VOTE-6).
  expect(standing(voted('C', 20, 'INVALID', 1), sold(21, 2), voted('X', 22, 'YES', 3))).toMatchObject({
    ballotId: 'bal_3',
  });
});

test('[REG-7] a paper that came before the proof and is entered after the buyer voted stands in its place', () => {
  const late = voted('C', 20, 'NO', 3);
  expect(standing(sold(21, 1), voted('X', 22, 'YES', 2), late)).toMatchObject({ ballotId: 'bal_3' });
});

test('[REG-7] of two papers of the seller that came before it the one entered when the buyer had voted displaces it', () => {
  const buyers = voted('X', 22, 'YES', 2);
  const late = voted('C', 20, 'NO', 3);
  const displaces = (...acts: Parameters<typeof displacesBuyers>[0][number][]) =>
    displacesBuyers(acts, acts.at(-1) as never);
  expect(displaces(sold(21, 1), buyers, late)).toBe(true);
  expect(displaces(sold(21, 1), late)).toBe(false);
  expect(displaces(sold(21, 1), { ...buyers, choice: 'INVALID' } as never, late)).toBe(false);
  expect(displaces(sold(21, 1), buyers, voted('C', 20, 'INVALID', 3))).toBe(false);
  expect(displaces(buyers, late)).toBe(false);
  expect(displaces(sold(21, 1), buyers, voted('X', 23, 'NO', 3))).toBe(false);
});

test('[REG-7] of a sale whose proof was voided nothing is left', () => {
  const undone = (day: number, sequence: number): HeadAct => ({
    ...sold(day, sequence),
    kind: 'SALE_VOIDED',
  });
  const acts = [voted('C', 10, 'NO', 1), undone(12, 2), undone(13, 3)];
  expect(standing(...acts)).toMatchObject({ state: 'COUNTED', ballotId: 'bal_1' });
  expect(standing(...acts, voted('C', 14, 'YES', 4))).toMatchObject({ ballotId: 'bal_4' });
  expect(silencedBySale(acts, { ownerId: 'own_C', receivedAt: at(14) })).toBeNull();
});

test('[REG-7, REG-4] a couple who named one of them and sold are silent, and a conflict of theirs stays', () => {
  const designated: HeadAct = { kind: 'DESIGNATION', ownerId: 'own_B', receivedAt: at(9), sequence: 1 };
  expect(standing(designated, sold(12, 2), voted('X', 20, 'YES', 3))).toMatchObject({ ballotId: 'bal_3' });
  const conflict = [voted('B', 20, 'YES', 1), voted('b', 20, 'NO', 2)];
  expect(standing(...conflict, sold(21, 3), voted('b', 22, 'YES', 4))).toMatchObject({ state: 'PENDING' });
});

test('[REG-7] from the proof on who sold is silent, and the buyer only where something was cast before', () => {
  const why = (acts: readonly HeadAct[], letter: string, receivedAt: Instant) =>
    silencedBySale(acts, { ownerId: `own_${letter}`, receivedAt });
  const uncast = [sold(21, 1)];
  expect(why([], 'C', at(20))).toBeNull();
  expect(why(uncast, 'C', '2022-09-21T01:59:59.999Z')).toBeNull();
  expect(why(uncast, 'C', at(21))).toBe('UNITS_SOLD');
  expect(why(uncast, 'X', at(21))).toBeNull();
  expect(why(uncast, 'X', '2022-09-21T01:59:59.999Z')).toBe('RECEIVED_BEFORE_PROOF');
  const own = voted('X', 22, 'NO', 2);
  expect(why([...uncast, own], 'X', at(23))).toBeNull();
  expect(why([voted('C', 20, 'YES', 1), sold(21, 2)], 'X', at(22))).toBe('CAST_BEFORE_SALE');
  // Another paper would not help: the seller's stands.
  expect(why([voted('C', 20, 'YES', 1), sold(21, 2)], 'X', at(20))).toBe('CAST_BEFORE_SALE');
  expect(why([voted('C', 20, 'INVALID', 1), sold(21, 2)], 'X', at(22))).toBeNull();
  const designated: HeadAct = { kind: 'DESIGNATION', ownerId: 'own_B', receivedAt: at(20), sequence: 1 };
  expect(why([designated, sold(21, 2)], 'X', at(22))).toBeNull();
});

test('[REG-7, REG-4, GOV-VOTE-6] what one whom they had not named cast before the proof takes nothing from the buyer', () => {
  const named = (letter: string, sequence: number): HeadAct => ({
    kind: 'DESIGNATION',
    ownerId: `own_${letter}`,
    receivedAt: at(9),
    sequence,
  });
  const buyer = { ownerId: 'own_X', receivedAt: at(22) } as const;
  const others = [named('A', 1), voted('B', 20, 'YES', 2), sold(21, 3)];
  expect(silencedBySale(others, buyer)).toBeNull();
  expect(standing(...others, voted('X', 22, 'NO', 4))).toMatchObject({ state: 'COUNTED', ballotId: 'bal_4' });
  expect(silencedBySale([...others, voted('A', 20, 'NO', 4)], buyer)).toBe('CAST_BEFORE_SALE');
  // Before any was named, B's was heard.
  const early = [voted('B', 8, 'YES', 2), named('A', 1), sold(21, 3)];
  expect(silencedBySale(early, buyer)).toBe('CAST_BEFORE_SALE');
  expect(standing(...early)).toMatchObject({ ballotId: 'bal_2' });

  const bought = [named('A', 1), sold(21, 2), voted('X', 22, 'NO', 3)];
  const late = (letter: string) => {
    const paper = voted(letter, 20, 'YES', 4);
    return [displacesBuyers([...bought, paper], paper as never), standing(...bought, paper).ballotId];
  };
  expect(late('B')).toEqual([false, 'bal_3']);
  expect(late('A')).toEqual([true, 'bal_4']);
});
