import type { LegalBasis } from '@anju/rulebook/legal-basis';
import type { Id } from '@anju/values/id';

export type OwnerId = Id<'own'>;

export type OwnerKind = 'PERSON' | 'LEGAL_PERSON';

/** An owner of one community's roll: the same document is the same owner. */
export interface Owner {
  readonly id: OwnerId;
  readonly version: number;
  readonly communityId: Id<'com'>;
  readonly kind: OwnerKind;
  /** Sealed. */
  readonly name: string;
  /** Sealed. */
  readonly document: string;
  /** The document's fingerprint. */
  readonly documentKey: string;
  /** On what ground name and document are kept (PRIV-1). */
  readonly legalBasis: LegalBasis;
}

/** What a document is compared by: its letters and digits, however they were typed. */
export const foldDocument = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]/gu, '')
    .toUpperCase();

/**
 * Whether some of it is covered, as by stars: two owners of one name whose documents differ only there would be one head
 * (REG-3). A symbol covers, and so do empty brackets and two hyphens, one sign or letter thrice in a row, and after a
 * digit an X or a letter of another script twice; single hyphens and brackets in between make no difference.
 */
export function isMasked(document: string): boolean {
  if (/[\p{S}*#?•·‧∙_※]|--|\(-*\)/u.test(document)) return true;
  return /(\P{N})\1{2}|〇{3}|\p{N}(X|[^\p{ASCII}\p{N}])\2/u.test(document.replace(/[()-]/g, ''));
}

/** The longest key that is stored. */
const longestKey = 500;

/**
 * One head for each set of owners, in whatever order they are named (REG-3, REG-4). Their ids, or where those
 * are too long to be a key what `digest` makes of them.
 */
export function headKeyOf(ownerIds: readonly OwnerId[], digest: (text: string) => string): string {
  const key = sortedIds(ownerIds).join('+');
  return key.length <= longestKey ? key : digest(key);
}

/** Each once, in the order of their text. */
export const sortedIds = (ownerIds: readonly OwnerId[]): OwnerId[] =>
  [...new Set(ownerIds)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
