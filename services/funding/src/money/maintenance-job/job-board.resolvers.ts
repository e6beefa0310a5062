import type { Context } from '@anju/runtime/context';
import { loadOne } from '@anju/runtime/loader';
import { covers, isDivisionCode } from '@anju/values/division';
import type { Resolvers } from '../../generated/graphql';
import { jobStates } from './maintenance-job';
import { countJobs, type JobCount } from './maintenance-job.queries';

/** Loader: one reading of the counties' figures answers for every division of a request. */
async function countsByDivision({ db }: Context, codes: readonly string[]) {
  const counts = await countJobs(db.read);
  return new Map<string, readonly JobCount[]>(
    codes
      .filter(isDivisionCode)
      .map((code) => [code, counts.filter(({ divisionCode }) => covers(code, divisionCode))]),
  );
}

export const jobBoardResolvers: Resolvers = {
  Division: {
    maintenanceJobsByState: async ({ code }, _, context) => {
      const counts = (await loadOne(context, countsByDivision, code)) ?? [];
      return jobStates.map((state) => {
        const there = counts.filter((count) => count.state === state);
        return {
          state,
          jobs: there.reduce((sofar, { jobs }) => sofar + jobs, 0),
          synthetic: there.reduce((sofar, { synthetic }) => sofar + synthetic, 0),
        };
      });
    },
  },
};
