import { dateColumn, idColumn, instantColumn, integerColumn, wordColumn } from '@anju/runtime/columns';
import { insertMany } from '@anju/runtime/insert-many';
import { compareAndSet, forUpdate } from '@anju/runtime/transaction';
import { isId } from '@anju/values/id';
import { type EntityManager, EntitySchema, Equal, type FindOperator, IsNull, Raw } from 'typeorm';
import type { SolicitationId } from '../solicitation/solicitation';
import type { Answer } from './answer';
import type { Contact } from './contact';
import type { EntryStrike } from './entry-strike';
import { longestLabel } from './household-label';
import type { Household, HouseholdResponse } from './household-response';

export const HouseholdResponseTable = new EntitySchema<HouseholdResponse>({
  name: 'household_response',
  columns: {
    id: { ...idColumn, primary: true },
    version: integerColumn,
    solicitationId: idColumn,
    household: { type: 'varchar', length: longestLabel },
    building: { type: 'varchar', length: longestLabel },
    contactedOn: dateColumn,
    countedAnswerId: { ...idColumn, nullable: true },
    notCounted: { ...wordColumn, nullable: true },
    legalBasis: { type: 'json' },
  },
  indices: [{ name: 'household_response_household', columns: ['solicitationId', 'household'], unique: true }],
});

/** Append-only: triggers refuse UPDATE and DELETE on both engines. */
export const ContactTable = new EntitySchema<Contact>({
  name: 'household_contact',
  columns: {
    id: { ...idColumn, primary: true },
    responseId: idColumn,
    number: integerColumn,
    way: wordColumn,
    contactedOn: dateColumn,
    sealedBy: { type: 'varchar', length: 400, nullable: true },
    recordedAt: instantColumn,
  },
  indices: [{ name: 'household_contact_number', columns: ['responseId', 'number'], unique: true }],
});

/** Append-only: triggers refuse UPDATE and DELETE on both engines. */
export const AnswerTable = new EntitySchema<Answer>({
  name: 'household_answer',
  columns: {
    id: { ...idColumn, primary: true },
    responseId: idColumn,
    number: integerColumn,
    kind: wordColumn,
    consents: { type: 'boolean' },
    consentsToManagementMode: { type: 'boolean' },
    managementMode: { ...wordColumn, nullable: true },
    wishes: { type: 'json' },
    answeredOn: dateColumn,
    recordedAt: instantColumn,
  },
  indices: [{ name: 'household_answer_number', columns: ['responseId', 'number'], unique: true }],
});

/** Append-only: triggers refuse UPDATE and DELETE on both engines. */
export const StrikeTable = new EntitySchema<EntryStrike>({
  name: 'household_strike',
  columns: {
    entryId: { ...idColumn, primary: true },
    responseId: idColumn,
    reason: { type: 'text' },
    struckAt: instantColumn,
  },
  indices: [{ name: 'household_strike_response', columns: ['responseId'] }],
});

export const findResponse = (
  read: EntityManager,
  solicitationId: SolicitationId,
  household: string,
): Promise<HouseholdResponse | null> => read.findOneBy(HouseholdResponseTable, { solicitationId, household });

/** Loads a household in order to change it: nobody else can until this transaction ends. */
export async function lockHousehold(
  tx: EntityManager,
  solicitationId: SolicitationId,
  household: string,
): Promise<Household | null> {
  const where = { solicitationId, household };
  const response = await tx.findOne(HouseholdResponseTable, { where, ...forUpdate(tx) });
  if (!response) return null;
  const [entered] = await withEntries(tx, [response], Equal(response.id));
  return entered!;
}

/** The same for all households of a solicitation. */
export const lockResponses = (
  tx: EntityManager,
  solicitationId: SolicitationId,
): Promise<HouseholdResponse[]> =>
  tx.find(HouseholdResponseTable, { where: { solicitationId }, ...forUpdate(tx) });

/** The same with all that was recorded of them. */
export async function lockHouseholds(
  tx: EntityManager,
  solicitationId: SolicitationId,
): Promise<Household[]> {
  const responses = await lockResponses(tx, solicitationId);
  const ofAll = Raw<HouseholdResponse['id']>(
    (column) => `${column} IN (SELECT id FROM household_response WHERE solicitationId = :solicitationId)`,
    { solicitationId },
  );
  return withEntries(tx, responses, ofAll);
}

/** Households with their contacts, answers and strikes, each in the order recorded. */
export async function withEntries(
  read: EntityManager,
  responses: readonly HouseholdResponse[],
  responseId: FindOperator<HouseholdResponse['id']>,
): Promise<Household[]> {
  const contacts = await read.find(ContactTable, { where: { responseId }, order: { number: 'ASC' } });
  const answers = await read.find(AnswerTable, { where: { responseId }, order: { number: 'ASC' } });
  const strikes = await read.find(StrikeTable, { where: { responseId }, order: { struckAt: 'ASC' } });
  const contactsOf = byResponse(contacts);
  const answersOf = byResponse(answers);
  const strikesOf = byResponse(strikes);
  return responses.map((response) => ({
    response,
    contacts: contactsOf.get(response.id) ?? [],
    answers: answersOf.get(response.id) ?? [],
    strikes: strikesOf.get(response.id) ?? [],
  }));
}

function byResponse<Entry extends Contact | Answer | EntryStrike>(
  entries: readonly Entry[],
): ReadonlyMap<string, Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.responseId);
    if (group) group.push(entry);
    else groups.set(entry.responseId, [entry]);
  }
  return groups;
}

/** Those that count. */
export const countHouseholds = (tx: EntityManager, solicitationId: SolicitationId): Promise<number> =>
  tx.countBy(HouseholdResponseTable, { solicitationId, notCounted: IsNull() });

/** The household that a contact or an answer is of. */
export async function findResponseOfEntry(
  tx: EntityManager,
  entryId: EntryStrike['entryId'],
): Promise<HouseholdResponse | null> {
  const entry = isId('ctc', entryId)
    ? await tx.findOneBy(ContactTable, { id: entryId })
    : await tx.findOneBy(AnswerTable, { id: entryId });
  return entry && (await tx.findOneByOrFail(HouseholdResponseTable, { id: entry.responseId }));
}

export const insertHouseholds = (tx: EntityManager, responses: readonly HouseholdResponse[]): Promise<void> =>
  insertMany(tx, HouseholdResponseTable, responses);

export const updateHousehold = (tx: EntityManager, response: HouseholdResponse): Promise<void> =>
  compareAndSet(tx, HouseholdResponseTable, response);

export const insertContacts = (tx: EntityManager, contacts: readonly Contact[]): Promise<void> =>
  insertMany(tx, ContactTable, contacts);

export async function insertStrike(tx: EntityManager, strike: EntryStrike): Promise<void> {
  await tx.insert(StrikeTable, strike);
}

export const insertAnswers = (tx: EntityManager, answers: readonly Answer[]): Promise<void> =>
  insertMany(tx, AnswerTable, answers);

/**
 * Writes every household's row, so that an entry made at the same time comes before the close and is
 * counted, or after it and is refused. The lock alone would be one server's own.
 */
export async function sealHouseholds(tx: EntityManager, solicitationId: SolicitationId): Promise<void> {
  await tx.increment(HouseholdResponseTable, { solicitationId }, 'version', 1);
}
