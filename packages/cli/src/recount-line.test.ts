import { recountLine } from './recount-line';

/** The example community of the rule book: nine units, seven heads, 700.00 m². */
const units = [
  ['U1', ['A'], 8_000],
  ['U2', ['A'], 8_000],
  ['U3', ['B1', 'B2'], 9_000],
  ['U4', ['C'], 6_000],
  ['U5', ['D'], 7_000],
  ['U6', ['E'], 7_000],
  ['U7', ['Dev'], 5_000],
  ['U8', ['Dev'], 5_000],
  ['U9', ['G'], 15_000],
].map(([id, owners, areaDm2]) => ({ id, owners, areaDm2 }));

const vote = (owner: string, choice: string, at = '2022-07-06T10:00:00+08:00', more = {}) => ({
  kind: 'VOTE',
  owner,
  at,
  choice,
  ...more,
});
const yes = (...owners: string[]) => owners.map((owner) => vote(owner, 'YES'));
const no = (...owners: string[]) => owners.map((owner) => vote(owner, 'NO'));

const aCase = (acts: readonly object[], more: object = {}) => ({
  id: 'C',
  division: '140502',
  opensAt: '2022-07-05T00:00:00+08:00',
  closesAt: '2022-07-16T00:00:00+08:00',
  matter: 'OTHER_MAJOR',
  units,
  acts,
  ...more,
});
const answerTo = (given: unknown) => recountLine(JSON.stringify(given), 7).answer as any;
const recount = (acts: readonly object[], more?: object) => answerTo(aCase(acts, more));

test('[GOV-VOTE-1] example: A, B, C, D and G are enough by both, A to D are not by area', () => {
  const enough = recount([...yes('A', 'B1', 'C'), ...no('D', 'G')]);
  expect(enough).toMatchObject({
    entitled: { heads: 7, areaDm2: 70_000 },
    tookPart: { heads: 5, areaDm2: 53_000 },
    quorum: {
      heads: { left: 15, sign: '>=', right: 14, holds: true },
      areaDm2: { left: 159_000, sign: '>=', right: 140_000, holds: true },
    },
  });
  expect(recount(yes('A', 'B1', 'C', 'D'))).toMatchObject({
    outcome: 'TOO_FEW_TOOK_PART',
    failed: ['QUORUM_HEADS', 'QUORUM_AREA'],
    quorum: { areaDm2: { left: 114_000, right: 140_000, holds: false } },
  });
});

test('[GOV-VOTE-1] with no participant the approval is not measurable', () => {
  expect(recount([])).toMatchObject({ outcome: 'TOO_FEW_TOOK_PART', approval: null });
});

test('[GOV-VOTE-2] example: A, B and C carry it, A and G do not by heads', () => {
  expect(recount([...yes('A', 'B1', 'C'), ...no('D', 'G')])).toMatchObject({
    profile: 'CN-140500@2022-06-05',
    majority: 'ORDINARY',
    yes: { heads: 3, areaDm2: 31_000 },
    outcome: 'ADOPTED',
    failed: [],
    approval: { areaDm2: { left: 62_000, sign: '>', right: 53_000 } },
    missing: { heads: 0, areaDm2: 0, state: 'NOTHING' },
  });
  expect(recount([...yes('A', 'G'), ...no('B1', 'C', 'D')])).toMatchObject({
    outcome: 'TOO_FEW_IN_FAVOUR',
    failed: ['APPROVAL_HEADS'],
  });
});

test('[GOV-VOTE-3, GOV-VOTE-14] example: A to D are short by 70.00 m², which E alone would have brought', () => {
  const matter = 'COMMON_PART_USE';
  const acts = [...yes('A', 'B1', 'C', 'D'), ...no('G')];
  expect(recount(acts, { matter })).toMatchObject({
    majority: 'SPECIAL',
    failed: ['APPROVAL_AREA'],
    missing: { heads: 0, areaDm2: 7_000, state: 'OUT_OF_REACH' },
  });
  expect(recount(acts, { matter, open: true })).toMatchObject({
    missing: { areaDm2: 7_000, state: 'IN_REACH' },
  });
  expect(recount([...acts, ...yes('E')], { matter })).toMatchObject({
    outcome: 'ADOPTED',
    approval: { areaDm2: { left: 180_000, sign: '>=', right: 180_000 } },
  });
});

