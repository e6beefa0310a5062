import type { Choice } from '@anju/rulebook/tally';
import type { Instant } from '@anju/values/time';
import { act, changedAnything } from './act';
import { asSeen } from './answer-as-seen';
import { headsOf } from './co-owners';
import { type HeadAct, silencedBySale, standingOf } from '@anju/rulebook/standing';

type Wish = Choice | 'INVALID' | 'VOIDED' | 'SOLD' | 'AGENT YES' | 'AGENT NO' | 'OBJECTS' | 'DESIGNATED';

/** `acts('A YES', 'B NO')`: one after another, a day between them; ballots are bal_1, bal_2, … by their place. */
const acts = (...wishes: `${string} ${Wish}`[]): HeadAct[] =>
  wishes.map((wish, i) => {
    const [, letter, what] = /^(\S+) (.+)$/.exec(wish)!;
    const common = {
      ownerId: `own_${letter}` as const,
      receivedAt: `2022-07-${String(i + 5).padStart(2, '0')}T02:00:00.000Z` as Instant,
      sequence: i + 1,
    };
    if (what === 'OBJECTS') return { ...common, kind: 'OBJECTION' };
    if (what === 'DESIGNATED') return { ...common, kind: 'DESIGNATION' };
    if (what === 'SOLD') return { ...common, kind: 'SALE' };
    const agent = what!.startsWith('AGENT ');
    const choice = (agent ? what!.slice(6) : what) as Choice | 'INVALID' | 'VOIDED';
    return { ...common, kind: 'VOTE', ballotId: `bal_${i + 1}`, channel: 'PAPER', choice, inPerson: !agent };
  });

const standing = (...wishes: Parameters<typeof acts>) => standingOf(acts(...wishes), 'LAST_WINS');
const firstWins = (...wishes: Parameters<typeof acts>) => standingOf(acts(...wishes), 'FIRST_WINS');

test('[GOV-VOTE-13] example: of NO on paper and YES online later the later counts, and an invalid one replaces nothing', () => {
  const all = acts('C NO', 'C YES', 'C INVALID');
  expect(standingOf(all, 'LAST_WINS')).toEqual({
    state: 'COUNTED',
    ballotId: 'bal_2',
    live: ['bal_2'],
    withdrawn: [],
    notDesignated: [],
  });

  const seen = (ballotId: string, choice: Choice | 'INVALID') =>
    asSeen(ballotId, { questionId: 'que_1', choice, invalidBecause: null }, [all], 'LAST_WINS', null)
      .standing;
  expect([seen('bal_1', 'NO'), seen('bal_2', 'YES'), seen('bal_3', 'INVALID')]).toEqual([
    'SUPERSEDED',
    'COUNTED',
    'INVALID',
  ]);
});

test('[GOV-VOTE-13] where the first wins, the first valid one counts', () => {
  expect(firstWins('C NO', 'C YES')).toMatchObject({ ballotId: 'bal_1' });
  expect(firstWins('C INVALID', 'C YES', 'C NO')).toMatchObject({ ballotId: 'bal_2' });
});

test('[GOV-VOTE-13] of two at one instant the higher sequence number counts', () => {
  const [first, second] = acts('C NO', 'C YES');
  const same = [{ ...second!, receivedAt: first!.receivedAt }, first!];
  expect(standingOf(same, 'LAST_WINS')).toMatchObject({ ballotId: 'bal_2' });
});

test('[GOV-VOTE-13] it is the moment of receipt that counts, and not the order of entry', () => {
  const [paper, online] = acts('C NO', 'C YES');
  const enteredLate = { ...paper!, sequence: 2 };
  expect(standingOf([{ ...online!, sequence: 1 }, enteredLate], 'LAST_WINS')).toMatchObject({
    ballotId: 'bal_2',
  });
});

test("[GOV-VOTE-13] a ballot in person beats one's own agent's, whenever it came", () => {
  expect(standing('C NO', 'C AGENT YES')).toMatchObject({ ballotId: 'bal_1' });
  expect(standing('C AGENT YES', 'C NO')).toMatchObject({ ballotId: 'bal_2' });
  expect(firstWins('C AGENT YES', 'C NO')).toMatchObject({ ballotId: 'bal_2' });
  expect(standing('C AGENT YES', 'C AGENT NO')).toMatchObject({ ballotId: 'bal_2' });
});

