import { connectionOf, readPage } from '@anju/runtime/connection';
import { loadOne } from '@anju/runtime/loader';
import { loadCommunities } from '../community/community.resolvers';
import type { Resolvers } from '../generated/graphql';
import { loadCommittee } from '../owners-committee/owners-committee.loaders';
import { loadDecision } from '../owners-decision/owners-decision.loaders';
import { loadOpenQuestions } from '../question/open-questions.queries';
import { loadQuestion } from '../question/question.loaders';
import { loadUpcomingDeadlines, placeOf } from './upcoming-deadline.queries';

export const upcomingDeadlineResolvers: Resolvers = {
  Division: {
    openQuestions: async ({ code }, args, context) => {
      const page = readPage(args);
      return connectionOf(await loadOpenQuestions(context, code, page), page.limit, ({ id }) => id);
    },
    upcomingDeadlines: async ({ code }, args, context) => {
      const page = readPage(args);
      return connectionOf(await loadUpcomingDeadlines(context, code, page), page.limit, placeOf);
    },
  },

  UpcomingDeadline: {
    community: async ({ communityId }, _, context) => (await loadOne(context, loadCommunities, communityId))!,
    question: ({ questionId }, _, context) =>
      questionId === null ? null : loadQuestion(context, questionId),
    decision: ({ decisionId }, _, context) =>
      decisionId === null ? null : loadDecision(context, decisionId),
    committee: ({ committeeId }, _, context) =>
      committeeId === null ? null : loadCommittee(context, committeeId),
  },
};
