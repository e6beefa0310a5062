import { type LegalBasis, legalBasisOf } from '@anju/rulebook/legal-basis';
import { accept, type Decision, refuse } from '@anju/values/decision';
import type { Id } from '@anju/values/id';
import { type CalendarDate, dateOf, type Instant } from '@anju/values/time';
import { type HomeCode, type KnownBuilding, whyNoHome } from '../known/building/building';
import type { Solicitation } from '../solicitation/solicitation';
import {
  type Answer,
  type AnswerCode,
  type AnswerDraft,
  countedOf,
  isSameAnswer,
  readAnswer,
} from './answer';
import { type Contact, type ContactDraft, isName, isSameContact } from './contact';
import { type EntryStrike, standing, wasJudged } from './entry-strike';
import { buildingOf, isNumbered } from './household-label';

type HouseholdResponseId = Id<'hhr'>;

/** One household in one solicitation: it was reached, and perhaps it answered. There is none before that. */
export interface HouseholdResponse {
  readonly id: HouseholdResponseId;
  /** Moved on by every entry of this household, and by the close of the solicitation. */
  readonly version: number;
  readonly solicitationId: Solicitation['id'];
  /** Its label, `2-1-301`. */
  readonly household: string;
  readonly building: string;
  /** The first day it was reached. */
  readonly contactedOn: CalendarDate;
  readonly countedAnswerId: Answer['id'] | null;
  /** Null for one that counts. Otherwise all its entries were struck, or the roll that is known has no such home. */
  readonly notCounted: 'STRUCK' | 'NOT_ON_ROLL' | null;
  /** As it was when the household was first entered (PRIV-1). */
  readonly legalBasis: LegalBasis;
}

/** The same with all that was ever recorded of it. */
export interface Household {
  readonly response: HouseholdResponse;
  readonly contacts: readonly Contact[];
  readonly answers: readonly Answer[];
  /** The entries of these that were made by mistake. */
  readonly strikes: readonly EntryStrike[];
}

/** Where an entry goes. */
export interface Place {
  readonly solicitation: Solicitation;
  readonly label: string;
  /** The buildings of its community that are known; none while its roll is not imported. */
  readonly buildings: readonly KnownBuilding[];
  /** Null for a household of which nothing is recorded yet. */
  readonly household: Household | null;
  /** Where it is null or does not count, how many other households do. */
  readonly contacted: number | null;
}

export type PlaceCode =
  | HomeCode
  | 'HOME_NOT_NUMBERED'
  | 'NOT_OPEN'
  | 'DATE_IN_FUTURE'
  | 'DATE_BEFORE_OPENING'
  | 'MORE_HOUSEHOLDS_THAN_REGISTERED';

/** What an entry came to: the household as it is then, and the entry, which is null if it was there already. */
interface Entered<Entry> {
  readonly household: Household;
  readonly entry: Entry | null;
}

interface Recording<EntryId> {
  /** For a household of which nothing is recorded yet. */
  readonly responseId: HouseholdResponseId;
  readonly entryId: EntryId;
  readonly now: Instant;
}

/** A household was reached. However often that is, it is one household (PART-2). */
export function recordContact(
  place: Place,
  { way, contactedOn, by }: ContactDraft,
  { seal, ...recording }: Recording<Contact['id']> & { readonly seal: (name: string) => string },
): Decision<Entered<Contact>, never, PlaceCode | 'NAME_INVALID'> {
  const reached = reach(place, contactedOn, recording);
  if (!reached.accepted) return reached;
  if (by !== null && !isName(by)) return refuse('NAME_INVALID');

  const { response, contacts, answers, strikes } = reached.state;
  if (standing(contacts, strikes).some((each) => isSameContact(each, { way, contactedOn }))) {
    return accept({ household: reached.state, entry: null });
  }
  const contact: Contact = {
    id: recording.entryId,
    responseId: response.id,
    number: contacts.length + 1,
    way,
    contactedOn,
    sealedBy: by && seal(by.trim()),
    recordedAt: recording.now,
  };
  return accept({
    household: { response, contacts: [...contacts, contact], answers, strikes },
    entry: contact,
  });
}

