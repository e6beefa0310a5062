import { dateColumn, idColumn, instantColumn, integerColumn } from '@anju/runtime/columns';
import { type EntityManager, EntitySchema, In } from 'typeorm';
import type { WithdrawnPosting } from './posting-withdrawal';

/** Append-only. */
export const WithdrawnPostingTable = new EntitySchema<WithdrawnPosting>({
  name: 'withdrawn_posting',
  columns: {
    decisionId: { ...idColumn, primary: true },
    number: { ...integerColumn, primary: true },
    postedOn: dateColumn,
    recordedAt: instantColumn,
    place: { type: 'varchar', length: 200 },
    photoSha256: { type: 'varchar', length: 64, nullable: true },
    objectionsUntil: dateColumn,
    reason: { type: 'text' },
    paperNumber: { type: 'varchar', length: 100 },
    paperSha256: { type: 'varchar', length: 64 },
    withdrawnAt: instantColumn,
  },
});

/** In the order in which they were recorded. */
export const findWithdrawnPostings = (
  read: EntityManager,
  decisionIds: readonly string[],
): Promise<WithdrawnPosting[]> =>
  read.find(WithdrawnPostingTable, {
    where: { decisionId: In([...decisionIds]) as never },
    order: { number: 'ASC' },
  });

export async function insertWithdrawnPosting(tx: EntityManager, posting: WithdrawnPosting): Promise<void> {
  await tx.insert(WithdrawnPostingTable, posting);
}
