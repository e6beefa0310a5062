import type { CalendarDate } from '@anju/values/time';

/** What a row shows beside its figures. The words for it, in both languages, are in `finding.words.ts`. */
export type Finding = { readonly line: number; readonly column: string | null } & (
  | { readonly code: 'INCOMPLETE'; readonly name: string; readonly missing: readonly string[] }
  | { readonly code: 'LOWER_BOUND'; readonly name: string }
  | {
      readonly code: 'DERIVED';
      readonly name: string;
      readonly group: string;
      readonly figures: readonly Derived[];
    }
  | { readonly code: 'LIST_SHORT' }
  | { readonly code: 'RESTORED'; readonly name: string; readonly struckOn: CalendarDate }
  | { readonly code: 'NAME_TWICE'; readonly name: string; readonly firstLine: number }
  | { readonly code: 'TOTAL_DIFFERS'; readonly added: bigint }
  | { readonly code: 'TOTAL_NOT_SUMMED' }
  | { readonly code: 'GROUP_DIFFERS'; readonly group: string; readonly value: number }
  | { readonly code: 'NOTHING_LEFT'; readonly name: string; readonly parts: bigint }
  | { readonly code: 'IMPLAUSIBLE'; readonly name: string; readonly most: number }
  | { readonly code: 'LIST_TOO_LARGE'; readonly households: number; readonly most: number }
  | { readonly code: 'NO_LONGER_LISTED'; readonly name: string }
  | { readonly code: 'KNOWN_NOWHERE'; readonly name: string }
  | { readonly code: 'IN_ANOTHER_LIST'; readonly name: string; readonly publicationId: string }
);

/** A figure that is what the parts leave of the total. */
export interface Derived {
  readonly column: string;
  readonly total: number;
  readonly parts: number;
  readonly value: number;
}
