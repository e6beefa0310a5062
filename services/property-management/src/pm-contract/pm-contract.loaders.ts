import type { Context } from '@anju/runtime/context';
import { loadDeadlines } from '@anju/runtime/deadline.loader';
import { loadOne } from '@anju/runtime/loader';
import { covers, type DivisionCode } from '@anju/values/division';
import { dateOf } from '@anju/values/time';
import { findCommunities } from '../known/community/community.table';
import { findDecisions } from '../known/decision/decision.table';
import { findProjects } from '../known/project/project.table';
import type { PmContract } from './pm-contract';
import { addCounts, type ContractCounts, countByDivision, noContracts } from './pm-contract.queries';
import { findContracts, findContractsOn, findContractsOf } from './pm-contract.table';

const byId = async ({ db }: Context, ids: readonly string[]) =>
  new Map((await findContracts(db.read, ids)).map((contract) => [contract.id as string, contract]));

const byDecision = async ({ db }: Context, ids: readonly string[]) =>
  new Map((await findContractsOn(db.read, ids)).map((contract) => [contract.decisionId as string, contract]));

// Whole: a community has a handful over the years, and who pages them does so in memory.
const byCommunity = async ({ db }: Context, ids: readonly string[]) => {
  const contracts = await findContractsOf(db.read, ids);
  const of = (id: string) => contracts.filter(({ communityId }) => communityId === id);
  return new Map(ids.map((id) => [id, of(id)]));
};

const byProject = async (context: Context, ids: readonly string[]) => {
  const projects = await findProjects(context.db.read, ids);
  const contracts = await byCommunity(context, [...new Set(projects.flatMap((each) => each.communityIds))]);
  const inOrder = (a: PmContract, b: PmContract) => (a.id < b.id ? -1 : 1);
  return new Map<string, PmContract[]>(
    projects.map(({ id, communityIds }) => [
      id,
      communityIds.flatMap((communityId) => contracts.get(communityId)!).toSorted(inOrder),
    ]),
  );
};

const communitiesById = async ({ db }: Context, ids: readonly string[]) =>
  new Map((await findCommunities(db.read, ids)).map((community) => [community.id as string, community]));

const decisionsById = async ({ db }: Context, ids: readonly string[]) =>
  new Map((await findDecisions(db.read, ids)).map((decision) => [decision.id as string, decision]));

const countsByDivision = async ({ db, clock }: Context, codes: readonly string[]) => {
  const counted = await countByDivision(db.read, dateOf(clock()));
  const covered = (code: string) =>
    counted
      .filter(({ divisionCode }) => covers(code as DivisionCode, divisionCode))
      .reduce<ContractCounts>(addCounts, noContracts);
  return new Map(codes.map((code) => [code, covered(code)]));
};

export const loadContract = (context: Context, id: string) => loadOne(context, byId, id);

/** The contract that rests on a decision. */
export const loadContractOn = (context: Context, decisionId: string) =>
  loadOne(context, byDecision, decisionId);

/** What is known of the decision that a contract rests on. */
export const loadKnownDecision = (context: Context, decisionId: string) =>
  loadOne(context, decisionsById, decisionId);

/** All contracts of a community, in the order they were entered. */
export const loadContractsOf = async (
  context: Context,
  communityId: string,
): Promise<readonly PmContract[]> => (await loadOne(context, byCommunity, communityId)) ?? [];

/** All contracts of a project's communities, in the order they were entered. */
export const loadContractsFor = async (context: Context, projectId: string): Promise<readonly PmContract[]> =>
  (await loadOne(context, byProject, projectId)) ?? [];

/** By the rules of where its community lies (OVR-3). */
export async function loadDeadlinesOf(context: Context, { id, communityId }: PmContract) {
  const { divisionCode } = (await loadOne(context, communitiesById, communityId))!;
  return loadDeadlines(context, id, divisionCode);
}

/** The contracts of everything a division covers. */
export const loadCounts = async (context: Context, code: string) =>
  (await loadOne(context, countsByDivision, code)) ?? noContracts;
