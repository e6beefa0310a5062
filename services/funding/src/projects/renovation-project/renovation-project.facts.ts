import type { ContentCode } from '@anju/rulebook/content';
import type { Context } from '@anju/runtime/context';
import { loadOne } from '@anju/runtime/loader';
import type { Fen } from '@anju/values/money';
import type { EntityManager } from 'typeorm';
import type { RenovationProject, RenovationProjectId } from './renovation-project';
import { allowedCodes } from './funding-line';
import { projectsById } from './renovation-project.queries';
import { findFundingLines, findProjects, lockProject, updateProject } from './renovation-project.table';

/** Which communities a project renovates, and whether it still does; null if there is no such project. */
export async function findCommunitiesOfProject(
  read: EntityManager,
  projectId: RenovationProjectId,
): Promise<Pick<RenovationProject, 'id' | 'state' | 'communityIds' | 'synthetic'> | null> {
  const [project] = await findProjects(read, [projectId]);
  return project ?? null;
}

/** So much that a project may pay from maintenance funds, for these kinds of work alone (FUND-8). */
export interface FundAllocation {
  readonly contentCodes: readonly ContentCode[];
  readonly amountFen: Fen;
}

export async function findFundAllocations(
  read: EntityManager,
  projectId: RenovationProjectId,
): Promise<readonly FundAllocation[]> {
  const [project] = await findProjects(read, [projectId]);
  const lines = await findFundingLines(read, [projectId]);
  return lines
    .filter(({ instrument }) => instrument === 'MAINTENANCE_FUND')
    .map((line) => ({ contentCodes: allowedCodes(line, project!.contents), amountFen: line.amountFen }));
}

/** Whoever draws on a project's money holds the project while that is decided … */
export const holdProject = lockProject;

/** … and writes it with what is drawn: of two at once the second sees what the first has drawn. */
export const drawOnProject = updateProject;

/** The project that something in another group belongs to, for the graph to go on from. */
export const loadProject = (context: Context, projectId: RenovationProjectId) =>
  loadOne(context, projectsById, projectId);
