import { toSafeInteger } from '@anju/runtime/columns';
import type { Context } from '@anju/runtime/context';
import type { DivisionCode } from '@anju/values/division';
import type { EntityManager } from 'typeorm';
import { pagesOfChildren } from '../../first-of-each.queries';
import type { JobState, MaintenanceJob } from './maintenance-job';
import { findJobs } from './maintenance-job.table';

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

export interface JobCount {
  readonly divisionCode: DivisionCode;
  readonly state: JobState;
  readonly jobs: number;
  /** Of them, those that are invented. */
  readonly synthetic: number;
}

/** How many jobs of each county stand at each step: a few rows, whatever division is asked for. */
export async function countJobs(read: EntityManager): Promise<readonly JobCount[]> {
  const rows: { divisionCode: DivisionCode; state: JobState; jobs: unknown; synthetic: unknown }[] =
    await read.query(
      `SELECT divisionCode, state, COUNT(*) AS jobs, SUM(synthetic) AS synthetic
         FROM maintenance_job GROUP BY divisionCode, state`,
    );
  return rows.map((row) => ({
    ...row,
    jobs: toSafeInteger(row.jobs),
    synthetic: toSafeInteger(row.synthetic),
  }));
}
