import { loadOne } from '@anju/runtime/loader';
import { countsByState } from '../../counts-by-state.queries';
import type { Resolvers } from '../../generated/graphql';
import { jobStates } from './maintenance-job';

const jobCounts = countsByState('maintenance_job', jobStates);

export const jobBoardResolvers: Resolvers = {
  Division: {
    maintenanceJobsByState: async ({ code }, _, context) =>
      (await loadOne(context, jobCounts, code))?.map(({ count, ...state }) => ({ ...state, jobs: count })) ??
      null,
  },
};
