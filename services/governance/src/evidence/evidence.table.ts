import { idColumn, instantColumn } from '@anju/runtime/columns';
import { type EntityManager, EntitySchema, In } from 'typeorm';
import type { Evidence } from './evidence';

/** Append-only; one for each question that was counted. */
export const EvidenceTable = new EntitySchema<Evidence>({
  name: 'evidence',
  columns: {
    questionId: { ...idColumn, primary: true },
    sealedAt: instantColumn,
    seed: { type: 'varchar', length: 200 },
    publicBundle: { type: 'text' },
    sha256: { type: 'varchar', length: 64 },
    keyThumbprint: { type: 'varchar', length: 64 },
  },
});

export async function insertEvidence(tx: EntityManager, evidence: Evidence): Promise<void> {
  await tx.insert(EvidenceTable, evidence);
}

export const findEvidence = (read: EntityManager, questionIds: readonly string[]): Promise<Evidence[]> =>
  read.findBy(EvidenceTable, { questionId: In([...questionIds]) as never });
