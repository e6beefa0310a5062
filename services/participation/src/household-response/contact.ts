import { hidesSomething } from '@anju/values/hidden';
import type { Id } from '@anju/values/id';
import type { CalendarDate, Instant } from '@anju/values/time';

export type ContactWay = 'PAPER' | 'VISIT' | 'ONLINE';

/** One time a household was reached. It is never changed. */
export interface Contact {
  readonly id: Id<'ctc'>;
  readonly responseId: Id<'hhr'>;
  /** 1, 2, 3 … in the order recorded. */
  readonly number: number;
  readonly way: ContactWay;
  readonly contactedOn: CalendarDate;
  /** The name of who went, sealed (PRIV-1). */
  readonly sealedBy: string | null;
  readonly recordedAt: Instant;
}

/** The same as entered. */
export interface ContactDraft {
  readonly way: ContactWay;
  readonly contactedOn: CalendarDate;
  /** Who went; null where nobody says. */
  readonly by: string | null;
}

/** The longest name that is kept of who went, in characters. */
export const longestName = 40;

export function isName(text: string): boolean {
  const line = text.trim();
  const { length } = [...line];
  return length > 0 && length <= longestName && !hidesSomething(line);
}

/** Somebody who went twice on a day, in the same way, has reached the household once. */
export const isSameContact = (
  a: Pick<Contact, 'way' | 'contactedOn'>,
  b: Pick<Contact, 'way' | 'contactedOn'>,
): boolean => a.way === b.way && a.contactedOn === b.contactedOn;
