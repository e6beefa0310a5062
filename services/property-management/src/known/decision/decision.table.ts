import { dateColumn, idColumn, instantColumn } from '@anju/runtime/columns';
import type { CalendarDate, Instant } from '@anju/values/time';
import { type EntityManager, EntitySchema, In } from 'typeorm';
import type { KnownDecision } from './decision';

export const KnownDecisionTable = new EntitySchema<KnownDecision>({
  name: 'known_decision',
  columns: {
    id: { ...idColumn, primary: true },
    communityId: idColumn,
    companyId: { ...idColumn, nullable: true },
    effectiveAt: { ...instantColumn, nullable: true },
    annulledOn: { ...dateColumn, nullable: true },
    synthetic: { type: 'boolean' },
  },
});

export const findDecision = (read: EntityManager, id: KnownDecision['id']): Promise<KnownDecision | null> =>
  read.findOneBy(KnownDecisionTable, { id });

export const findDecisions = (read: EntityManager, ids: readonly string[]): Promise<KnownDecision[]> =>
  read.findBy(KnownDecisionTable, { id: In([...ids]) as never });

/** One that was just counted: neither effective nor annulled. */
export async function insertDecision(
  tx: EntityManager,
  decision: Omit<KnownDecision, 'effectiveAt' | 'annulledOn'>,
): Promise<void> {
  await tx.insert(KnownDecisionTable, { ...decision, effectiveAt: null, annulledOn: null });
}

export async function setEffectiveAt(
  tx: EntityManager,
  id: KnownDecision['id'],
  effectiveAt: Instant | null,
): Promise<void> {
  await tx.update(KnownDecisionTable, { id }, { effectiveAt });
}

/** Parks the key, where somebody will see it, if the count is not known: it must have come before. */
export async function setAnnulledOn(
  tx: EntityManager,
  id: KnownDecision['id'],
  annulledOn: CalendarDate | null,
): Promise<void> {
  const { affected } = await tx.update(KnownDecisionTable, { id }, { annulledOn });
  if (affected !== 1) throw new Error(`${id} is annulled or restored and was never counted`);
}