test('[GOV-VOTE-6] who answered with invalid papers only has not taken part; who did not answer is missing', () => {
  expect(standing('C INVALID')).toMatchObject({ state: 'INVALID', ballotId: null, live: [] });
  expect(standing()).toMatchObject({ state: 'MISSING', ballotId: null, live: [] });
});

test('[REG-4] co-owners who agree are one voice without designation', () => {
  expect(standing('B YES', 'b YES')).toMatchObject({ state: 'COUNTED', ballotId: 'bal_2' });
  expect(standing('B YES')).toMatchObject({ state: 'COUNTED', ballotId: 'bal_1' });
});

test('[REG-4] co-owners who contradict each other do not count until they agree', () => {
  expect(standing('B YES', 'b NO')).toMatchObject({
    state: 'PENDING',
    ballotId: null,
    live: ['bal_1', 'bal_2'],
  });
  expect(standing('B YES', 'b NO', 'b YES')).toMatchObject({ state: 'COUNTED' });
  expect(firstWins('B YES', 'b NO', 'b YES')).toMatchObject({ state: 'COUNTED' });
  expect(standing('B YES', 'b AGENT NO')).toMatchObject({ state: 'PENDING' });
});

test('[REG-4] the one they designated votes for them; a lone ballot stands while one designated later is silent', () => {
  expect(standing('B YES', 'b NO', 'b DESIGNATED')).toMatchObject({ state: 'COUNTED', ballotId: 'bal_2' });
  expect(standing('B YES', 'b DESIGNATED')).toMatchObject({ state: 'COUNTED', ballotId: 'bal_1' });
  expect(standing('B YES', 'b DESIGNATED', 'b NO')).toMatchObject({ state: 'COUNTED', ballotId: 'bal_3' });
});

test('[GOV-VOTE-6] once one co-owner is designated, what another casts is invalid and replaces nothing', () => {
  expect(standing('b DESIGNATED', 'B YES')).toEqual({
    state: 'INVALID',
    ballotId: null,
    live: [],
    withdrawn: [],
    notDesignated: ['bal_2'],
  });
  expect(standing('b DESIGNATED', 'B YES', 'b NO')).toMatchObject({
    state: 'COUNTED',
    ballotId: 'bal_3',
    notDesignated: ['bal_2'],
  });
  expect(standing('B YES', 'b DESIGNATED', 'B NO')).toMatchObject({ state: 'COUNTED', ballotId: 'bal_1' });
  // Of three, neither of the two who were not named is heard, agreeing or not.
  for (const choice of ['YES', 'NO'] as const)
    expect(standing('C DESIGNATED', 'A YES', `B ${choice}`)).toMatchObject({ state: 'INVALID', live: [] });
  // Whom they name last votes, from then on.
  expect(standing('b DESIGNATED', 'B YES', 'B DESIGNATED')).toMatchObject({ state: 'INVALID' });
  expect(standing('b DESIGNATED', 'B DESIGNATED', 'B YES')).toMatchObject({
    state: 'COUNTED',
    ballotId: 'bal_3',
  });
  expect(standing('b DESIGNATED', 'b AGENT YES')).toMatchObject({ state: 'COUNTED' });

  const late = acts('b DESIGNATED', 'B YES');
  const ballot = { questionId: 'que_1', choice: 'YES', invalidBecause: null } as const;
  expect(asSeen('bal_2', ballot, [late], 'LAST_WINS', null)).toEqual({
    questionId: 'que_1',
    choice: null,
    unratifiedChoice: null,
    invalidBecause: 'NOT_DESIGNATED',
    standing: 'INVALID',
    heads: 1,
    differsFromEarlier: false,
    displacesBuyers: false,
  });
  expect(asSeen('bal_2', ballot, [late, acts('x NO', 'B YES').slice(1)], 'LAST_WINS', null)).toMatchObject({
    choice: 'YES',
    standing: 'COUNTED',
  });
});

