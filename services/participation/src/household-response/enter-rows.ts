import { accept, type Decision, type Refusal } from '@anju/values/decision';
import type { Id } from '@anju/values/id';
import type { Instant } from '@anju/values/time';
import type { KnownBuilding } from '../known/building/building';
import type { Solicitation } from '../solicitation/solicitation';
import {
  type Answer,
  type AnswerCode,
  type AnswerDraft,
  countedOf,
  isSameAnswer,
  readAnswer,
} from './answer';
import { type Contact, type ContactDraft, isSameContact } from './contact';
import { standing } from './entry-strike';
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

export type EntryCode = PlaceCode | AnswerCode | 'ENTRY_JUDGED' | 'NAME_INVALID';

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
  /** Lines that say something as it was entered before and was replaced or struck since. */
  readonly outdated: readonly Row[];
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
  const outdated: Row[] = [];
  const refused: { row: Row; refusal: Refusal<EntryCode> }[] = [];
  let contacted = households.filter(counts).length;

  for (const row of rows) {
    const household = known.get(row.label) ?? null;
    const place = { solicitation, label: row.label, buildings, household, contacted };
    const result = enter(place, row, around);
    if (!result.accepted) {
      refused.push({ row, refusal: result.refusal });
      continue;
    }
    const { response, contact, answer } = result.state;
    if (result.state.outdated) outdated.push(row);
    if (contact) contacts.push(contact);
    if (answer) answers.push(answer);
    if (!household) created.push(response);
    else if (contact || answer) changed.push(response);
    if ((contact || answer) && !(household && counts(household))) contacted++;
  }
  return { created, changed, contacts, answers, outdated, refused };
}

const counts = ({ response }: Household) => response.notCounted === null;

interface EnteredRow {
  readonly response: HouseholdResponse;
  readonly contact: Contact | null;
  readonly answer: Answer | null;
  readonly outdated: boolean;
}

/**
 * A file that is read again, perhaps with lines added, must not bring back what was replaced on the same day or struck. It
 * cannot be told from a household that says the same once more, so such a line is left and named; `recordAnswer` and
 * `recordContact` take it.
 */
function enter(
  place: Place,
  { contact, answer }: Entry,
  { mint, seal, now }: Around,
): Decision<EnteredRow, never, EntryCode> {
  const ids = { responseId: mint('hhr'), now };
  let { household } = place;
  let entered: Contact | null = null;
  const contactOutdated = household !== null && wasStruck(household, contact);
  if (!contactOutdated) {
    const reached = recordContact(place, contact, { ...ids, entryId: mint('ctc'), seal });
    if (!reached.accepted) return reached;
    household = reached.state.household;
    entered = reached.state.entry;
  }
  if (!answer) {
    return accept({
      response: household!.response,
      contact: entered,
      answer: null,
      outdated: contactOutdated,
    });
  }
  const read = readAnswer(answer);
  if (!read.accepted) return read;
  const earlier = household && whyLeft(household, { ...read.state, answeredOn: answer.answeredOn });
  if (earlier) {
    const outdated = contactOutdated || earlier === 'OUTDATED';
    return accept({ response: household!.response, contact: entered, answer: null, outdated });
  }
  const answered = recordAnswer({ ...place, household }, answer, { ...ids, entryId: mint('ans') });
  if (!answered.accepted) return answered;
  const { household: changed, entry } = answered.state;
  return accept({
    response: changed.response,
    contact: entered,
    answer: entry,
    outdated: contactOutdated,
  });
}

function wasStruck({ contacts, strikes }: Household, contact: ContactDraft): boolean {
  const same = (each: Contact) => isSameContact(each, contact);
  return contacts.some(same) && !standing(contacts, strikes).some(same);
}

/** Where the same was said on the same day before: whether that counts, or was replaced or struck. */
function whyLeft(
  { answers, strikes }: Household,
  said: Parameters<typeof isSameAnswer>[1],
): 'UNCHANGED' | 'OUTDATED' | null {
  if (!answers.some((each) => isSameAnswer(each, said))) return null;
  const counted = countedOf(standing(answers, strikes));
  return counted && isSameAnswer(counted, said) ? 'UNCHANGED' : 'OUTDATED';
}
