import type { Resolvers } from '../generated/graphql';
import { loadBuilding } from '../building/building.loaders';
import { loadOwner } from '../owner/owner.loaders';
import { evidenceOf } from './exclusive-unit';
import { loadReadableUnit, readsOwnersOf } from './exclusive-unit.loaders';

export const exclusiveUnitResolvers: Resolvers = {
  Query: {
    exclusiveUnit: (_, { id }, context) => loadReadableUnit(context, id),
  },

  ExclusiveUnit: {
    __resolveReference: ({ id }, context) => loadReadableUnit(context, id),
    building: async ({ buildingId }, _, context) => (await loadBuilding(context, buildingId))!,
    areaEvidence: evidenceOf,
    owners: async (unit, _, context) =>
      (await readsOwnersOf(context, unit))
        ? Promise.all(unit.ownerIds.map(async (id) => (await loadOwner(context, id))!))
        : null,
  },
};
