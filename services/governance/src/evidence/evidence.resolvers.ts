import { connectionOf, readPage } from '@anju/runtime/connection';
import { isId } from '@anju/values/id';
import type { Resolvers } from '../generated/graphql';
import { readPurpose } from '../owner/reading-purpose.access';
import { actsAs, rollKeepers } from '../owners-roll/roll.access';
import { loadQuestion } from '../question/question.loaders';
import { loadEvidence } from './evidence.loaders';
import { findReceipts } from './receipts.queries';
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
    evidenceReceipts: async (_, { questionId, of, ...page }, context) => {
      const { limit, afterKey } = readPage(page);
      const question = await loadQuestion(context, questionId);
      const evidence = await loadEvidence(context, questionId);
      const ownerId = context.owner;
      const { db, personalData } = context;
      const all =
        question && evidence && ownerId && isId('own', ownerId)
          ? await findReceipts(db.read, personalData.open(evidence.seed), question, { of, ownerId })
          : [];
      const behind = all.filter(({ commitment }) => afterKey === null || commitment > afterKey);
      return connectionOf(behind, limit, ({ commitment }) => commitment);
    },
  },

  EvidenceReceipt: {
    receipt: ({ closed }) => JSON.stringify(closed),
    opened: ({ opened }) => JSON.stringify(opened),
  },

  DecisionRecord: {
    evidence: ({ questionId }, _, context) => loadEvidence(context, questionId),
  },
};
