import type { Language } from '@anju/runtime/caller';
import { type Refusal, refuse } from '@anju/values/decision';
import { type Id, isId } from '@anju/values/id';
import { readPaper } from '../entered-paper';
import { readLine } from '../owner/typed-line';
import type { Resolvers, TitleProofRefusalCode } from '../generated/graphql';
import { enterTitleProof } from './enter-title-proof.command';
import { titleProofMessages } from './title-proof.messages';
import { voidTitleProof } from './void-title-proof.command';

const refused = (refusal: Refusal<TitleProofRefusalCode>, language: Language) => ({
  __typename: 'TitleProofRefusal' as const,
  ...refusal,
  message: titleProofMessages[refusal.code](refusal.detail ?? {})[language],
});

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
      return refused(result.refusal, context.language);
    },

    voidTitleProof: async (_, { input: { idempotencyKey, proofId, reason } }, context) => {
      const result = isId('ttp', proofId)
        ? await voidTitleProof(context, idempotencyKey, { proofId, reason: readLine(reason) ?? '' })
        : refuse('PROOF_NOT_FOUND');
      if (!result.accepted) return refused(result.refusal, context.language);
      const { proof, voiding } = result.state;
      return { __typename: 'TitleProof', ...proof, unitIds: [...proof.unitIds], questions: [], voiding };
    },
  },
};
