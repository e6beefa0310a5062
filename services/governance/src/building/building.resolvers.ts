import { loadOne } from '@anju/runtime/loader';
import { loadCommunities } from '../community/community.resolvers';
import type { Resolvers } from '../generated/graphql';
import { loadBuilding, loadTotals, pageOfBuildings } from './building.loaders';

export const buildingResolvers: Resolvers = {
  Building: {
    // Numbers and totals that anybody can count in the yard, so there is nobody to keep out here.
    __resolveReference: ({ id }, context) => loadBuilding(context, id),
    community: async ({ communityId }, _, context) => (await loadOne(context, loadCommunities, communityId))!,
    units: async ({ id }, _, context) => (await loadTotals(context, id)).units,
    areaDm2: async ({ id }, _, context) => (await loadTotals(context, id)).areaDm2,
    synthetic: async ({ id }, _, context) => (await loadTotals(context, id)).synthetic,
  },

  Community: {
    buildings: ({ id }, args, context) => pageOfBuildings(context, id, args),
  },
};
