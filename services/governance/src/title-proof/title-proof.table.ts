import { dateColumn, idColumn, instantColumn } from '@anju/runtime/columns';
import { insertMany } from '@anju/runtime/insert-many';
import { type EntityManager, EntitySchema, In } from 'typeorm';
import type { SnapshotId } from '../electorate-snapshot/electorate';
import { findElectors, headKeyColumn } from '../electorate-snapshot/electorate-snapshot.table';
import type { FrozenHead, TitleProof, TitleProofId } from './title-proof';

/** Append-only, as is what follows from it. */
export const TitleProofTable = new EntitySchema<TitleProof>({
  name: 'title_proof',
  columns: {
    id: { ...idColumn, primary: true },
    meetingId: idColumn,
    buyerId: idColumn,
    unitIds: { type: 'json' },
    transferredOn: dateColumn,
    paperNumber: { type: 'varchar', length: 100 },
    paperSha256: { type: 'varchar', length: 64 },
    provenAt: instantColumn,
  },
  indices: [{ name: 'title_proof_meeting', columns: ['meetingId'] }],
});

/** A head that was sold whole, in one electorate; once. */
interface SoldHead extends Pick<FrozenHead, 'snapshotId' | 'headKey'> {
  readonly buyerId: TitleProof['buyerId'];
  readonly proofId: TitleProofId;
}

export const SoldHeadTable = new EntitySchema<SoldHead>({
  name: 'sold_head',
  columns: {
    snapshotId: { ...idColumn, primary: true },
    headKey: { ...headKeyColumn, primary: true },
    buyerId: idColumn,
    proofId: idColumn,
  },
});

export async function insertTitleProof(
  tx: EntityManager,
  proof: TitleProof,
  heads: readonly Pick<FrozenHead, 'snapshotId' | 'headKey'>[],
): Promise<void> {
  const { id: proofId, buyerId } = proof;
  await tx.insert(TitleProofTable, proof as never);
  await insertMany(
    tx,
    SoldHeadTable,
    heads.map(({ snapshotId, headKey }) => ({ snapshotId, headKey, buyerId, proofId })),
  );
}

/** Those of some electorates that were sold. */
export const findSoldHeads = (read: EntityManager, snapshotIds: readonly SnapshotId[]): Promise<SoldHead[]> =>
  read.findBy(SoldHeadTable, { snapshotId: In([...snapshotIds]) });

/** The heads that an owner is of or, by a sale, may speak for, in each of these electorates (REG-7). */
export async function findHeadsOf(
  read: EntityManager,
  ownerId: TitleProof['buyerId'],
  snapshotIds: readonly SnapshotId[],
): Promise<readonly Pick<FrozenHead, 'snapshotId' | 'headKey'>[]> {
  const own = await findElectors(read, ownerId, snapshotIds);
  const bought = (await findSoldHeads(read, snapshotIds)).filter(({ buyerId }) => buyerId === ownerId);
  return [...own, ...bought].map(({ snapshotId, headKey }) => ({ snapshotId, headKey }));
}
