import type { Resolvers } from '../generated/graphql';
import { loadBuilding } from '../building/building.loaders';
import { loadOwner } from '../owner/owner.loaders';
import { evidenceOf } from './exclusive-unit';
import { loadReadableUnit } from './exclusive-unit.loaders';

export const exclusiveUnitResolvers: Resolvers = {
  Query: {
    exclusiveUnit: (_, { id }, context) => loadReadableUnit(context, id),
  },

  ExclusiveUnit: {
    __resolveReference: ({ id }, context) => loadReadableUnit(context, id),
    building: async ({ buildingId }, _, context) => (await loadBuilding(context, buildingId))!,
    areaEvidence: evidenceOf,
    // Who sees a unit sees the roll it stands on, and so its owners.
    owners: async ({ ownerIds }, _, context) =>
      Promise.all(ownerIds.map(async (id) => (await loadOwner(context, id))!)),
  },
};
