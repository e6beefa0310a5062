import type { RuleId } from '@anju/values/rule-id';

/** A ground on which personal data may be handled; of those of PIPL art. 13 the two that are relied on here. */
export type LegalGround = 'CONSENT' | 'STATUTORY_DUTY';

/** What personal data is kept and read for. */
export type HandlingPurpose =
  'OWNERS_ROLL' | 'COMMITTEE_FILING' | 'OWNERS_VOTE' | 'OBJECTION' | 'SOLICITATION';

/**
 * Stored as it was when the data came in (PRIV-1): in the row of an owner, of a committee's member and of a household; of
 * what belongs to a vote or an objection, in the audit entry of the same transaction.
 */
export interface LegalBasis {
  readonly purpose: HandlingPurpose;
  readonly ground: LegalGround;
  /** Whose sources set the duty, or what was consented to. */
  readonly rules: readonly RuleId[];
}

const bases: Readonly<Record<HandlingPurpose, Omit<LegalBasis, 'purpose'>>> = {
  /** Identity, heads and areas are confirmed before owners vote, and every vote is counted by them. */
  OWNERS_ROLL: { ground: 'STATUTORY_DUTY', rules: ['GOV-START-4', 'GOV-VOTE-1'] },
  /** The county takes the filing, and knows by it who acts for the owners. */
  COMMITTEE_FILING: { ground: 'STATUTORY_DUTY', rules: ['GOV-COM-4'] },
  /** Whose ballot counts, and who may hand it in for whom. */
  OWNERS_VOTE: { ground: 'STATUTORY_DUTY', rules: ['GOV-MEET-4', 'GOV-VOTE-1'] },
  /** No law orders it: who objects hands the text in, so that it is read and answered. */
  OBJECTION: { ground: 'CONSENT', rules: ['GOV-VOTE-12'] },
  /** Nor this: who answers does so freely. Of who does not, nothing is kept but the home and that it was asked. */
  SOLICITATION: { ground: 'CONSENT', rules: ['PART-2'] },
};

/** By the purpose alone: nobody who enters data chooses its ground. */
export const legalBasisOf = (purpose: HandlingPurpose): LegalBasis => ({ purpose, ...bases[purpose] });
