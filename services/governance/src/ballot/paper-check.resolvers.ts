import { connectionOf, readPage } from '@anju/runtime/connection';
import { wordsOf } from '@anju/runtime/idempotency';
import { refuse } from '@anju/values/decision';
import { isId } from '@anju/values/id';
import type { Resolvers } from '../generated/graphql';
import { ballotMessages } from './ballot.messages';
import { checkPaperBallot } from './check-paper-ballot.command';
import { readFormNumber } from './form-number';
import { countUncheckedOf, loadUncheckedPapers } from './paper-check.loaders';

export const paperCheckResolvers: Resolvers = {
  Mutation: {
    checkPaperBallot: async (_, { input: { idempotencyKey, meetingId, ownerId, ...input } }, context) => {
      const { byAgent = false, signed, answers } = input;
      const result = !isId('mtg', meetingId)
        ? refuse('MEETING_NOT_FOUND')
        : !isId('own', ownerId)
          ? refuse('NOT_AN_ELECTOR', 'REG-7')
          : await checkPaperBallot(context, idempotencyKey, {
              meetingId,
              formNumber: readFormNumber(input.formNumber),
              ownerId,
              byAgent,
              signed,
              answers,
            });
      if (result.accepted)
        return { __typename: 'PaperCheck', ...result.state, differences: [...result.state.differences] };
      const message = wordsOf(ballotMessages[result.refusal.code], result.refusal.detail)[context.language];
      return { __typename: 'BallotRefusal', ...result.refusal, message };
    },
  },

  AssemblyMeeting: {
    papersUnchecked: ({ id }, _, context) => countUncheckedOf(context, id),
    uncheckedPapers: async ({ id }, args, context) => {
      const page = readPage(args);
      const papers = await loadUncheckedPapers(context, id, page);
      return papers && connectionOf(papers, page.limit, ({ formNumber }) => formNumber);
    },
  },

  PaperCheck: { differences: ({ differences }) => [...differences] },
};