test('[REG-4] an objection holds the ballot of the other up, and withdraws an agreement', () => {
  expect(standing('B YES', 'b OBJECTS')).toMatchObject({ state: 'PENDING', live: ['bal_1'] });
  expect(standing('B YES', 'b YES', 'b OBJECTS')).toMatchObject({ state: 'PENDING', live: ['bal_1'] });
  expect(standing('B YES', 'b OBJECTS', 'b YES')).toMatchObject({ state: 'COUNTED' });
});

test('[REG-4, GOV-VOTE-6] a ballot withdrawn by an objection is pending, until another takes its place', () => {
  const seen = (ballotId: string, ...wishes: Parameters<typeof acts>) =>
    asSeen(
      ballotId,
      { questionId: 'que_1', choice: 'YES', invalidBecause: null },
      [acts(...wishes)],
      'LAST_WINS',
      null,
    ).standing;
  const withdrawn = ['B YES', 'b YES', 'b OBJECTS'] as const;
  expect([seen('bal_1', ...withdrawn), seen('bal_2', ...withdrawn)]).toEqual(['PENDING', 'PENDING']);
  // Said twice it withdraws the same one.
  expect(seen('bal_2', ...withdrawn, 'b OBJECTS')).toBe('PENDING');
  expect(seen('bal_2', ...withdrawn, 'b YES')).toBe('SUPERSEDED');
  expect(seen('bal_2', ...withdrawn, 'B DESIGNATED', 'B YES')).toBe('SUPERSEDED');
  // What its owner had changed before is replaced, and only the last was withdrawn.
  expect(seen('bal_2', 'B YES', 'b YES', 'b YES', 'b OBJECTS')).toBe('SUPERSEDED');
});

test('[REG-4] an objection is to a ballot, and not to an objection: what one voted stays, whoever objects last', () => {
  // B has cast no ballot that A could object to.
  expect(standing('A YES', 'B OBJECTS', 'A OBJECTS')).toMatchObject({
    state: 'PENDING',
    ballotId: null,
    live: ['bal_1'],
  });
  expect(standing('A YES', 'B OBJECTS', 'A OBJECTS', 'B YES')).toMatchObject({ state: 'COUNTED' });
  expect(standing('B OBJECTS', 'A YES', 'A OBJECTS')).toMatchObject({ state: 'COUNTED', ballotId: 'bal_2' });
  // Of two who voted the first objection withdraws its owner's ballot, and then there is nothing but the other's.
  for (const choice of ['YES', 'NO'] as const) {
    expect(standing('A YES', `B ${choice}`, 'A OBJECTS')).toMatchObject({
      state: 'PENDING',
      live: ['bal_2'],
    });
    expect(standing('A YES', `B ${choice}`, 'A OBJECTS', 'B OBJECTS')).toMatchObject({
      state: 'PENDING',
      live: ['bal_2'],
    });
  }
  // Of three, the third still has the ballot of the first to object to.
  expect(standing('A YES', 'B OBJECTS', 'C OBJECTS', 'B YES')).toMatchObject({ state: 'PENDING' });
});

test('[REG-4] an objection to nothing, or to the designated one, changes nothing', () => {
  const after = (...wishes: Parameters<typeof acts>) =>
    changedAnything(
      act(
        acts(...wishes),
        { kind: 'OBJECTION', ownerId: 'own_b', receivedAt: '2022-07-14T02:00:00.000Z' },
        'LAST_WINS',
      ),
    );
  expect(after()).toBe(false);
  expect(after('B DESIGNATED', 'B YES')).toBe(false);
  // The designated one has not voted: it is another's ballot that is objected to.
  expect(after('B YES', 'C DESIGNATED')).toBe(true);
  expect(after('B YES', 'C DESIGNATED', 'C YES')).toBe(false);
  expect(after('B YES')).toBe(true);
  expect(after('B YES', 'b OBJECTS')).toBe(false);
  expect(after('b YES', 'B OBJECTS')).toBe(false);
});

test('[GOV-VOTE-13] an act is numbered behind those of its head, with the choice that then counts', () => {
  const vote = {
    kind: 'VOTE',
    ownerId: 'own_C',
    receivedAt: '2022-07-14T02:00:00.000Z',
    ballotId: 'bal_9',
    channel: 'PAPER',
    choice: 'YES',
    inPerson: true,
  } as const;
  expect(act([], vote, 'LAST_WINS')).toMatchObject({ sequence: 1, choice: 'YES' });
  expect(act(acts('C NO'), vote, 'LAST_WINS')).toMatchObject({ sequence: 2, choice: 'YES' });
  expect(act(acts('C NO'), vote, 'FIRST_WINS')).toMatchObject({ sequence: 2, choice: 'NO' });
  expect(act(acts('B NO'), vote, 'LAST_WINS')).toMatchObject({ choice: null, after: { state: 'PENDING' } });
});

