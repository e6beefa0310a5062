import { profileAt } from '@anju/rulebook/rule-profile';
import { dateOf, type Instant } from '@anju/values/time';
import type { EntityManager } from 'typeorm';
import { findCommunities } from '../../known/community/community.table';
import { findAcceptances } from '../../known/decision/decision.table';
import { findHouseholdGatesOf } from '../../known/household-gate/household-gate.table';
import { type GateStatus, gatesOf } from './gates';
import type { RenovationProject } from './renovation-project';

/** The gates of many projects, in as many statements as of one. */
export async function findGates(
  read: EntityManager,
  projects: readonly RenovationProject[],
  now: Instant,
): Promise<ReadonlyMap<string, readonly GateStatus[]>> {
  const communityIds = [...new Set(projects.flatMap((project) => project.communityIds))];
  const communities = await findCommunities(read, communityIds);
  const householdGates = await findHouseholdGatesOf(read, communityIds);
  const decisions = await findAcceptances(
    read,
    projects.map(({ id }) => id),
  );
  return new Map(
    projects.map((project) => [
      project.id,
      gatesOf(project, {
        communities: communities.filter(({ id }) => project.communityIds.includes(id)),
        householdGates,
        acceptances: decisions.filter(({ warrants }) => accepts(warrants, project)),
        payment: profileAt(project.divisionCode, dateOf(now)).payment,
      }),
    ]),
  );
}

const accepts = (warrants: { kind: string; projectId?: string }, { id }: RenovationProject) =>
  warrants.projectId === id;
