import { dateColumn, idColumn, instantColumn, integerColumn, wordColumn } from '@anju/runtime/columns';
import { type EntityManager, EntitySchema, In } from 'typeorm';
import type { Annulment, AnnulmentWithdrawal } from './annulment';

const ofAnnulment = {
  decisionId: { ...idColumn, primary: true },
  number: { ...integerColumn, primary: true },
  paperNumber: { type: 'varchar', length: 100 },
  paperSha256: { type: 'varchar', length: 64 },
} as const;

/** Append-only: a decision is annulled, and what was said of it then stays. */
export const AnnulmentTable = new EntitySchema<Annulment>({
  name: 'annulment',
  columns: {
    ...ofAnnulment,
    kind: wordColumn,
    annulledOn: dateColumn,
    enteredBy: wordColumn,
    recordedAt: instantColumn,
  },
});

/** Append-only. */
export const WithdrawnAnnulmentTable = new EntitySchema<AnnulmentWithdrawal>({
  name: 'withdrawn_annulment',
  columns: { ...ofAnnulment, reason: { type: 'text' }, withdrawnAt: instantColumn },
});

/** In the order in which they were recorded. */
export const findAnnulments = (read: EntityManager, decisionIds: readonly string[]): Promise<Annulment[]> =>
  read.find(AnnulmentTable, {
    where: { decisionId: In([...decisionIds]) as never },
    order: { number: 'ASC' },
  });

export const findWithdrawnAnnulments = (
  read: EntityManager,
  decisionIds: readonly string[],
): Promise<AnnulmentWithdrawal[]> =>
  read.findBy(WithdrawnAnnulmentTable, { decisionId: In([...decisionIds]) as never });

export async function insertAnnulment(tx: EntityManager, annulment: Annulment): Promise<void> {
  await tx.insert(AnnulmentTable, annulment);
}

export async function insertWithdrawnAnnulment(
  tx: EntityManager,
  withdrawal: AnnulmentWithdrawal,
): Promise<void> {
  await tx.insert(WithdrawnAnnulmentTable, withdrawal);
}
