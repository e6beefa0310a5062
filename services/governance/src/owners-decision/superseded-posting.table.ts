import { dateColumn, idColumn, instantColumn, integerColumn } from '@anju/runtime/columns';
import { type EntityManager, EntitySchema, In } from 'typeorm';
import type { SupersededPosting } from './posting';

/** Append-only. */
export const SupersededPostingTable = new EntitySchema<SupersededPosting>({
  name: 'superseded_posting',
  columns: {
    decisionId: { ...idColumn, primary: true },
    number: { ...integerColumn, primary: true },
    postedOn: dateColumn,
    recordedAt: instantColumn,
    place: { type: 'varchar', length: 200 },
    photoSha256: { type: 'varchar', length: 64, nullable: true },
    objectionsUntil: dateColumn,
    hung: { type: 'json' },
    reason: { type: 'text' },
    paperNumber: { type: 'varchar', length: 100 },
    paperSha256: { type: 'varchar', length: 64 },
    supersededAt: instantColumn,
  },
});

/** In the order in which they hung. */
export const findSupersededPostings = (
  read: EntityManager,
  decisionIds: readonly string[],
): Promise<SupersededPosting[]> =>
  read.find(SupersededPostingTable, {
    where: { decisionId: In([...decisionIds]) as never },
    order: { number: 'ASC' },
  });

export async function insertSupersededPosting(tx: EntityManager, posting: SupersededPosting): Promise<void> {
  await tx.insert(SupersededPostingTable, posting as never);
}
