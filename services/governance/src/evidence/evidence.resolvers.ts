import type { Resolvers } from '../generated/graphql';
import { loadEvidence } from './evidence.loaders';

export const evidenceResolvers: Resolvers = {
  Query: {
    evidence: async (_, { questionId }, context) => {
      const evidence = await loadEvidence(context, questionId);
      return evidence && { ...evidence, bundle: evidence.publicBundle };
    },
  },

  DecisionRecord: {
    evidence: ({ questionId }, _, context) => loadEvidence(context, questionId),
  },
};
