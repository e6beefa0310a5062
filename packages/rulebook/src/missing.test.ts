import { aCount, count, owners, votingOn } from './count.builder';
import { missing } from './missing';
import type { Majority } from './thresholds';
import { addWeights, type Count, turnoutOf, type Weight } from './tally';
import { judge } from './verdict';

const now = votingOn('2022-07-15');
const before = votingOn('2020-12-31');
const open = { castable: true, changeable: true };
const closed = { castable: true, changeable: false };
const counted = { castable: false, changeable: false };

const what = (majority: Majority, of: Count, rules = now, when = open) =>
  missing(majority, turnoutOf(of), rules, when);

test('[GOV-VOTE-14] example: A to D said yes and G no; 70.00 m² are missing and no head', () => {
  expect(what('SPECIAL', count({ yes: 'ABCD', no: 'G' }))).toEqual({
    needed: { heads: 0, areaDm2: 7000 },
    state: 'IN_REACH',
  });
});

test('[GOV-VOTE-14] example: E alone suffices', () => {
  const withE = count({ yes: 'ABCDE', no: 'G' });
  expect(what('SPECIAL', withE)).toEqual({ needed: { heads: 0, areaDm2: 0 }, state: 'NOTHING' });
  expect(judge('SPECIAL', turnoutOf(withE), now)).toMatchObject({
    outcome: 'ADOPTED',
    approval: { areaDm2: { left: 180000, right: 180000 } },
  });
});

test('[GOV-VOTE-14] before anybody has voted, the quorum is what is missing', () => {
  expect(what('ORDINARY', count({}))).toEqual({ needed: { heads: 5, areaDm2: 46667 }, state: 'IN_REACH' });
});

test('[GOV-VOTE-14] more than is left to vote: by changed ballots while open, out of reach afterwards', () => {
  const lost = aCount({ YES: owners(4), NO: owners(5), MISSING: owners(1) });
  const needed = { heads: 2, areaDm2: 101 };
  expect(what('ORDINARY', lost)).toEqual({ needed, state: 'ONLY_BY_CHANGED_BALLOTS' });
  expect(what('ORDINARY', lost, now, closed)).toEqual({ needed, state: 'OUT_OF_REACH' });
  const narrow = aCount({ YES: owners(4), NO: owners(4), MISSING: owners(1) });
  expect(what('ORDINARY', narrow)).toEqual({ needed: { heads: 1, areaDm2: 1 }, state: 'IN_REACH' });
});

test('[GOV-VOTE-14] once no ballot can come in, not even those who have not voted could carry it', () => {
  const narrow = aCount({ YES: owners(4), NO: owners(4), MISSING: owners(1) });
  const needed = { heads: 1, areaDm2: 1 };
  expect(what('ORDINARY', narrow, now, closed)).toEqual({ needed, state: 'IN_REACH' });
  expect(what('ORDINARY', narrow, now, counted)).toEqual({ needed, state: 'OUT_OF_REACH' });
  const carried = aCount({ YES: owners(5), NO: owners(4) });
  expect(what('ORDINARY', carried, now, counted).state).toBe('NOTHING');
});

test('[GOV-VOTE-14] out of reach by area alone is out of reach', () => {
  const lost = aCount({ YES: owners(6, 100), NO: owners(1, 9000), MISSING: owners(1, 500) });
  expect(what('ORDINARY', lost)).toEqual({
    needed: { heads: 0, areaDm2: 8401 },
    state: 'ONLY_BY_CHANGED_BALLOTS',
  });
});

test('[GOV-VOTE-14] heads alone may be missing', () => {
  const short = aCount({ YES: owners(4, 1000), NO: owners(5, 100), MISSING: owners(2, 100) });
  expect(what('ORDINARY', short)).toEqual({ needed: { heads: 2, areaDm2: 0 }, state: 'IN_REACH' });
});

test.each([
  ['AT_LEAST', 2, 2, 1],
  ['AT_LEAST', 2, 3, 3],
  ['AT_LEAST', 3, 2, 0],
  ['MORE_THAN', 3, 2, 1],
  ['MORE_THAN', 2, 1, 0],
  ['MORE_THAN', 2, 3, 3],
] as const)(
  '[GOV-VOTE-14] a share of three fifths, %s, of %d yes and %d no takes %d more',
  (word, yes, no, more) => {
    const rules = { ...now, ordinary: { word, share: { numerator: 3, denominator: 5 } } };
    const voted = aCount({ YES: owners(yes), NO: owners(no) });
    expect(what('ORDINARY', voted, rules).needed.heads).toBe(more);
  },
);

test('[GOV-VOTE-14] before 2021 the base is all owners', () => {
  const half = count({ yes: 'ABC', no: 'DG' });
  expect(what('ORDINARY', half, before)).toEqual({ needed: { heads: 1, areaDm2: 4001 }, state: 'IN_REACH' });
  expect(what('SPECIAL', half, before)).toEqual({ needed: { heads: 2, areaDm2: 15667 }, state: 'IN_REACH' });
  expect(what('ORDINARY', count({}), before).needed).toEqual({ heads: 4, areaDm2: 35001 });
});

test('[GOV-VOTE-14] what is said to be missing carries it, and one less by either measure does not', () => {
  const joined = (turnout: ReturnType<typeof turnoutOf>, more: Weight) => ({
    entitled: turnout.entitled,
    tookPart: addWeights(turnout.tookPart, more),
    yes: addWeights(turnout.yes, more),
  });

  for (let at = 0; at < 400; at++) {
    const [yes, no, abstain, silent] = [at % 7, (at * 3) % 5, (at * 5) % 4, 30 + (at % 11)];
    const turnout = turnoutOf(
      aCount({
        YES: owners(yes, 101 + at),
        NO: owners(no, 257),
        ABSTAIN: owners(abstain, 89),
        MISSING: owners(silent, 977),
      }),
    );
    for (const rules of [now, before])
      for (const majority of ['ORDINARY', 'SPECIAL'] as const) {
        const { needed, state } = missing(majority, turnout, rules, open);
        if (state !== 'IN_REACH') continue;
        const outcome = (more: Weight) => judge(majority, joined(turnout, more), rules).outcome;

        expect(outcome(needed)).toBe('ADOPTED');
        if (needed.heads > 0) expect(outcome({ ...needed, heads: needed.heads - 1 })).not.toBe('ADOPTED');
        if (needed.areaDm2 > 0)
          expect(outcome({ ...needed, areaDm2: needed.areaDm2 - 1 })).not.toBe('ADOPTED');
      }
  }
});
