import type { LegalBasis } from '@anju/rulebook/legal-basis';
import type { Id } from '@anju/values/id';
import type { CalendarDate, Instant } from '@anju/values/time';

export type CommitteeId = Id<'oc'>;

/** An owners' committee (业委会) as it is filed. */
export interface OwnersCommittee {
  readonly id: CommitteeId;
  readonly version: number;
  readonly communityId: Id<'com'>;
  readonly seats: number;
  readonly termFrom: CalendarDate;
  /** The last day of the term. */
  readonly termUntil: CalendarDate;
  readonly filingNumber: string;
  /** Invented for a demonstration. */
  readonly synthetic: boolean;
}

/** A committee as the county had entered it before it put its entry right. Kept as it was. */
export interface SupersededCommittee extends Pick<
  OwnersCommittee,
  'seats' | 'termFrom' | 'termUntil' | 'filingNumber'
> {
  readonly committeeId: CommitteeId;
  /** 1, 2, 3 … of the committee. */
  readonly number: number;
  /** Names and documents sealed. */
  readonly members: readonly CommitteeMember[];
  readonly reason: string;
  readonly supersededAt: Instant;
}

type CommitteeRole = 'CHAIR' | 'VICE_CHAIR' | 'MEMBER';

export interface CommitteeMember {
  readonly committeeId: CommitteeId;
  /** From 1 on, as filed. */
  readonly number: number;
  readonly role: CommitteeRole;
  /** Sealed. */
  readonly name: string;
  /** Sealed. */
  readonly document: string | null;
  readonly ownerId: Id<'own'> | null;
  /** On what ground name and document are kept (PRIV-1). */
  readonly legalBasis: LegalBasis;
}

/** Both the first and the last day of the term are in it (GOV-COM-5, GOV-COM-12). */
export const mayAct = (
  { termFrom, termUntil }: Pick<OwnersCommittee, 'termFrom' | 'termUntil'>,
  today: CalendarDate,
): boolean => termFrom <= today && today <= termUntil;
