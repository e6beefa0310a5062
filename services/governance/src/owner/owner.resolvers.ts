import { loadOne } from '@anju/runtime/loader';
import { maskDocument, maskName } from '@anju/runtime/personal-data';
import { GraphQLError } from 'graphql';
import { loadCommunities } from '../community/community.resolvers';
import { pageOfOwned } from '../exclusive-unit/exclusive-unit.loaders';
import type { Resolvers } from '../generated/graphql';
import { loadReadableOwner, readFullName, seesAllOf } from './owner.loaders';

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
    fullName: async (owner, args, context) => {
      const purpose = args.purpose.trim();
      if (purpose === '' || [...purpose].length > 200) throw noPurpose();
      return (await seesAllOf(context, owner)) ? readFullName(context, owner, purpose) : null;
    },
    units: ({ id }, args, context) => pageOfOwned(context, id, args),
  },
};

const noPurpose = () =>
  new GraphQLError(
    'purpose 须写明查询目的，1 至 200 个字符。/ purpose must say what the name is for, in 1 to 200 characters.',
    { extensions: { code: 'BAD_USER_INPUT' } },
  );