test('[REG-4] an owner of a home alone and one with another is told the best standing of a ballot', () => {
  const ballot = { questionId: 'que_1', choice: 'NO', invalidBecause: null } as const;
  const heads = [acts('x YES', 'B NO'), acts('A YES', 'B NO').slice(1)];
  expect(asSeen('bal_2', ballot, heads, 'LAST_WINS', null)).toMatchObject({
    choice: 'NO',
    standing: 'COUNTED',
  });
  expect(asSeen('bal_2', ballot, heads.slice(0, 1), 'LAST_WINS', null)).toMatchObject({
    standing: 'PENDING',
  });
});

test('[GOV-MEET-4] what an agent wrote without authority is shown apart from what counts, until one head of the owner ratifies it', () => {
  const ballot = { questionId: 'que_1', choice: 'NO', invalidBecause: 'UNAUTHORISED' } as const;
  const seen = (...heads: ReturnType<typeof acts>[]) => asSeen('bal_1', ballot, heads, 'LAST_WINS', null);
  const waits = acts('A AGENT INVALID');
  expect(seen(waits)).toEqual({
    questionId: 'que_1',
    choice: null,
    unratifiedChoice: 'NO',
    invalidBecause: 'UNAUTHORISED',
    standing: 'INVALID',
    heads: 1,
    differsFromEarlier: false,
    displacesBuyers: false,
  });
  expect(seen(waits, acts('A AGENT NO'))).toEqual({
    questionId: 'que_1',
    choice: 'NO',
    unratifiedChoice: null,
    invalidBecause: null,
    standing: 'COUNTED',
    heads: 1,
    differsFromEarlier: false,
    displacesBuyers: false,
  });
  const unread = { questionId: 'que_1', choice: 'INVALID', invalidBecause: 'NO_MARK' } as const;
  expect(asSeen('bal_1', unread, [waits], 'LAST_WINS', null)).toMatchObject({
    choice: null,
    unratifiedChoice: null,
    invalidBecause: 'NO_MARK',
  });
});

test('[REG-4] those who sign are exactly the co-owners of a head, and never one alone', () => {
  const of = (headKey: string) =>
    [...headKey].map((letter) => ({ snapshotId: 'snp_1', headKey, ownerId: `own_${letter}` }) as const);
  const signed = (letters: string) =>
    headsOf(
      [...of('A'), ...of('AB')],
      [...letters].map((each) => `own_${each}`),
    );

  expect(signed('AB')).toEqual([{ snapshotId: 'snp_1', headKey: 'AB' }]);
  expect(signed('BA')).toHaveLength(1);
  expect(signed('A')).toEqual([]);
  expect(signed('AA')).toEqual([]);
  expect(signed('ABC')).toEqual([]);
  expect(signed('AC')).toEqual([]);
});

test('[REG-3] papers of one owner that differ from home to home are one ballot changed, and the later one warns of it', () => {
  const written = { questionId: 'que_1', choice: 'NO', invalidBecause: null } as const;
  const warns = (ballotId: string, ...wishes: Parameters<typeof acts>) =>
    asSeen(ballotId, written, [acts(...wishes)], 'LAST_WINS', null).differsFromEarlier;
  expect(warns('bal_2', 'A YES', 'A NO')).toBe(true);
  expect(warns('bal_1', 'A YES', 'A NO')).toBe(false);
  expect(warns('bal_2', 'A NO', 'A NO')).toBe(false);
  expect(warns('bal_2', 'A INVALID', 'A NO')).toBe(false);
  // A co-owner who contradicts is another matter (REG-4).
  expect(warns('bal_2', 'B YES', 'b NO')).toBe(false);
  // Where the first wins the later one counts for nothing, and is worth a question all the same.
  expect(asSeen('bal_2', written, [acts('A YES', 'A NO')], 'FIRST_WINS', null)).toMatchObject({
    standing: 'SUPERSEDED',
    differsFromEarlier: true,
  });
});