test('[GOV-VOTE-3] the same by old and new law (table 4.9)', () => {
  const acts = [...yes('A', 'B1', 'C', 'G'), ...no('D')];
  expect(recount(acts, { matter: 'RAISE_MAINTENANCE_FUND' })).toMatchObject({ outcome: 'ADOPTED' });
  const at = (day: string) => acts.map((each) => ({ ...each, at: `${day}T10:00:00+08:00` }));
  const old = { opensAt: '2020-12-20T00:00:00+08:00', matter: 'RAISE_MAINTENANCE_FUND' };
  expect(recount(at('2020-12-21'), { ...old, closesAt: '2021-01-01T00:00:00+08:00' })).toMatchObject({
    base: 'ALL_OWNERS',
    failed: ['APPROVAL_HEADS', 'APPROVAL_AREA'],
    approval: { areaDm2: { left: 138_000, right: 140_000 } },
  });
  // Its last moment is in the new year.
  expect(recount(at('2020-12-21'), { ...old, closesAt: '2021-01-01T00:00:01+08:00' })).toMatchObject({
    base: 'PARTICIPANTS',
    outcome: 'ADOPTED',
  });
});

test('[GOV-VOTE-4] two matters that cannot be split need the stricter majority', () => {
  const mixed = { matter: 'USE_MAINTENANCE_FUND', mixedWith: 'COMMON_PART_USE' };
  expect(recount([], mixed)).toMatchObject({ majority: 'SPECIAL' });
  expect(recount([], { ...mixed, mixedWith: null })).toMatchObject({ majority: 'ORDINARY' });
});

test('[GOV-VOTE-6] an abstention takes part, an invalid paper and a missing one do not', () => {
  expect(recount([vote('G', 'ABSTAIN'), vote('A', 'INVALID'), vote('C', 'NO')])).toMatchObject({
    tookPart: { heads: 2, areaDm2: 21_000 },
    yes: { heads: 0, areaDm2: 0 },
    count: { INVALID: { heads: 1, areaDm2: 16_000 }, MISSING: { heads: 4, areaDm2: 33_000 } },
  });
});

test('[GOV-MEET-3] what comes before the opening or at the closing is not counted', () => {
  const at = (moment: string) => recount([vote('C', 'YES', moment)]).count.INVALID.heads;
  expect(at('2022-07-04T23:59:59+08:00')).toBe(1);
  expect(at('2022-07-05T00:00:00+08:00')).toBe(0);
  expect(at('2022-07-15T15:59:59.999Z')).toBe(0);
  expect(at('2022-07-15T16:00:00.000Z')).toBe(1);
});

test('[GOV-VOTE-13] the last ballot counts, of one instant the later one, and in person before an agent', () => {
  const counted = (...acts: object[]) => recount(acts).yes.heads;
  expect(counted(vote('C', 'NO'), vote('C', 'YES', '2022-07-07T10:00:00+08:00'))).toBe(1);
  expect(counted(vote('C', 'YES'), vote('C', 'NO'))).toBe(0);
  expect(counted(vote('C', 'YES'), vote('C', 'NO', '2022-07-08T10:00:00+08:00', { byAgent: true }))).toBe(1);
});

test('[REG-3, REG-4] an owner of two homes is one head, and co-owners who contradict each other are pending', () => {
  expect(recount(yes('A')).yes).toEqual({ heads: 1, areaDm2: 16_000 });
  const couple = { heads: 1, areaDm2: 9_000 };
  const conflict = [...yes('B1'), ...no('B2')];
  expect(recount(conflict).count.PENDING).toEqual(couple);
  const named = { kind: 'DESIGNATION', owner: 'B1', at: '2022-07-08T10:00:00+08:00', of: ['B2', 'B1'] };
  expect(recount([...conflict, named]).yes).toEqual(couple);
  const objects = { ...named, kind: 'OBJECTION', owner: 'B2' };
  expect(recount([...yes('B1'), objects]).count.PENDING).toEqual(couple);
});

test('[REG-7] the buyer casts what was not cast, and nothing where it was', () => {
  const sale = { kind: 'SALE', owner: 'F', at: '2022-07-07T10:00:00+08:00', of: ['C'] };
  const bought = vote('F', 'YES', '2022-07-08T10:00:00+08:00');
  expect(recount([sale, bought]).yes.heads).toBe(1);
  expect(recount([vote('C', 'NO'), sale, bought])).toMatchObject({
    yes: { heads: 0 },
    tookPart: { heads: 1 },
  });
  expect(recount([sale, vote('C', 'NO', '2022-07-08T10:00:00+08:00')]).tookPart.heads).toBe(0);
});

test('[REG-7] example: sold between notice and opening, the buyer may vote and who sold may not', () => {
  const sale = { kind: 'SALE', owner: 'F', at: '2022-06-25T10:00:00+08:00', of: ['C'] };
  expect(recount([sale, vote('F', 'YES')]).yes).toEqual({ heads: 1, areaDm2: 6_000 });
  // What has no say is as if it had not come.
  const silent = { tookPart: { heads: 0 }, count: { INVALID: { heads: 0 }, MISSING: { heads: 7 } } };
  expect(recount([sale, vote('C', 'YES')])).toMatchObject(silent);
  expect(recount([{ ...sale, at: '2022-07-16T00:00:00+08:00' }, vote('F', 'YES')])).toMatchObject(silent);
});

