import { loadDeadlines } from '@anju/runtime/deadline.loader';
import type { Language } from '@anju/runtime/caller';
import type { Context } from '@anju/runtime/context';
import { type Refusal, refuse } from '@anju/values/decision';
import { isId } from '@anju/values/id';
import { readPaper } from '../entered-paper';
import type { ObjectionRefusalCode, Resolvers } from '../generated/graphql';
import { readLine } from '../owner/typed-line';
import { loadDecision } from '../owners-decision/owners-decision.loaders';
import { answerObjection } from './answer-objection.command';
import { enterPaperObjection } from './enter-paper-objection.command';
import { insistOnObjection } from './insist-on-objection.command';
import { isOpen } from './objection';
import { loadObjection, loadReadable } from './objection.loaders';
import { objectionMessages } from './objection.messages';
import { raiseObjection } from './raise-objection.command';
import { withdrawObjection } from './withdraw-objection.command';

const refused = (refusal: Refusal<ObjectionRefusalCode>, language: Language) =>
  ({
    __typename: 'ObjectionRefusal',
    ...refusal,
    message: objectionMessages[refusal.code](refusal.detail ?? {})[language],
  }) as const;

const readFor = (context: Context, id: string, { purpose }: { readonly purpose?: string | null }) =>
  loadReadable(context, id, purpose ?? null);

export const objectionResolvers: Resolvers = {
  Mutation: {
    raiseObjection: async (_, { input: { idempotencyKey, decisionId, text } }, context) => {
      const result = isId('dec', decisionId)
        ? await raiseObjection(context, idempotencyKey, { decisionId, text: text.trim() })
        : refuse('DECISION_NOT_FOUND');
      return result.accepted
        ? { __typename: 'Objection', ...result.state }
        : refused(result.refusal, context.language);
    },
    enterPaperObjection: async (_, { input }, context) => {
      const { idempotencyKey, decisionId, ownerId, receivedAt, text } = input;
      const paper = { receivedAt, ...readPaper(input.paperNumber, input.paperSha256) };
      const result = !isId('dec', decisionId)
        ? refuse('DECISION_NOT_FOUND')
        : isId('own', ownerId)
          ? await enterPaperObjection(context, idempotencyKey, {
              decisionId,
              ownerId,
              text: text.trim(),
              paper,
            })
          : refuse('OWNER_NOT_FOUND', 'GOV-VOTE-12');
      return result.accepted
        ? { __typename: 'Objection', ...result.state }
        : refused(result.refusal, context.language);
    },
    answerObjection: async (_, { input: { idempotencyKey, objectionId, answer } }, context) => {
      const result = isId('obj', objectionId)
        ? await answerObjection(context, idempotencyKey, { objectionId, answer: answer.trim() })
        : refuse('OBJECTION_NOT_FOUND');
      return result.accepted
        ? { __typename: 'Objection', ...result.state }
        : refused(result.refusal, context.language);
    },
    insistOnObjection: async (_, { input: { idempotencyKey, objectionId } }, context) => {
      const result = isId('obj', objectionId)
        ? await insistOnObjection(context, idempotencyKey, objectionId)
        : refuse('OBJECTION_NOT_FOUND');
      return result.accepted
        ? { __typename: 'Objection', ...result.state }
        : refused(result.refusal, context.language);
    },
    withdrawObjection: async (_, { input }, context) => {
      const { idempotencyKey, objectionId } = input;
      const reason = readLine(input.reason ?? '') ?? '';
      const result = isId('obj', objectionId)
        ? await withdrawObjection(context, idempotencyKey, { objectionId, reason })
        : refuse('OBJECTION_NOT_FOUND');
      return result.accepted
        ? { __typename: 'Objection', ...result.state }
        : refused(result.refusal, context.language);
    },
  },

  Objection: {
    // That there is one is public; what it says is checked in its own fields.
    __resolveReference: ({ id }, context) => loadObjection(context, id),
    decision: async ({ decisionId }, _, context) => (await loadDecision(context, decisionId))!,
    text: async ({ id }, args, context) => (await readFor(context, id, args))?.text ?? null,
    answer: async ({ id }, args, context) => (await readFor(context, id, args))?.answer ?? null,
    streetAnswer: async ({ id }, args, context) => (await readFor(context, id, args))?.streetAnswer ?? null,
    isOpen,
    withdrawal: ({ withdrawnAt, withdrawalReason }) =>
      withdrawnAt === null ? null : { withdrawnAt, reason: withdrawalReason },
    deadlines: async ({ id, decisionId }, _, context) =>
      loadDeadlines(context, id, (await loadDecision(context, decisionId))!.divisionCode),
  },
};
