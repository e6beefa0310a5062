import type { Id } from '@anju/values/id';
import type { Instant } from '@anju/values/time';
import type { Solicitation } from '../solicitation/solicitation';
import type { Answer } from './answer';
import type { Contact } from './contact';

/** A contact or an answer was entered by mistake. The entry is kept as it was made, and nothing is counted by it. */
export interface EntryStrike {
  readonly entryId: Contact['id'] | Answer['id'];
  readonly responseId: Id<'hhr'>;
  readonly reason: string;
  readonly struckAt: Instant;
}

/** Whether an entry was in when its asking was closed too early: whoever saw how it ends does not choose what counts. */
export const wasJudged = (
  { recordedAt }: Pick<Contact | Answer, 'recordedAt'>,
  { judgedAt }: Pick<Solicitation, 'judgedAt'>,
): boolean => judgedAt !== null && recordedAt <= judgedAt;

/** The entries that were not struck. */
export const standing = <Entry extends Contact | Answer>(
  entries: readonly Entry[],
  strikes: readonly EntryStrike[],
): readonly Entry[] => entries.filter(({ id }) => !strikes.some(({ entryId }) => entryId === id));