test('names of units and owners are said as they came', () => {
  const said = (id: string, owner: string) => {
    const unit = { id, owners: ['A'], areaDm2: 1 };
    return [
      recount([], { units: [unit, unit] }).refused.en,
      recount(yes(owner), { units: [unit] }).refused.en,
    ].join(' ');
  };
  expect(said('1#楼 own_301', 'a-own_b')).toMatch(/^Unit 1#楼 own_301 .* Act 1: a-own_b owns/);
});

describe('refuses, with the rule and what to do, in both languages,', () => {
  const refused = (given: unknown) => {
    const { id, line, refused: why, ...more } = answerTo(given);
    expect([line, more]).toEqual([7, {}]);
    expect(why.zh).toMatch(/\p{Script=Han}/u);
    expect(why.en).not.toMatch(/\p{Script=Han}|own_/u);
    return [id, why.code, why.rule, why.en];
  };
  const unit = { id: 'U1', owners: ['A'], areaDm2: 8_000 };

  test.each<[string, object, readonly object[], string, string | null]>([
    ['a unit without area', { units: [{ ...unit, areaDm2: null }] }, [], 'UNITS_WITHOUT_AREA', 'REG-2'],
    ['an electorate of nobody', { units: [] }, [], 'ELECTORATE_EMPTY', 'REG-7'],
    ['a unit named twice', { units: [unit, unit] }, [], 'UNIT_TWICE', 'REG-7'],
    ['who owns nothing', {}, yes('Z'), 'NO_VOICE', 'REG-7'],
    [
      'a head that is none',
      {},
      [{ kind: 'SALE', owner: 'F', at: '2022-07-07T10:00:00Z', of: ['A', 'C'] }],
      'HEAD_UNKNOWN',
      'REG-4',
    ],
    [
      'an objection by who owns alone',
      {},
      [{ kind: 'OBJECTION', owner: 'A', at: '2022-07-07T10:00:00Z', of: ['A'] }],
      'NOT_A_CO_OWNER',
      'REG-4',
    ],
    [
      'what is sold to who owns it',
      {},
      [{ kind: 'SALE', owner: 'C', at: '2022-07-07T10:00:00Z', of: ['C'] }],
      'BUYER_IS_OF_THE_HEAD',
      'REG-7',
    ],
    [
      'what is sold twice',
      {},
      ['F', 'H'].map((owner) => ({ kind: 'SALE', owner, at: '2022-07-07T10:00:00Z', of: ['C'] })),
      'SOLD_TWICE',
      'REG-7',
    ],
    ['the year 10000', { opensAt: '9999-12-31T23:00:00-12:00' }, [], 'LINE_INVALID', null],
    [
      'a closing before the opening',
      { closesAt: '2022-07-05T00:00:00+08:00' },
      [],
      'PERIOD_EMPTY',
      'GOV-MEET-3',
    ],
    [
      'a law before the first',
      { opensAt: '2007-09-01T00:00:00+08:00', closesAt: '2007-10-01T00:00:00+08:00' },
      [],
      'NO_LAW',
      'CONV-5',
    ],
    [
      'what cannot be compared exactly',
      { units: [{ ...unit, areaDm2: 2 ** 53 - 1 }] },
      [],
      'TOO_LARGE',
      'CONV-1',
    ],
    ['31 June', { closesAt: '2022-06-31T00:00:00+08:00' }, [], 'LINE_INVALID', null],
    ['a fraction of an area', { units: [{ ...unit, areaDm2: 80.5 }] }, [], 'LINE_INVALID', null],
    ['a division that is none', { division: '凤源' }, [], 'LINE_INVALID', null],
    ['a word that it does not know', { ballots: [] }, [], 'LINE_INVALID', null],
    ['an owner with a space', { units: [{ ...unit, owners: ['A B'] }] }, [], 'LINE_INVALID', null],
  ])('%s', (_, more, acts, code, rule) => {
    expect(refused(aCase(acts, more)).slice(0, 3)).toEqual(['C', code, rule]);
  });

  test('the wrong places are said in both languages', () => {
    expect(recountLine('{"id":3}', 1).answer).toMatchObject({
      refused: {
        zh: expect.stringMatching(/^本行不合格式.*id: 无效输入：期望 string/),
        en: expect.stringMatching(/id: Invalid input: expected string/),
      },
    });
  });

  test.each(['', '{', '[]', 'null', '"C"', '{"id":3}', '\u0000', '{"__proto__":1}'])(
    'the line %j',
    (text) => {
      const { counted, answer } = recountLine(text, 1);
      expect([counted, answer]).toEqual([
        false,
        { line: 1, refused: expect.objectContaining({ code: 'LINE_INVALID' }) },
      ]);
    },
  );

  test('the first day of the first law is in', () => {
    const first = { opensAt: '2007-09-01T00:00:00+08:00', closesAt: '2007-10-01T00:00:01+08:00' };
    expect(recount([], first)).toMatchObject({ profile: 'CN@2007-10-01' });
  });
});
