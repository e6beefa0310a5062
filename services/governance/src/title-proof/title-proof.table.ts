import { dateColumn, idColumn, instantColumn } from '@anju/runtime/columns';
import { insertMany } from '@anju/runtime/insert-many';
import { type EntityManager, EntitySchema, In } from 'typeorm';
import type { SnapshotId } from '../electorate-snapshot/electorate-snapshot';
import { findElectors, headKeyColumn } from '../electorate-snapshot/electorate-snapshot.table';
import type { FrozenHead, ProofVoiding, SoldHead, TitleProof, TitleProofId } from './title-proof';

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

/** Append-only; one for each proof, of which all but one of a head are voided. */
export const SoldHeadTable = new EntitySchema<SoldHead>({
  name: 'sold_head',
  columns: {
    snapshotId: { ...idColumn, primary: true },
    headKey: { ...headKeyColumn, primary: true },
    proofId: { ...idColumn, primary: true },
    buyerId: idColumn,
  },
});

/** Append-only. */
export const VoidedTitleProofTable = new EntitySchema<ProofVoiding>({
  name: 'voided_title_proof',
  columns: {
    proofId: { ...idColumn, primary: true },
    reason: { type: 'text' },
    voidedAt: instantColumn,
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

export const findTitleProof = (read: EntityManager, id: TitleProofId): Promise<TitleProof | null> =>
  read.findOneBy(TitleProofTable, { id });

export const findTitleProofs = (
  read: EntityManager,
  meetingId: TitleProof['meetingId'],
): Promise<TitleProof[]> => read.findBy(TitleProofTable, { meetingId });

export async function insertProofVoiding(tx: EntityManager, voiding: ProofVoiding): Promise<void> {
  await tx.insert(VoidedTitleProofTable, voiding);
}

/** Those of some electorates that were sold, by proofs that stand. */
export async function findSoldHeads(
  read: EntityManager,
  snapshotIds: readonly SnapshotId[],
): Promise<readonly SoldHead[]> {
  const proven = await read.findBy(SoldHeadTable, { snapshotId: In([...snapshotIds]) });
  const voided = await findVoidedProofs(
    read,
    proven.map(({ proofId }) => proofId),
  );
  return proven.filter(({ proofId }) => !voided.has(proofId));
}

/** Which of these proofs were voided. */
export async function findVoidedProofs(
  read: EntityManager,
  proofIds: readonly TitleProofId[],
): Promise<ReadonlySet<string>> {
  const voided = await findProofVoidings(read, proofIds);
  return new Set(voided.map(({ proofId }) => proofId));
}

export const findProofVoidings = async (
  read: EntityManager,
  proofIds: readonly TitleProofId[],
): Promise<readonly ProofVoiding[]> =>
  // Most meetings see no sale.
  proofIds.length === 0
    ? []
    : await read.findBy(VoidedTitleProofTable, { proofId: In([...new Set(proofIds)]) });

/** The proofs by which heads of an electorate were sold, with those that were voided. */
export async function findTitleProofsIn(
  read: EntityManager,
  snapshotId: SnapshotId,
): Promise<readonly TitleProof[]> {
  const sold = await read.findBy(SoldHeadTable, { snapshotId });
  const ids = [...new Set(sold.map(({ proofId }) => proofId))];
  return ids.length === 0 ? [] : await read.findBy(TitleProofTable, { id: In(ids) as never });
}

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