/**
 * A household answered, or would not. Who answers was reached, so one that no contact is recorded of counts
 * as contacted on that day: its answer could otherwise stand beside a coverage that leaves it out. An answer
 * replaces those given before it; one that comes in late, and was given earlier than the one that counts, is
 * kept with the others and does not. What an asking was judged by, before it was opened again, is replaced by none.
 */
export function recordAnswer(
  place: Place,
  draft: AnswerDraft,
  recording: Recording<Answer['id']>,
): Decision<Entered<Answer>, never, PlaceCode | AnswerCode | 'ENTRY_JUDGED'> {
  const { answeredOn } = draft;
  const reached = reach(place, answeredOn, recording);
  if (!reached.accepted) return reached;
  const read = readAnswer(draft);
  if (!read.accepted) return read;
  const content = read.state;

  const { response, contacts, answers, strikes } = reached.state;
  const counted = countedOf(standing(answers, strikes));
  if (counted && isSameAnswer(counted, { ...content, answeredOn })) {
    return accept({ household: reached.state, entry: null });
  }
  if (counted && wasJudged(counted, place.solicitation)) return refuse('ENTRY_JUDGED', 'PART-2');
  const answer: Answer = {
    ...content,
    id: recording.entryId,
    responseId: response.id,
    number: answers.length + 1,
    answeredOn,
    recordedAt: recording.now,
  };
  const all = [...answers, answer];
  const countedAnswerId = countedOf(standing(all, strikes))?.id ?? null;
  return accept({
    household: { response: { ...response, countedAnswerId }, contacts, answers: all, strikes },
    entry: answer,
  });
}

/** The household as reached on a day, if that day, its home and one more household can be. */
function reach(
  { solicitation, household, label, buildings, contacted }: Place,
  on: CalendarDate,
  { responseId, now }: Pick<Recording<unknown>, 'responseId' | 'now'>,
): Decision<Household, never, PlaceCode> {
  const { id: solicitationId, state, openedAt, households } = solicitation;
  const today = dateOf(now);
  const openedOn = dateOf(openedAt);
  if (state !== 'OPEN') return refuse('NOT_OPEN', 'PART-2');
  if (on > today) return refuse('DATE_IN_FUTURE', null, { detail: { on, today } });
  if (on < openedOn) return refuse('DATE_BEFORE_OPENING', null, { detail: { on, openedOn } });
  const building = buildingOf(label);
  if (buildings.length === 0 && !isNumbered(label))
    return refuse('HOME_NOT_NUMBERED', 'PRIV-1', { retryable: true });
  const noHome = whyNoHome({ building, label }, buildings);
  // The roll may be on its way.
  if (noHome) return refuse(noHome, 'PART-2', { retryable: true, detail: { building } });

  if (household && household.response.notCounted === null) {
    return accept({ ...household, response: reachedOn(household.response, on) });
  }
  const found = (contacted ?? 0) + 1;
  if (found > households) {
    const detail = { found, households };
    return refuse('MORE_HOUSEHOLDS_THAN_REGISTERED', 'PART-2', { detail });
  }
  if (household) return accept({ ...household, response: reachedOn(household.response, on) });
  const response: HouseholdResponse = {
    id: responseId,
    version: 1,
    solicitationId,
    household: label,
    building,
    contactedOn: on,
    countedAnswerId: null,
    notCounted: null,
    legalBasis: legalBasisOf('SOLICITATION'),
  };
  return accept({ response, contacts: [], answers: [], strikes: [] });
}

/** Of one whose entries were all struck no earlier day is left. */
const reachedOn = (response: HouseholdResponse, on: CalendarDate): HouseholdResponse => ({
  ...response,
  contactedOn: response.notCounted !== 'STRUCK' && response.contactedOn < on ? response.contactedOn : on,
  notCounted: null,
});

/**
 * The household as the roll of its community has it, once that is known: who lives behind no door of it is no household
 * (PART-2). It counts as soon as the roll is put right.
 */
export function heldToRoll(
  response: HouseholdResponse,
  buildings: readonly KnownBuilding[],
): HouseholdResponse {
  if (response.notCounted === 'STRUCK') return response;
  const { building, household: label } = response;
  return { ...response, notCounted: whyNoHome({ building, label }, buildings) ? 'NOT_ON_ROLL' : null };
}
