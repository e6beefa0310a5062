import { idColumn } from '@anju/runtime/columns';
import { type EntityManager, EntitySchema, In } from 'typeorm';
import type { KnownProject } from './project';

export const KnownProjectTable = new EntitySchema<KnownProject>({
  name: 'known_project',
  columns: {
    id: { ...idColumn, primary: true },
    communityIds: { type: 'json' },
  },
});

export const findProjects = (read: EntityManager, ids: readonly string[]): Promise<KnownProject[]> =>
  read.find(KnownProjectTable, { where: { id: In([...ids]) } });

export async function insertProject(tx: EntityManager, project: KnownProject): Promise<void> {
  await tx.insert(KnownProjectTable, { ...project, communityIds: [...project.communityIds] });
}

/** Nothing but the inbox writes here, one event of a project after the other. */
export async function updateProject(tx: EntityManager, { id, communityIds }: KnownProject): Promise<void> {
  const { affected } = await tx.update(KnownProjectTable, { id }, { communityIds: [...communityIds] });
  // Parks the key, where somebody will see it.
  if (affected !== 1) throw new Error(`${id} went on and was never proposed`);
}
