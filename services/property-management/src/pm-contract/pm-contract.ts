import type { Id } from '@anju/values/id';
import type { CalendarDate, Instant } from '@anju/values/time';
import type { ContractContent } from './contract-content';

export type PmContractId = Id<'pct'>;

/** A contract between a community's owners and the company they hired, signed by their committee (PM-13). */
export interface PmContract extends ContractContent {
  readonly id: PmContractId;
  readonly version: number;
  readonly communityId: Id<'com'>;
  readonly companyId: Id<'pmc'>;
  /** What the owners decided, which it rests on (GOV-COM-5). */
  readonly decisionId: Id<'dec'>;
  /** 1, and 2, 3 … where its decision was signed again after what was entered before was voided. */
  readonly entry: number;
  /** Who signed for the owners. */
  readonly committeeId: Id<'oc'>;
  readonly signedOn: CalendarDate;
  readonly paperNumber: string;
  /** SHA-256 of the signed paper's scan. */
  readonly paperHash: string;
  /** Invented for a demonstration. */
  readonly synthetic: boolean;
  readonly recordedAt: Instant;
  /** That it was entered wrongly and counts for nothing, and why; both null while it stands. */
  readonly voidedAt: Instant | null;
  readonly voidedBecause: string | null;
  /** The committee's paper on which a bureau voided it; null while it stands, and where its committee once could alone. */
  readonly voidingPaperNumber: string | null;
  /** SHA-256 of that paper's scan. */
  readonly voidingPaperHash: string | null;
  /**
   * The days of the signed contract, as the bureau read them there when it voided the entry: they stay its decision's. Null
   * while it stands, and where nothing was signed.
   */
  readonly boundFrom: CalendarDate | null;
  readonly boundUntil: CalendarDate | null;
}

/** One that was voided is kept and shown, and counts nowhere. */
export const stands = ({ voidedAt }: Pick<PmContract, 'voidedAt'>): boolean => voidedAt === null;

/** Its first and its last day are days of the contract. */
type Term = Pick<PmContract, 'from' | 'until'>;

type PmContractState = 'UPCOMING' | 'RUNNING' | 'ENDED' | 'VOIDED';

export function contractState(
  contract: Term & Pick<PmContract, 'voidedAt'>,
  today: CalendarDate,
): PmContractState {
  if (!stands(contract)) return 'VOIDED';
  const { from, until } = contract;
  return today < from ? 'UPCOMING' : today <= until ? 'RUNNING' : 'ENDED';
}

/** The days that a voided entry keeps from every other decision (PM-13); null where it keeps none. */
export const boundTerm = ({ boundFrom: from, boundUntil: until }: PmContract): Term | null =>
  from === null || until === null ? null : { from, until };

/** True where two terms share a day. */
export const overlap = (one: Term, other: Term): boolean =>
  one.from <= other.until && other.from <= one.until;
