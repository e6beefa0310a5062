import type { Context } from '@anju/runtime/context';
import { findDecisions } from '../../known/decision/decision.table';
import { pagesOfChildren } from '../../first-of-each.queries';
import { groupBy } from '../../group-by';
import type { MaintenanceJob } from './maintenance-job';
import { findJobs } from './maintenance-job.table';
import { findReversals } from './receipt-reversal.table';

/** Loader of jobs by id. */
export async function jobsById({ db }: Pick<Context, 'db'>, ids: readonly string[]) {
  return new Map<string, MaintenanceJob>((await findJobs(db.read, ids)).map((job) => [job.id, job]));
}

const jobsBy =
  (parent: 'communityId' | 'projectId' | 'decisionId') =>
  ({ db }: Pick<Context, 'db'>, keys: readonly string[]) =>
    pagesOfChildren(db.read, { table: 'maintenance_job', parent, key: 'id' }, keys, (ids) =>
      jobsById({ db }, ids),
    );

/** Loaders of a page of jobs by what they belong to and page (`pageKey`). */
export const jobsByCommunity = jobsBy('communityId');
export const jobsByProject = jobsBy('projectId');
export const jobsByDecision = jobsBy('decisionId');

/** Loader of what was reversed, by job. */
export const reversalsByJob = async ({ db }: Pick<Context, 'db'>, ids: readonly string[]) =>
  groupBy(await findReversals(db.read, ids), ({ jobId }) => jobId);

/** Loader of decisions by their ids. */
export const decisionsById = async ({ db }: Context, ids: readonly string[]) =>
  new Map((await findDecisions(db.read, ids)).map((decision) => [decision.id as string, decision]));
