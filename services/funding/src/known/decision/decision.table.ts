import { dateColumn, idColumn, instantColumn, integerColumn, wordColumn } from '@anju/runtime/columns';
import { type EntityManager, EntitySchema, In } from 'typeorm';
import type { KnownDecision } from './decision';

/** A decision as it is stored: what it accepts stands in a column of its own, to be found by its project. */
interface Row extends KnownDecision {
  readonly acceptedProjectId: `prj_${string}` | null;
}

export const KnownDecisionTable = new EntitySchema<Row>({
  name: 'known_decision',
  columns: {
    id: { ...idColumn, primary: true },
    communityId: idColumn,
    divisionCode: wordColumn,
    matter: wordColumn,
    mixedWith: { ...wordColumn, nullable: true },
    adopted: { type: 'boolean' },
    warrants: { type: 'json' },
    entitledAreaDm2: { ...integerColumn, nullable: true },
    acceptedProjectId: { ...idColumn, nullable: true },
    decidedAt: instantColumn,
    effectiveAt: { ...instantColumn, nullable: true },
    annulledOn: { ...dateColumn, nullable: true },
    annulledAt: { ...instantColumn, nullable: true },
    synthetic: { type: 'boolean' },
  },
  indices: [{ name: 'known_decision_project', columns: ['acceptedProjectId'] }],
});

export const findDecision = (read: EntityManager, id: KnownDecision['id']): Promise<KnownDecision | null> =>
  read.findOneBy(KnownDecisionTable, { id });

export const findDecisions = (read: EntityManager, ids: readonly string[]): Promise<KnownDecision[]> =>
  read.findBy(KnownDecisionTable, { id: In([...ids]) });

/** Decisions by which owners accepted one of these projects' contents (PART-4). */
export const findAcceptances = (
  read: EntityManager,
  projectIds: readonly string[],
): Promise<KnownDecision[]> =>
  read.find(KnownDecisionTable, {
    where: { acceptedProjectId: In([...projectIds]) },
    order: { id: 'ASC' },
  });

/** One that was just counted: neither effective nor annulled. */
export async function insertDecision(
  tx: EntityManager,
  decision: Omit<KnownDecision, 'effectiveAt' | keyof Annulled>,
): Promise<void> {
  const { warrants } = decision;
  const acceptedProjectId = warrants.kind === 'ACCEPT_CONTENTS' ? warrants.projectId : null;
  const counted = { ...decision, effectiveAt: null, annulledOn: null, annulledAt: null };
  await tx.insert(KnownDecisionTable, { ...counted, acceptedProjectId });
}

type Annulled = Pick<KnownDecision, 'annulledOn' | 'annulledAt'>;

/** Parks the key, where somebody will see it, if the count is not known: it must have come before. */
export async function setAnnulled(
  tx: EntityManager,
  id: KnownDecision['id'],
  annulled: Annulled,
): Promise<void> {
  const { affected } = await tx.update(KnownDecisionTable, { id }, annulled);
  if (affected !== 1) throw new Error(`${id} is annulled or restored and was never counted`);
}
