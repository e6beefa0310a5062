import { type HandlingPurpose, legalBasisOf } from './legal-basis';
import { rules } from './rules';

const sourcesOf = (purpose: HandlingPurpose) =>
  legalBasisOf(purpose).rules.map((id) => rules.find((rule) => rule.id === id)!);

test.each<HandlingPurpose>(['OWNERS_ROLL', 'COMMITTEE_FILING', 'OWNERS_VOTE'])(
  '[PRIV-1] the duty behind %s stands in a law that was read',
  (purpose) => {
    expect(legalBasisOf(purpose)).toMatchObject({ purpose, ground: 'STATUTORY_DUTY' });
    expect(sourcesOf(purpose).some(({ evidence }) => evidence.includes('T'))).toBe(true);
  },
);

test.each<[purpose: HandlingPurpose, rule: string]>([
  ['OBJECTION', 'GOV-VOTE-12'],
  ['SOLICITATION', 'PART-2'],
])('[PRIV-1] no law orders %s, so that it is kept by consent', (purpose, rule) => {
  expect(legalBasisOf(purpose)).toEqual({ purpose, ground: 'CONSENT', rules: [rule] });
  expect(sourcesOf(purpose)[0]!.evidence).toContain('P');
});
