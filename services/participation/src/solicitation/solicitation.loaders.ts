import type { Context } from '@anju/runtime/context';
import { loadOne } from '@anju/runtime/loader';
import { covers, type DivisionCode } from '@anju/values/division';
import { tallyBuildings } from '../household-response/household-response.queries';
import { findProjects } from '../known/project/project.table';
import type { Solicitation } from './solicitation';
import { countSolicitations } from './solicitation.queries';
import { findReopenings, findSolicitations, findSolicitationsOf } from './solicitation.table';
import { addTallies } from './tally';

const byId = async ({ db }: Context, ids: readonly string[]) =>
  new Map((await findSolicitations(db.read, ids)).map((each) => [each.id as string, each]));

// Whole: a community is asked a handful of times, and who pages them does so in memory.
const byCommunity = async ({ db }: Context, ids: readonly string[]) => {
  const solicitations = await findSolicitationsOf(db.read, ids);
  const groups = new Map<string, Solicitation[]>(ids.map((id) => [id, []]));
  for (const each of solicitations) groups.get(each.communityId)!.push(each);
  return groups;
};

const byProject = async (context: Context, ids: readonly string[]) => {
  const projects = await findProjects(context.db.read, ids);
  const asked = await byCommunity(context, [...new Set(projects.flatMap((each) => each.communityIds))]);
  const inOrder = (a: Solicitation, b: Solicitation) => (a.id < b.id ? -1 : 1);
  return new Map<string, Solicitation[]>(
    projects.map(({ id, communityIds }) => [
      id,
      communityIds.flatMap((communityId) => asked.get(communityId)!).toSorted(inOrder),
    ]),
  );
};

const buildingsById = ({ db }: Context, ids: readonly string[]) => tallyBuildings(db.read, ids);

const countsByDivision = async ({ db }: Context, codes: readonly string[]) => {
  const counts = await countSolicitations(db.read);
  const sumOf = (code: string, state: Solicitation['state']) =>
    counts
      .filter((each) => each.state === state && covers(code as DivisionCode, each.divisionCode))
      .reduce((sum, { solicitations }) => sum + solicitations, 0);
  return new Map(
    codes.map((code) => [
      code,
      {
        open: sumOf(code, 'OPEN'),
        gateReached: sumOf(code, 'GATE_REACHED'),
        gateMissed: sumOf(code, 'GATE_MISSED'),
        withdrawn: sumOf(code, 'WITHDRAWN'),
      },
    ]),
  );
};

const reopenings = async ({ db }: Context, ids: readonly string[]) => {
  const all = await findReopenings(db.read, ids);
  return new Map(ids.map((id) => [id, all.filter(({ solicitationId }) => solicitationId === id)]));
};

/** How often it was closed too early, the first first. */
export const loadReopenings = async (context: Context, id: string) =>
  (await loadOne(context, reopenings, id)) ?? [];

export const loadSolicitation = (context: Context, id: string) => loadOne(context, byId, id);

/** All solicitations of a community, in the order they were opened. */
export const loadSolicitationsOf = async (
  context: Context,
  communityId: string,
): Promise<readonly Solicitation[]> => (await loadOne(context, byCommunity, communityId)) ?? [];

/** All solicitations of a project's communities, in the order they were opened. */
export const loadSolicitationsFor = async (
  context: Context,
  projectId: string,
): Promise<readonly Solicitation[]> => (await loadOne(context, byProject, projectId)) ?? [];

export const loadBuildings = async (context: Context, id: string) =>
  (await loadOne(context, buildingsById, id)) ?? [];

export const loadTally = async (context: Context, id: string) => addTallies(await loadBuildings(context, id));

/** The solicitations of everything a division covers. */
export const loadCounts = async (context: Context, code: string) =>
  (await loadOne(context, countsByDivision, code))!;
