import { idColumn, instantColumn, integerColumn, wordColumn } from '@anju/runtime/columns';
import { compareAndSet, forUpdate } from '@anju/runtime/transaction';
import { type EntityManager, EntitySchema, In, IsNull } from 'typeorm';
import type { Objection, ObjectionId } from './objection';

export const ObjectionTable = new EntitySchema<Objection>({
  name: 'objection',
  columns: {
    id: { ...idColumn, primary: true },
    version: integerColumn,
    decisionId: idColumn,
    ownerId: idColumn,
    text: { type: 'text' },
    raisedAt: instantColumn,
    enteredAt: { ...instantColumn, nullable: true },
    paperNumber: { type: 'varchar', length: 100, nullable: true },
    paperSha256: { type: 'varchar', length: 64, nullable: true },
    answer: { type: 'text', nullable: true },
    answeredBy: { ...wordColumn, nullable: true },
    answeredAt: { ...instantColumn, nullable: true },
    insistedAt: { ...instantColumn, nullable: true },
    streetAnswer: { type: 'text', nullable: true },
    streetAnsweredAt: { ...instantColumn, nullable: true },
    withdrawnAt: { ...instantColumn, nullable: true },
    withdrawalReason: { type: 'text', nullable: true },
  },
  indices: [{ name: 'objection_decision', columns: ['decisionId', 'id'] }],
});

export const findObjection = (read: EntityManager, id: ObjectionId): Promise<Objection | null> =>
  read.findOneBy(ObjectionTable, { id });

export const findObjections = (read: EntityManager, ids: readonly string[]): Promise<Objection[]> =>
  read.findBy(ObjectionTable, { id: In([...ids]) as never });

/** The objections to some decisions, in the order they came in. */
export const findObjectionsTo = (read: EntityManager, decisionIds: readonly string[]): Promise<Objection[]> =>
  read.find(ObjectionTable, { where: { decisionId: In([...decisionIds]) as never }, order: { id: 'ASC' } });

/** Whether a paper with this number or this hash was entered for the owner before, and not withdrawn. */
export const isPaperEntered = (
  tx: EntityManager,
  of: Pick<Objection, 'decisionId' | 'ownerId'>,
  { number, sha256 }: { readonly number: string; readonly sha256: string },
): Promise<boolean> =>
  tx.existsBy(ObjectionTable, [
    { ...of, paperNumber: number, withdrawnAt: IsNull() },
    { ...of, paperSha256: sha256, withdrawnAt: IsNull() },
  ]);

export const lockObjection = (tx: EntityManager, id: ObjectionId): Promise<Objection | null> =>
  tx.findOne(ObjectionTable, { where: { id }, ...forUpdate(tx) });

export async function insertObjection(tx: EntityManager, objection: Objection): Promise<void> {
  await tx.insert(ObjectionTable, objection);
}

export const updateObjection = (tx: EntityManager, objection: Objection): Promise<void> =>
  compareAndSet(tx, ObjectionTable, objection);
