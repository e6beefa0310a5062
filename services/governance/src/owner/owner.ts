import { creditCodeFault } from '@anju/values/credit-code';
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

/** Why a text is the number of no document; null where it may be one. */
export type DocumentFault = 'NONE' | 'MASKED' | 'MARKED';

/**
 * Two owners of one name whose documents tell them no better apart would be one head (REG-3). `无` is none, as is all
 * without a digit, and one digit again and again. A symbol masks, and so do empty brackets and two hyphens, one sign or
 * letter thrice in a row, and after a digit an X or a letter of another script twice; single hyphens and brackets in
 * between make no difference. A mark, as of `E12345678①`, would be folded into a digit of it.
 */
export function documentFault(typed: string): DocumentFault | null {
  if (/\p{No}/u.test(typed)) return 'MARKED';
  const document = foldDocument(typed);
  // An X stands in a credit code wherever chance puts it, but not thrice in a row.
  if (creditCodeFault(document) === null && !/X{3}/.test(document)) return null;
  const bare = document.replace(/[()-]/g, '');
  const masked =
    /[\p{S}*#?•·‧_※]|--|\(-*\)/u.test(document) ||
    /(\P{N})\1{2}|〇{3}|\p{N}(X|[^\p{ASCII}\p{N}])\2/u.test(bare);
  if (masked) return 'MASKED';
  return !/\p{N}/u.test(document) || /^(\d)\1+$|^0$/.test(bare) ? 'NONE' : null;
}

/** Whether a part of a person's name is covered, as of 王*国, 王某 and 王XX; any of the dots that people type is none. */
export const isNameMasked = (name: string): boolean =>
  /(?![∙⋅])[\p{S}*#?_]|某|〇|\p{Script=Han}X+(?![a-z])|(?<![a-z])X+\p{Script=Han}/iu.test(
    name.normalize('NFKC'),
  );
