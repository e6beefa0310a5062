import { loadOne } from '@anju/runtime/loader';
import { maskDocument, maskName } from '@anju/runtime/personal-data';
import { loadCommunities } from '../community/community.resolvers';
import { pageOfOwned } from '../exclusive-unit/exclusive-unit.loaders';
import type { Resolvers } from '../generated/graphql';
import { loadReadableOwner, readFullName, seesAllOf } from './owner.loaders';
import { readPurpose } from './reading-purpose.access';

export const ownerResolvers: Resolvers = {
  Query: {
    owner: (_, { id }, context) => loadReadableOwner(context, id),
  },

  Owner: {
    __resolveReference: ({ id }, context) => loadReadableOwner(context, id),
    community: async ({ communityId }, _, context) => (await loadOne(context, loadCommunities, communityId))!,
    maskedName: ({ name }, _, { personalData }) => maskName(personalData.open(name)),
    maskedDocument: async (owner, _, context) =>
      (await seesAllOf(context, owner)) ? maskDocument(context.personalData.open(owner.document)) : null,
    fullName: async (owner, { purpose }, context) =>
      (await seesAllOf(context, owner)) ? readFullName(context, owner, readPurpose(purpose)) : null,
    units: ({ id }, args, context) => pageOfOwned(context, id, args),
  },
};
