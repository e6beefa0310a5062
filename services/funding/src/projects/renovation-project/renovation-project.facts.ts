import type { Context } from '@anju/runtime/context';
import { loadOne } from '@anju/runtime/loader';
import type { EntityManager } from 'typeorm';
import type { RenovationProject, RenovationProjectId } from './renovation-project';
import { projectsById } from './renovation-project.queries';
import { findProjects } from './renovation-project.table';

/** Which communities a project renovates; null if there is no such project. */
export async function findCommunitiesOfProject(
  read: EntityManager,
  projectId: RenovationProjectId,
): Promise<Pick<RenovationProject, 'id' | 'communityIds'> | null> {
  const [project] = await findProjects(read, [projectId]);
  return project ?? null;
}

/** The project that something in another group belongs to, for the graph to go on from. */
export const loadProject = (context: Context, projectId: RenovationProjectId) =>
  loadOne(context, projectsById, projectId);
