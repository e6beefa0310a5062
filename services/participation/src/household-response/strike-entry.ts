import { accept, type Decision, refuse } from '@anju/values/decision';
import { isReason } from '@anju/values/reason';
import type { Instant } from '@anju/values/time';
import type { Solicitation } from '../solicitation/solicitation';
import { countedOf } from './answer';
import { type EntryStrike, standing, wasJudged } from './entry-strike';
import type { Household, HouseholdResponse } from './household-response';

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
