import { aCount, count, owners, votingOn } from './count.builder';
import { matterTypes } from './matter';
import { type Count, turnoutOf } from './tally';
import { judge, majorityFor } from './verdict';

const now = votingOn('2022-07-15');
const before = votingOn('2020-12-31');

const ordinary = (of: Count, rules = now) => judge('ORDINARY', turnoutOf(of), rules).outcome;
const special = (of: Count, rules = now) => judge('SPECIAL', turnoutOf(of), rules).outcome;

describe('two thirds must take part, by area and by heads', () => {
  test('[GOV-VOTE-1] exactly two thirds is enough', () => {
    expect(ordinary(aCount({ YES: owners(2), MISSING: owners(1) }))).toBe('ADOPTED');
  });

  test('[GOV-VOTE-1] one owner short of two thirds is not', () => {
    expect(ordinary(aCount({ YES: owners(66), MISSING: owners(34) }))).toBe('TOO_FEW_TOOK_PART');
  });

  test('[GOV-VOTE-1] two thirds of the owners cannot stand in for two thirds of the area', () => {
    expect(ordinary(aCount({ YES: owners(9, 50), MISSING: owners(1, 5000) }))).toBe('TOO_FEW_TOOK_PART');
  });

  test('[GOV-VOTE-1] two thirds of the area cannot stand in for two thirds of the owners', () => {
    expect(ordinary(aCount({ YES: owners(1, 5000), MISSING: owners(9, 50) }))).toBe('TOO_FEW_TOOK_PART');
  });

  test('[GOV-VOTE-1] example: with G the five are enough, 159000 >= 140000 and 15 >= 14', () => {
    const { outcome, quorum } = judge('ORDINARY', turnoutOf(count({ yes: 'ABCDG' })), now);
    expect(outcome).toBe('ADOPTED');
    expect(quorum).toMatchObject({
      areaDm2: { part: 53000, whole: 70000, left: 159000, right: 140000, holds: true },
      heads: { part: 5, whole: 7, left: 15, right: 14, holds: true },
    });
  });

  test('[GOV-VOTE-1] example: without G the four are not, though they met the old half', () => {
    const four = turnoutOf(count({ yes: 'ABCD' }));
    expect(judge('ORDINARY', four, now)).toMatchObject({
      outcome: 'TOO_FEW_TOOK_PART',
      quorum: { areaDm2: { left: 114000, right: 140000, holds: false }, heads: { holds: false } },
    });
    expect(judge('ORDINARY', four, before).quorum).toMatchObject({
      areaDm2: { holds: true },
      heads: { holds: true },
    });
  });

  test('[GOV-VOTE-1] nobody taking part is a rejection whose approval is not measurable', () => {
    const silence = turnoutOf(count({}));
    expect(judge('SPECIAL', silence, now)).toMatchObject({ outcome: 'TOO_FEW_TOOK_PART', approval: null });
    expect(judge('SPECIAL', silence, before)).toMatchObject({
      outcome: 'TOO_FEW_TOOK_PART',
      approval: { heads: { part: 0, whole: 7, holds: false } },
    });
  });

  test('[GOV-VOTE-1] heads without area, or area without heads, are no share to measure either', () => {
    const entitled = owners(3);
    for (const tookPart of [
      { heads: 1, areaDm2: 0 },
      { heads: 0, areaDm2: 100 },
    ])
      expect(judge('ORDINARY', { entitled, tookPart, yes: tookPart }, now).approval).toBeNull();
  });

  test('[GOV-VOTE-1] one more NO can reach the quorum and so carry a question', () => {
    const few = { YES: owners(5), MISSING: owners(4) };
    expect(ordinary(aCount(few))).toBe('TOO_FEW_TOOK_PART');
    expect(ordinary(aCount({ ...few, NO: owners(1), MISSING: owners(3) }))).toBe('ADOPTED');
  });

  test('[CONV-1] an electorate of nobody, and numbers no count can give, are errors', () => {
    expect(() => ordinary(aCount({}))).toThrow(RangeError);
    const all = owners(3);
    expect(() => judge('ORDINARY', { entitled: all, tookPart: owners(4), yes: all }, now)).toThrow(
      RangeError,
    );
    expect(() => judge('ORDINARY', { entitled: all, tookPart: owners(1), yes: all }, now)).toThrow(
      RangeError,
    );
    const vast = { heads: 1, areaDm2: 2 ** 52 };
    expect(() => judge('ORDINARY', { entitled: vast, tookPart: vast, yes: vast }, now)).toThrow('Too large');
    expect(() =>
      judge('ORDINARY', { entitled: vast, tookPart: owners(1), yes: owners(1) }, before),
    ).not.toThrow();
    expect(() =>
      judge(
        'ORDINARY',
        { entitled: { heads: 1, areaDm2: 2 ** 53 - 1 }, tookPart: owners(1), yes: owners(1) },
        now,
      ),
    ).toThrow('Too large');
    expect(() => judge('ORDINARY', { entitled: all, tookPart: all, yes: owners(-1) }, now)).toThrow(
      RangeError,
    );
  });
});

