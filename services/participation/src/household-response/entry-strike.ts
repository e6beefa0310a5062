import { accept, type Decision, refuse } from '@anju/values/decision';
import { isReason } from '@anju/values/reason';
import type { Instant } from '@anju/values/time';
import type { Solicitation } from '../solicitation/solicitation';
import { type Answer, countedOf } from './answer';
import type { Contact } from './contact';
import type { Household, HouseholdResponse } from './household-response';

/** A contact or an answer was entered by mistake. The entry is kept as it was made, and nothing is counted by it. */
export interface EntryStrike {
  readonly entryId: Contact['id'] | Answer['id'];
  readonly responseId: HouseholdResponse['id'];
  readonly reason: string;
  readonly struckAt: Instant;
}

interface Striking {
  readonly entryId: EntryStrike['entryId'];
  readonly reason: string;
  readonly now: Instant;
}

/** The household without an entry of it. One of which no entry is left was not reached; it may be entered again. */
export function strikeEntry(
  solicitation: Solicitation,
  { response, contacts, answers, strikes }: Household,
  { entryId, reason, now }: Striking,
): Decision<
  { readonly household: Household; readonly strike: EntryStrike },
  never,
  'NOT_OPEN' | 'ALREADY_STRUCK' | 'ENTRY_JUDGED' | 'REASON_INVALID'
> {
  if (solicitation.state !== 'OPEN') return refuse('NOT_OPEN', 'PART-2');
  if (strikes.some((each) => each.entryId === entryId)) return refuse('ALREADY_STRUCK');
  const entry = [...contacts, ...answers].find(({ id }) => id === entryId);
  if (entry && wasJudged(entry, solicitation)) return refuse('ENTRY_JUDGED', 'PART-2');
  if (!isReason(reason)) return refuse('REASON_INVALID');

  const strike: EntryStrike = { entryId, responseId: response.id, reason, struckAt: now };
  const all = [...strikes, strike];
  const left = standing(answers, all);
  const [first] = [
    ...standing(contacts, all).map(({ contactedOn }) => contactedOn),
    ...left.map(({ answeredOn }) => answeredOn),
  ].toSorted();
  const changed: HouseholdResponse = {
    ...response,
    contactedOn: first ?? response.contactedOn,
    countedAnswerId: countedOf(left)?.id ?? null,
    notCounted: first ? response.notCounted : 'STRUCK',
  };
  return accept({ household: { response: changed, contacts, answers, strikes: all }, strike });
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
