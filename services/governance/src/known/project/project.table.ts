import { idColumn, wordColumn } from '@anju/runtime/columns';
import { type EntityManager, EntitySchema } from 'typeorm';
import type { KnownProject } from './project';

export const KnownProjectTable = new EntitySchema<KnownProject>({
  name: 'known_project',
  columns: {
    id: { ...idColumn, primary: true },
    name: { type: 'text' },
    state: wordColumn,
    communityIds: { type: 'json' },
    contents: { type: 'json' },
    contentsHash: { type: 'varchar', length: 64 },
    synthetic: { type: 'boolean' },
  },
});

export const findKnownProject = (read: EntityManager, id: KnownProject['id']): Promise<KnownProject | null> =>
  read.findOneBy(KnownProjectTable, { id });

export async function insertKnownProject(tx: EntityManager, project: KnownProject): Promise<void> {
  await tx.insert(KnownProjectTable, project as never);
}

/** Once it rests on what is invented it does so for good. */
export async function setKnownProjectState(
  tx: EntityManager,
  id: KnownProject['id'],
  state: KnownProject['state'],
  synthetic: true | undefined,
): Promise<void> {
  await tx.update(KnownProjectTable, { id }, { state, ...(synthetic && { synthetic }) });
}
