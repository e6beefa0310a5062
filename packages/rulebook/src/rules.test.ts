import type { RuleId } from '@anju/values/rule-id';
import { isRuleId, rules } from './rules';

/** The rules of each chapter, counted by hand in the rule book. */
const chapters = {
  CONV: 6,
  REG: 10,
  'GOV-START': 9,
  'GOV-MEET': 7,
  'GOV-VOTE': 14,
  'GOV-COV': 1,
  'GOV-COM': 15,
  'GOV-ENT': 4,
  FUND: 17,
  RES: 3,
  MF: 8,
  REV: 2,
  PF: 3,
  HARD: 4,
  UTIL: 8,
  DON: 5,
  SOC: 4,
  TAX: 4,
  PART: 11,
  SITE: 6,
  PROJ: 6,
  PM: 13,
  ASSESS: 1,
  CRED: 5,
  HAND: 5,
  STAT: 5,
  PRIV: 2,
  OVR: 6,
} as const;

const ids: readonly RuleId[] = Object.entries(chapters).flatMap(([chapter, many]) =>
  Array.from({ length: many }, (_, at): RuleId => `${chapter as keyof typeof chapters}-${at + 1}`),
);

test('there are 184 rules, numbered without a gap in every chapter, each once', () => {
  expect(rules).toHaveLength(184);
  expect(rules.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
});

test('every rule has a title, a source and an owner', () => {
  for (const rule of rules) {
    expect(rule.title).not.toBe('');
    expect(rule.source).not.toBe('');
    expect(rule.evidence.every((tag) => rule.source.includes(tag))).toBe(true);
  }
  expect(new Set(rules.map(({ owner }) => owner))).toEqual(
    new Set([
      'governance',
      'funding',
      'participation',
      'property-management',
      'packages/values',
      'packages/rulebook',
      'packages/runtime',
    ]),
  );
});

test.each([
  'GOV-VOTE-15',
  'GOV-VOTE-0',
  'GOV-VOTE-01',
  'gov-vote-1',
  'GOV-VOTE-1 ',
  'VOTE-1',
  '',
  'constructor',
])('%j is no rule', (text) => {
  expect(isRuleId(text)).toBe(false);
});

test('a rule is found by its id', () => {
  expect(isRuleId('GOV-VOTE-1')).toBe(true);
  expect(rules.find(({ id }) => id === 'PART-3')).toMatchObject({ owner: 'participation' });
});
