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

test('[PRIV-1] the window for objections is no law’s, so that an objection is kept by consent', () => {
  expect(legalBasisOf('OBJECTION')).toEqual({
    purpose: 'OBJECTION',
    ground: 'CONSENT',
    rules: ['GOV-VOTE-12'],
  });
  expect(sourcesOf('OBJECTION')[0]!.evidence).toContain('P');
});
