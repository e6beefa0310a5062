import type { Language } from '@anju/runtime/caller';
import { maskName } from '@anju/runtime/personal-data';
import { type Refusal, refuse } from '@anju/values/decision';
import { type Id, isId } from '@anju/values/id';
import type { ProxyRefusalCode, Resolvers } from '../generated/graphql';
import { readLine } from '../owner/typed-line';
import { loadQuestion } from '../question/question.loaders';
import { openPowers } from './proxy';
import { proxyMessages } from './proxy.messages';
import { recallProxy } from './recall-proxy.command';
import { registerProxy } from './register-proxy.command';

const refused = (refusal: Refusal<ProxyRefusalCode>, language: Language) =>
  ({
    __typename: 'ProxyRefusal',
    ...refusal,
    message: proxyMessages[refusal.code](refusal.detail ?? {})[language],
  }) as const;

export const proxyResolvers: Resolvers = {
  Mutation: {
    registerProxy: async (_, { input }, context) => {
      const { idempotencyKey, meetingId, ownerId, from, until, signed, instructions: said = [] } = input;
      const agentOwnerId = input.agentOwnerId ?? null;
      const questionIds = input.questionIds.filter((id): id is Id<'que'> => isId('que', id));
      const instructions = said.flatMap(({ questionId, choice }) =>
        isId('que', questionId) ? [{ questionId, choice }] : [],
      );
      const result = !isId('mtg', meetingId)
        ? refuse('MEETING_NOT_FOUND')
        : !isId('own', ownerId)
          ? refuse('NOT_AN_ELECTOR', 'REG-7')
          : agentOwnerId !== null && !isId('own', agentOwnerId)
            ? refuse('AGENT_NOT_FOUND', 'GOV-MEET-4')
            : questionIds.length !== input.questionIds.length
              ? refuse('MATTERS_INVALID', 'GOV-MEET-4')
              : instructions.length !== said.length
                ? refuse('INSTRUCTIONS_INVALID', 'GOV-MEET-4')
                : await registerProxy(context, idempotencyKey, {
                    meetingId,
                    ownerId,
                    agentName: readLine(input.agentName) ?? '',
                    agentOwnerId,
                    questionIds,
                    powers: input.powers.trim(),
                    instructions,
                    from,
                    until,
                    signed,
                  });
      return result.accepted
        ? { __typename: 'Proxy', ...result.state }
        : refused(result.refusal, context.language);
    },
    recallProxy: async (_, { input }, context) => {
      const { idempotencyKey, proxyId, because = 'RECALLED', endedAt = null } = input;
      const result = isId('prx', proxyId)
        ? await recallProxy(context, idempotencyKey, { proxyId, because, endedAt })
        : refuse('PROXY_NOT_FOUND');
      return result.accepted
        ? { __typename: 'Proxy', ...result.state }
        : refused(result.refusal, context.language);
    },
  },

  // No entity: it is only reached by who entered or recalled it.
  Proxy: {
    questions: async ({ questionIds }, _, context) => {
      const questions = await Promise.all(questionIds.map((id) => loadQuestion(context, id)));
      return questions.map((question) => question!);
    },
    agentName: ({ agentName }, _, { personalData }) => maskName(personalData.open(agentName)),
    powers: ({ powers }, _, { personalData }) => openPowers(powers, personalData.open),
  },
};
