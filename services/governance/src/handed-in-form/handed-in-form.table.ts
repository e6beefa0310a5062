import type { Page } from '@anju/runtime/connection';
import { idColumn, instantColumn, toSafeInteger, wordColumn } from '@anju/runtime/columns';
import { insertMany } from '@anju/runtime/insert-many';
import { type EntityManager, EntitySchema, In } from 'typeorm';
import type { MeetingId } from '../assembly-meeting/assembly-meeting';
import { firstBelowEach } from '../first-below-each.queries';
import type { FormSetAside, HandedInForm } from './handed-in-form';

/** Append-only: triggers refuse UPDATE and DELETE on both engines. */
export const HandedInFormTable = new EntitySchema<HandedInForm>({
  name: 'handed_in_form',
  columns: {
    meetingId: { ...idColumn, primary: true },
    formNumber: { ...wordColumn, primary: true },
    receivedAt: instantColumn,
    takenBy: { type: 'varchar', length: 200 },
    recordedAt: instantColumn,
  },
});

/** Append-only. */
export const FormSetAsideTable = new EntitySchema<FormSetAside>({
  name: 'form_set_aside',
  columns: {
    meetingId: { ...idColumn, primary: true },
    formNumber: { ...wordColumn, primary: true },
    reason: { type: 'text' },
    setAsideBy: { type: 'varchar', length: 200 },
    setAsideAt: instantColumn,
  },
});

export const insertForms = (tx: EntityManager, forms: readonly HandedInForm[]): Promise<void> =>
  insertMany(tx, HandedInFormTable, forms);

export async function insertSetAside(tx: EntityManager, aside: FormSetAside): Promise<void> {
  await tx.insert(FormSetAsideTable, aside);
}

export const findForm = (
  read: EntityManager,
  meetingId: MeetingId,
  formNumber: string,
): Promise<HandedInForm | null> => read.findOneBy(HandedInFormTable, { meetingId, formNumber });

export const findFormsOf = (read: EntityManager, meetingIds: readonly string[]): Promise<HandedInForm[]> =>
  read.findBy(HandedInFormTable, { meetingId: In([...meetingIds]) as never });

export const findSetAside = (
  read: EntityManager,
  meetingIds: readonly string[],
  formNumbers: readonly string[],
): Promise<FormSetAside[]> =>
  read.findBy(FormSetAsideTable, {
    meetingId: In([...meetingIds]) as never,
    formNumber: In([...formNumbers]),
  });

/** Those of these numbers that were handed in, or stand entered, in a meeting. */
export async function findTakenNumbers(
  tx: EntityManager,
  meetingId: MeetingId,
  formNumbers: readonly string[],
): Promise<ReadonlySet<string>> {
  if (formNumbers.length === 0) return new Set();
  const among = `meetingId = ? AND formNumber IN (${formNumbers.map(() => '?').join(', ')})`;
  const rows: { formNumber: string }[] = await tx.query(
    `SELECT formNumber FROM handed_in_form WHERE ${among}
     UNION
     SELECT formNumber FROM ballot
      WHERE ${among} AND NOT EXISTS (SELECT 1 FROM voided_ballot WHERE voided_ballot.ballotId = ballot.id)`,
    [meetingId, ...formNumbers, meetingId, ...formNumbers],
  );
  return new Set(rows.map(({ formNumber }) => formNumber));
}

/** Of a form that an entry of it stands. */
const isEntered = `EXISTS (
  SELECT 1 FROM ballot LEFT JOIN voided_ballot mistaken ON mistaken.ballotId = ballot.id
   WHERE ballot.meetingId = form.meetingId AND ballot.formNumber = form.formNumber
     AND mistaken.ballotId IS NULL)`;
const isSetAside = `EXISTS (
  SELECT 1 FROM form_set_aside aside
   WHERE aside.meetingId = form.meetingId AND aside.formNumber = form.formNumber)`;

/** The first forms of a meeting that are neither entered nor set aside, in the order of their numbers. */
export async function findWaitingForms(
  read: EntityManager,
  meetingId: MeetingId,
  most: number,
): Promise<readonly string[]> {
  const rows: { formNumber: string }[] = await read.query(
    `SELECT form.formNumber AS formNumber FROM handed_in_form form
      WHERE form.meetingId = ? AND NOT ${isEntered} AND NOT ${isSetAside}
      ORDER BY form.formNumber LIMIT ${most}`,
    [meetingId],
  );
  return rows.map(({ formNumber }) => formNumber);
}

/** How many forms were handed in, and wait still, in each of some meetings. */
export async function countForms(read: EntityManager, meetingIds: readonly string[]) {
  const rows: { meetingId: string; handedIn: unknown; waiting: unknown }[] = await read.query(
    `SELECT form.meetingId AS meetingId, COUNT(*) AS handedIn,
            SUM(CASE WHEN ${isEntered} OR ${isSetAside} THEN 0 ELSE 1 END) AS waiting
       FROM handed_in_form form
      WHERE form.meetingId IN (${meetingIds.map(() => '?').join(', ')}) GROUP BY form.meetingId`,
    [...meetingIds],
  );
  const counts = new Map(
    rows.map(({ meetingId, handedIn, waiting }) => [
      meetingId,
      { handedIn: toSafeInteger(handedIn), waiting: toSafeInteger(waiting) },
    ]),
  );
  return new Map(meetingIds.map((id) => [id, counts.get(id) ?? { handedIn: 0, waiting: 0 }]));
}

/** A form with what became of it. */
export interface ListedForm extends HandedInForm {
  readonly entered: boolean;
  readonly setAside: FormSetAside | null;
}

/** The first forms behind a number of each of some meetings, one more than `limit` where there are more. */
export async function firstFormsOfEach(
  read: EntityManager,
  meetingIds: readonly MeetingId[],
  { afterKey, limit }: Page,
): Promise<ReadonlyMap<string, readonly ListedForm[]>> {
  const below = { table: 'handed_in_form form', key: 'form.formNumber', where: 'form.meetingId = ?' };
  const numbersOf = await firstBelowEach(read, below, new Map(meetingIds.map((id) => [id, id])), {
    after: afterKey ?? '',
    limit,
  });
  const numbers = [...new Set([...numbersOf.values()].flat())];
  if (numbers.length === 0) return new Map(meetingIds.map((id) => [id, []]));

  const places = (values: readonly unknown[]) => values.map(() => '?').join(', ');
  const forms: (HandedInForm & { entered: unknown })[] = await read.query(
    `SELECT form.*, CASE WHEN ${isEntered} THEN 1 ELSE 0 END AS entered FROM handed_in_form form
      WHERE form.meetingId IN (${places(meetingIds)}) AND form.formNumber IN (${places(numbers)})`,
    [...meetingIds, ...numbers],
  );
  const aside = await findSetAside(read, meetingIds, numbers);
  const nameOf = ({ meetingId, formNumber }: Pick<HandedInForm, 'meetingId' | 'formNumber'>) =>
    `${meetingId} ${formNumber}`;
  const asideOf = new Map(aside.map((each) => [nameOf(each), each]));
  const listed = new Map(
    forms.map((form) => [
      nameOf(form),
      { ...form, entered: toSafeInteger(form.entered) === 1, setAside: asideOf.get(nameOf(form)) ?? null },
    ]),
  );
  return new Map(
    [...numbersOf].map(([id, own]) => [
      id,
      own.map((formNumber) => listed.get(nameOf({ meetingId: id as MeetingId, formNumber }))!),
    ]),
  );
}
