import { presentImport, refuseImport } from '@anju/runtime/import-result';
import type { Context } from '@anju/runtime/context';
import { loadOne } from '@anju/runtime/loader';
import { isId } from '@anju/values/id';
import { pageOfRoll } from '../exclusive-unit/exclusive-unit.loaders';
import { zonesOf } from '../exclusive-unit/exclusive-unit.table';
import type { Resolvers } from '../generated/graphql';
import { importOwnersRoll } from './import-owners-roll.command';

const zones = ({ db }: Context, communityIds: readonly string[]) => zonesOf(db.read, communityIds);

export const ownersRollResolvers: Resolvers = {
  Mutation: {
    importOwnersRoll: async (_, { input: { communityId, file } }, context) =>
      presentImport(
        isId('com', communityId)
          ? await importOwnersRoll(context, communityId, file)
          : refuseImport('TARGET_NOT_FOUND'),
        context.language,
      ),
  },

  Community: {
    zone: ({ id }, _, context) => loadOne(context, zones, id),
    rollUnits: ({ id }, args, context) => pageOfRoll(context, id, args),
  },
};
