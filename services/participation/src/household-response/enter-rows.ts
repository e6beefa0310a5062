import { accept, type Decision, type Refusal } from '@anju/values/decision';
import type { Id } from '@anju/values/id';
import type { Instant } from '@anju/values/time';
import type { KnownBuilding } from '../known/building/building';
import type { Solicitation } from '../solicitation/solicitation';
import { type Answer, type AnswerCode, type AnswerDraft, isSameAnswer, readAnswer } from './answer';
import type { Contact, ContactDraft } from './contact';
import {
  type Household,
  type HouseholdResponse,
  type Place,
  type PlaceCode,
  recordAnswer,
  recordContact,
} from './household-response';

/** A line of a file: a household was reached, and perhaps it answered. */
export interface Entry {
  readonly label: string;
  readonly contact: ContactDraft;
  readonly answer: AnswerDraft | null;
}

export type EntryCode = PlaceCode | AnswerCode | 'NAME_INVALID';

interface Around {
  readonly solicitation: Solicitation;
  readonly buildings: readonly KnownBuilding[];
  /** All of which something is recorded already. */
  readonly households: readonly Household[];
  readonly mint: <P extends string>(prefix: P) => Id<P>;
  readonly seal: (name: string) => string;
  readonly now: Instant;
}

/** What a file came to. Nothing of it may be stored where a row was refused. */
interface Entered<Row> {
  readonly created: readonly HouseholdResponse[];
  readonly changed: readonly HouseholdResponse[];
  readonly contacts: readonly Contact[];
  readonly answers: readonly Answer[];
  readonly refused: readonly { readonly row: Row; readonly refusal: Refusal<EntryCode> }[];
}

/** Enters lines of different households as if each were recorded by itself. */
export function enterRows<Row extends Entry>(rows: readonly Row[], around: Around): Entered<Row> {
  const { solicitation, buildings, households } = around;
  const known = new Map(households.map((each) => [each.response.household, each]));
  const created: HouseholdResponse[] = [];
  const changed: HouseholdResponse[] = [];
  const contacts: Contact[] = [];
  const answers: Answer[] = [];
  const refused: { row: Row; refusal: Refusal<EntryCode> }[] = [];

  for (const row of rows) {
    const household = known.get(row.label) ?? null;
    const contacted = known.size + created.length;
    const place = { solicitation, label: row.label, buildings, household, contacted };
    const result = enter(place, row, around);
    if (!result.accepted) {
      refused.push({ row, refusal: result.refusal });
      continue;
    }
    const { response, contact, answer } = result.state;
    if (contact) contacts.push(contact);
    if (answer) answers.push(answer);
    if (!household) created.push(response);
    else if (contact || answer) changed.push(response);
  }
  return { created, changed, contacts, answers, refused };
}

interface EnteredRow {
  readonly response: HouseholdResponse;
  readonly contact: Contact | null;
  readonly answer: Answer | null;
}

function enter(
  place: Place,
  { contact, answer }: Entry,
  { mint, seal, now }: Around,
): Decision<EnteredRow, never, EntryCode> {
  const ids = { responseId: mint('hhr'), now };
  const reached = recordContact(place, contact, { ...ids, entryId: mint('ctc'), seal });
  if (!reached.accepted) return reached;
  const { household, entry } = reached.state;
  if (!answer) return accept({ response: household.response, contact: entry, answer: null });

  const read = readAnswer(answer);
  if (!read.accepted) return read;
  const content = { ...read.state, answeredOn: answer.answeredOn };
  // A file that is read again must not bring back what was replaced on the same day.
  if (household.answers.some((each) => isSameAnswer(each, content))) {
    return accept({ response: household.response, contact: entry, answer: null });
  }
  const answered = recordAnswer({ ...place, household }, answer, { ...ids, entryId: mint('ans') });
  if (!answered.accepted) return answered;
  return accept({
    response: answered.state.household.response,
    contact: entry,
    answer: answered.state.entry,
  });
}
