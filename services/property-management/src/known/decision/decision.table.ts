import { idColumn, instantColumn } from '@anju/runtime/columns';
import type { Instant } from '@anju/values/time';
import { type EntityManager, EntitySchema } from 'typeorm';
import type { KnownDecision } from './decision';

export const KnownDecisionTable = new EntitySchema<KnownDecision>({
  name: 'known_decision',
  columns: {
    id: { ...idColumn, primary: true },
    communityId: idColumn,
    companyId: { ...idColumn, nullable: true },
    effectiveAt: { ...instantColumn, nullable: true },
    synthetic: { type: 'boolean' },
  },
});

export const findDecision = (read: EntityManager, id: KnownDecision['id']): Promise<KnownDecision | null> =>
  read.findOneBy(KnownDecisionTable, { id });

export async function insertDecision(tx: EntityManager, decision: KnownDecision): Promise<void> {
  await tx.insert(KnownDecisionTable, decision);
}

export async function setEffectiveAt(
  tx: EntityManager,
  id: KnownDecision['id'],
  effectiveAt: Instant | null,
): Promise<void> {
  await tx.update(KnownDecisionTable, { id }, { effectiveAt });
}
