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
  /** Who signed for the owners. */
  readonly committeeId: Id<'oc'>;
  readonly signedOn: CalendarDate;
  readonly paperNumber: string;
  /** SHA-256 of the signed paper's scan. */
  readonly paperHash: string;
  /** Invented for a demonstration. */
  readonly synthetic: boolean;
  readonly recordedAt: Instant;
}

/** Its first and its last day are days of the contract. */
type Term = Pick<PmContract, 'from' | 'until'>;

type PmContractState = 'UPCOMING' | 'RUNNING' | 'ENDED';

export const contractState = ({ from, until }: Term, today: CalendarDate): PmContractState =>
  today < from ? 'UPCOMING' : today <= until ? 'RUNNING' : 'ENDED';

/** True where two terms share a day. */
export const overlap = (one: Term, other: Term): boolean =>
  one.from <= other.until && other.from <= one.until;
