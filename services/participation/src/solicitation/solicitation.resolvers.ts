import { profileAt } from '@anju/rulebook/rule-profile';
import { loadDeadlines } from '@anju/runtime/deadline.loader';
import type { Language } from '@anju/runtime/caller';
import type { Context } from '@anju/runtime/context';
import { type Refusal, refuse } from '@anju/values/decision';
import { isId } from '@anju/values/id';
import { dateOf } from '@anju/values/time';
import type { Resolvers, SolicitationRefusalCode, TakeBackSolicitationInput } from '../generated/graphql';
import { closeSolicitation } from './close-solicitation.command';
import { judgeHouseholds, shortOf } from './household-gate';
import { mayAsk } from './may-ask.access';
import { openSolicitation } from './open-solicitation.command';
import { reopenSolicitation } from './reopen-solicitation.command';
import { loadBuildings, loadReopenings, loadSolicitation, loadTally } from './solicitation.loaders';
import { solicitationMessages } from './solicitation.messages';
import { withdrawSolicitation } from './withdraw-solicitation.command';

const refused = (refusal: Refusal<SolicitationRefusalCode>, language: Language) =>
  ({
    __typename: 'SolicitationRefusal',
    ...refusal,
    message: solicitationMessages[refusal.code](refusal.detail ?? {})[language],
  }) as const;

async function takeBack(
  command: typeof withdrawSolicitation | typeof reopenSolicitation,
  { idempotencyKey, solicitationId, reason: typed }: TakeBackSolicitationInput,
  context: Context,
) {
  const reason = typed.trim();
  const result = isId('sol', solicitationId)
    ? await command(context, idempotencyKey, { solicitationId, reason })
    : refuse('SOLICITATION_NOT_FOUND');
  return result.accepted
    ? ({ __typename: 'Solicitation', ...result.state } as const)
    : refused(result.refusal, context.language);
}

export const solicitationResolvers: Resolvers = {
  Query: {
    solicitation: (_, { id }, context) => loadSolicitation(context, id),
  },

  Mutation: {
    openSolicitation: async (_, { input: { communityId, synthetic } }, context) => {
      const result = isId('com', communityId)
        ? await openSolicitation(context, { communityId, synthetic: synthetic ?? false })
        : refuse('COMMUNITY_NOT_FOUND');
      return result.accepted
        ? { __typename: 'Solicitation', ...result.state }
        : refused(result.refusal, context.language);
    },
    closeSolicitation: async (_, { solicitationId }, context) => {
      const result = isId('sol', solicitationId)
        ? await closeSolicitation(context, solicitationId)
        : refuse('SOLICITATION_NOT_FOUND');
      return result.accepted
        ? { __typename: 'Solicitation', ...result.state }
        : refused(result.refusal, context.language);
    },
    withdrawSolicitation: (_, { input }, context) => takeBack(withdrawSolicitation, input, context),
    reopenSolicitation: (_, { input }, context) => takeBack(reopenSolicitation, input, context),
  },

  Solicitation: {
    // Its counts are public; what can be told of single households is checked in `byBuilding` and `responses`.
    __resolveReference: ({ id }, context) => loadSolicitation(context, id),
    community: ({ communityId }) => ({ id: communityId }),
    contacted: async ({ id }, _, context) => (await loadTally(context, id)).contacted,
    answers: async ({ id }, _, context) => (await loadTally(context, id)).answers,
    refusals: async ({ id }, _, context) => (await loadTally(context, id)).refusals,
    consents: async ({ id }, _, context) => (await loadTally(context, id)).consents,
    managementModeConsents: async ({ id }, _, context) =>
      (await loadTally(context, id)).managementModeConsents,
    gate: async ({ id, divisionCode, households, gate }, _, context) =>
      gate ??
      judgeHouseholds(
        await loadTally(context, id),
        households,
        profileAt(divisionCode, dateOf(context.clock())),
      ),
    byBuilding: (asked, _, context) => (mayAsk(context, asked) ? loadBuildings(context, asked.id) : null),
    reopenings: ({ id }, _, context) => loadReopenings(context, id),
    deadlines: ({ id, divisionCode }, _, context) => loadDeadlines(context, id, divisionCode),
  },

  HouseholdGate: { shortOf },
};
