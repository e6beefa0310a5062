import { loadOne } from '@anju/runtime/loader';
import type { Resolvers } from '../../generated/graphql';
import { warrantsByDecision } from './warrant.queries';

export const warrantResolvers: Resolvers = {
  OwnersDecision: {
    // Posted for everybody to read (GOV-MEET-6), so there is nobody to keep out here.
    __resolveReference: ({ id }) => ({ id }),
    warrant: ({ id }, _, context) => loadOne(context, warrantsByDecision, id),
  },
};