describe('more than half of those taking part carry an ordinary matter', () => {
  test('[GOV-VOTE-2] half is not more than half', () => {
    expect(ordinary(aCount({ YES: owners(5), NO: owners(5) }))).toBe('TOO_FEW_IN_FAVOUR');
    expect(ordinary(aCount({ YES: owners(6), NO: owners(5) }))).toBe('ADOPTED');
  });

  test('[GOV-VOTE-2] example: A, B and C carry it, 62000 > 53000 and 6 > 5, and would not of all owners', () => {
    const turnout = turnoutOf(count({ yes: 'ABC', no: 'DG' }));
    expect(judge('ORDINARY', turnout, now)).toMatchObject({
      outcome: 'ADOPTED',
      approval: { areaDm2: { left: 62000, right: 53000 }, heads: { left: 6, right: 5 } },
    });
    expect(judge('ORDINARY', turnout, before)).toMatchObject({
      outcome: 'TOO_FEW_IN_FAVOUR',
      approval: { areaDm2: { left: 62000, right: 70000 } },
    });
  });

  test('[GOV-VOTE-2] example: A and G have the area and not the heads', () => {
    expect(judge('ORDINARY', turnoutOf(count({ yes: 'AG', no: 'BCD' })), now)).toMatchObject({
      outcome: 'TOO_FEW_IN_FAVOUR',
      approval: {
        areaDm2: { left: 62000, right: 53000, holds: true },
        heads: { left: 4, right: 5, holds: false },
      },
    });
  });

  test('[GOV-VOTE-5] the roof of building 2: sixteen of 24 equal homes take part and nine say yes', () => {
    const roof = (yes: number, no: number) =>
      ordinary(aCount({ YES: owners(yes), NO: owners(no), MISSING: owners(24 - yes - no) }));
    expect(roof(9, 7)).toBe('ADOPTED');
    expect(roof(8, 8)).toBe('TOO_FEW_IN_FAVOUR');
    expect(roof(9, 6)).toBe('TOO_FEW_TOOK_PART');
  });
});

describe('three quarters of those taking part carry a special matter', () => {
  test('[GOV-VOTE-3] exactly three quarters is enough', () => {
    expect(special(aCount({ YES: owners(3), NO: owners(1) }))).toBe('ADOPTED');
    expect(special(aCount({ YES: owners(299), NO: owners(101) }))).toBe('TOO_FEW_IN_FAVOUR');
  });

  test('[GOV-VOTE-3] example: A to D have the heads and not the area, 152000 < 159000', () => {
    expect(judge('SPECIAL', turnoutOf(count({ yes: 'ABCD', no: 'G' })), now)).toMatchObject({
      outcome: 'TOO_FEW_IN_FAVOUR',
      approval: {
        areaDm2: { left: 152000, right: 159000, holds: false },
        heads: { left: 16, right: 15, holds: true },
      },
    });
  });

  test('[GOV-VOTE-3] example: A, B, C and G have both, 184000 >= 159000 and 16 >= 15', () => {
    expect(judge('SPECIAL', turnoutOf(count({ yes: 'ABCG', no: 'D' })), now)).toMatchObject({
      outcome: 'ADOPTED',
      approval: { areaDm2: { left: 184000, right: 159000 }, heads: { left: 16, right: 15 } },
    });
  });
});

describe('the law before 2021 measures all owners', () => {
  test('[CONV-5] table 4.9, same data, both rules: 138000 < 140000 of all, and carried of those taking part', () => {
    const turnout = turnoutOf(count({ yes: 'ABCG', no: 'D' }));
    expect(judge('SPECIAL', turnout, now).outcome).toBe('ADOPTED');
    expect(judge('SPECIAL', turnout, before)).toMatchObject({
      outcome: 'TOO_FEW_IN_FAVOUR',
      approval: { areaDm2: { left: 138000, right: 140000, holds: false } },
    });
  });

  test('[CONV-5] before 2021 exactly half taking part is too few, and exactly two thirds of all is special enough', () => {
    expect(ordinary(aCount({ YES: owners(5), MISSING: owners(5) }), before)).toBe('TOO_FEW_TOOK_PART');
    expect(ordinary(aCount({ YES: owners(6), MISSING: owners(5) }), before)).toBe('ADOPTED');
    expect(special(aCount({ YES: owners(6), MISSING: owners(3) }), before)).toBe('ADOPTED');
    expect(special(aCount({ YES: owners(6), NO: owners(1), MISSING: owners(3) }), before)).toBe(
      'TOO_FEW_IN_FAVOUR',
    );
  });
});

describe('each matter has its majority', () => {
  test('[GOV-VOTE-4] from 2021 on items 6, 7 and 8 are special', () => {
    const ofKind = matterTypes.filter((matter) => now.majorityOf[matter] === 'SPECIAL');
    expect(ofKind).toEqual(['RAISE_MAINTENANCE_FUND', 'REBUILD_ALTER', 'COMMON_PART_USE']);
  });

  test('[GOV-VOTE-4] before, items 5, 6 and 7 were', () => {
    const ofKind = matterTypes.filter((matter) => before.majorityOf[matter] === 'SPECIAL');
    expect(ofKind).toEqual(['USE_MAINTENANCE_FUND', 'RAISE_MAINTENANCE_FUND', 'REBUILD_ALTER']);
  });

  test('[GOV-VOTE-4] one question on items 5 and 8 that cannot be split needs the stricter majority', () => {
    expect(majorityFor(['USE_MAINTENANCE_FUND'], now)).toBe('ORDINARY');
    expect(majorityFor(['COMMON_PART_USE'], now)).toBe('SPECIAL');
    expect(majorityFor(['USE_MAINTENANCE_FUND', 'COMMON_PART_USE'], now)).toBe('SPECIAL');
  });
});