test('[PRIV-1, REG-3] only the owner is told that a ballot differs from one that it cast online', () => {
  const written = { questionId: 'que_1', choice: 'YES', invalidBecause: null } as const;
  const [first, second, third] = acts('A NO', 'A ABSTAIN', 'A YES');
  const online = { ...first!, channel: 'ONLINE' } as HeadAct;
  const warns = (reader: string | null, ...all: HeadAct[]) =>
    asSeen('bal_3', written, [all], 'LAST_WINS', reader).differsFromEarlier;
  for (const reader of [null, 'own_B']) {
    expect(warns(reader, online, third!)).toBe(false);
    expect(warns(reader, online, second!, third!)).toBe(true);
  }
  expect(warns('own_A', online, third!)).toBe(true);
});

describe('a paper that was entered by mistake is as if it had not been', () => {
  test('[GOV-VOTE-6, GOV-VOTE-13] an earlier ballot of the head counts again, else none does', () => {
    expect(standing('C VOIDED')).toMatchObject({ state: 'MISSING', ballotId: null, live: [] });
    expect(standing('C INVALID', 'C VOIDED')).toMatchObject({ state: 'INVALID' });
    expect(standing('C NO', 'C VOIDED')).toMatchObject({ state: 'COUNTED', ballotId: 'bal_1' });
    expect(standing('C VOIDED', 'C YES')).toMatchObject({ state: 'COUNTED', ballotId: 'bal_2' });
    expect(firstWins('C VOIDED', 'C YES', 'C NO')).toMatchObject({ ballotId: 'bal_2' });
    expect(standing('C AGENT YES', 'C VOIDED')).toMatchObject({ state: 'COUNTED', ballotId: 'bal_1' });
  });

  test('[REG-4] co-owners whom it contradicted agree again, and an objection to it is to nothing', () => {
    expect(standing('B YES', 'b VOIDED')).toMatchObject({ state: 'COUNTED', live: ['bal_1'] });
    expect(standing('B VOIDED', 'b OBJECTS')).toMatchObject({ state: 'MISSING' });
    // What B says then is another ballot, to which b may object anew.
    expect(standing('B VOIDED', 'b OBJECTS', 'B YES')).toMatchObject({ state: 'COUNTED', ballotId: 'bal_3' });
    expect(standing('B VOIDED', 'b OBJECTS', 'B YES', 'b OBJECTS')).toMatchObject({ state: 'PENDING' });
    expect(standing('B DESIGNATED', 'b VOIDED')).toMatchObject({ state: 'MISSING', notDesignated: [] });
    expect(standing('b NO', 'B DESIGNATED', 'B VOIDED')).toMatchObject({
      state: 'COUNTED',
      ballotId: 'bal_1',
    });
  });

  test('[REG-7] who bought the units has the ballot that it took', () => {
    const sold = acts('C VOIDED', 'X SOLD', 'X YES');
    expect(standingOf(sold, 'LAST_WINS')).toMatchObject({ state: 'COUNTED', ballotId: 'bal_3' });
    expect(silencedBySale(sold.slice(0, 2), sold[2]!)).toBeNull();
    expect(silencedBySale(acts('C YES', 'X SOLD'), sold[2]!)).toBe('CAST_BEFORE_SALE');
  });

  test('[PRIV-1, GOV-VOTE-13] who reads it is not told what it says, nor warned of it', () => {
    const all = acts('C VOIDED', 'C YES');
    const answer = { questionId: 'que_1', choice: 'NO', invalidBecause: 'UNAUTHORISED' } as const;
    expect(asSeen('bal_1', answer, [all], 'LAST_WINS', null)).toEqual({
      questionId: 'que_1',
      choice: null,
      unratifiedChoice: null,
      invalidBecause: null,
      standing: 'VOIDED',
      heads: 1,
      differsFromEarlier: false,
      displacesBuyers: false,
    });
    const later = { ...answer, choice: 'YES', invalidBecause: null } as const;
    expect(asSeen('bal_2', later, [all], 'LAST_WINS', null)).toMatchObject({
      standing: 'COUNTED',
      differsFromEarlier: false,
    });
  });
});
