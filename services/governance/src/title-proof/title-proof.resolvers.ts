import { refuse } from '@anju/values/decision';
import { type Id, isId } from '@anju/values/id';
import { readPaper } from '../entered-paper';
import type { Resolvers } from '../generated/graphql';
import { enterTitleProof } from './enter-title-proof.command';
import { titleProofMessages } from './title-proof.messages';

export const titleProofResolvers: Resolvers = {
  Mutation: {
    enterTitleProof: async (_, { input }, context) => {
      const { idempotencyKey, meetingId, buyerId, transferredOn } = input;
      const paper = readPaper(input.paperNumber, input.paperSha256);
      const unitIds = input.unitIds.filter((id): id is Id<'unt'> => isId('unt', id));
      const result = !isId('mtg', meetingId)
        ? refuse('MEETING_NOT_FOUND')
        : !isId('own', buyerId)
          ? refuse('BUYER_NOT_FOUND', 'REG-7')
          : unitIds.length !== input.unitIds.length
            ? refuse('UNITS_INVALID', 'REG-7')
            : await enterTitleProof(context, idempotencyKey, {
                meetingId,
                buyerId,
                unitIds,
                transferredOn,
                paperNumber: paper.number,
                paperSha256: paper.sha256,
              });
      if (result.accepted) {
        const { proof, questions } = result.state;
        return { __typename: 'TitleProof', ...proof, unitIds: [...proof.unitIds], questions: [...questions] };
      }
      const { refusal } = result;
      const message = titleProofMessages[refusal.code](refusal.detail ?? {})[context.language];
      return { __typename: 'TitleProofRefusal', ...refusal, message };
    },
  },
};
