import type { Resolvers } from '../generated/graphql';
import { readPurpose } from '../owner/reading-purpose.access';
import { actsAs, rollKeepers } from '../owners-roll/roll.access';
import { loadQuestion } from '../question/question.loaders';
import { loadEvidence } from './evidence.loaders';
import { readCourtEvidence } from './read-court-evidence.command';

export const evidenceResolvers: Resolvers = {
  Query: {
    evidence: async (_, { questionId }, context) => {
      const evidence = await loadEvidence(context, questionId);
      return evidence && { ...evidence, bundle: evidence.publicBundle };
    },
    courtEvidence: async (_, { questionId, purpose: typed }, context) => {
      const purpose = readPurpose(typed);
      const question = await loadQuestion(context, questionId);
      const evidence = await loadEvidence(context, questionId);
      if (!question || !evidence) return null;
      const place = { division: question.divisionCode, communityId: question.communityId };
      if (!actsAs(context, rollKeepers, place)) return null;
      return await readCourtEvidence(context, evidence, question, purpose);
    },
  },

  DecisionRecord: {
    evidence: ({ questionId }, _, context) => loadEvidence(context, questionId),
  },
};
