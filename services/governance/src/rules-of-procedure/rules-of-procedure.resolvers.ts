import type { Language } from '@anju/runtime/caller';
import { connectionOf, readPage } from '@anju/runtime/connection';
import { wordsOf } from '@anju/runtime/idempotency';
import { loadOne } from '@anju/runtime/loader';
import { type Refusal, refuse } from '@anju/values/decision';
import { isId } from '@anju/values/id';
import { dateOf } from '@anju/values/time';
import { loadCommunities } from '../community/community.resolvers';
import { readPaper } from '../entered-paper';
import type { Resolvers, RulesOfProcedureRefusalCode } from '../generated/graphql';
import { readLine } from '../owner/typed-line';
import { enterRulesOfProcedure } from './enter-rules-of-procedure.command';
import { inForceOn } from './rules-of-procedure';
import { loadRulesAtNotice, loadRulesOf, loadRulesVoiding } from './rules-of-procedure.loaders';
import { rulesOfProcedureMessages } from './rules-of-procedure.messages';
import { voidRulesOfProcedure } from './void-rules-of-procedure.command';

const refused = (refusal: Refusal<RulesOfProcedureRefusalCode>, language: Language) =>
  ({
    __typename: 'RulesOfProcedureRefusal',
    ...refusal,
    message: wordsOf(rulesOfProcedureMessages[refusal.code], refusal.detail)[language],
  }) as const;

export const rulesOfProcedureResolvers: Resolvers = {
  Mutation: {
    enterRulesOfProcedure: async (_, { input }, context) => {
      const { idempotencyKey, communityId, adoptedOn, appliesFrom, clauses, synthetic = false } = input;
      const result = isId('com', communityId)
        ? await enterRulesOfProcedure(context, idempotencyKey, {
            communityId,
            adoptedOn,
            appliesFrom,
            clauses: {
              maxProxiesPerAgent: clauses.maxProxiesPerAgent ?? null,
              signedBlank: clauses.signedBlank ?? null,
              stalls: clauses.stalls ?? null,
              silentOwners: clauses.silentOwners ?? null,
              feeDefaulters: clauses.feeDefaulters ?? null,
            },
            paper: readPaper(input.paperNumber, input.paperSha256),
            synthetic,
          })
        : refuse('COMMUNITY_NOT_FOUND');
      return result.accepted
        ? { __typename: 'RulesOfProcedure', ...result.state }
        : refused(result.refusal, context.language);
    },
    voidRulesOfProcedure: async (_, { input: { idempotencyKey, rulesId, reason } }, context) => {
      const result = isId('rop', rulesId)
        ? await voidRulesOfProcedure(context, idempotencyKey, { rulesId, reason: readLine(reason) ?? '' })
        : refuse('RULES_NOT_FOUND');
      return result.accepted
        ? { __typename: 'RulesOfProcedure', ...result.state }
        : refused(result.refusal, context.language);
    },
  },

  RulesOfProcedure: {
    community: async ({ communityId }, _, context) => (await loadOne(context, loadCommunities, communityId))!,
    voiding: (rules, _, context) => loadRulesVoiding(context, rules),
  },

  Community: {
    rulesOfProcedure: async ({ id }, args, context) => {
      const { limit, afterKey } = readPage(args);
      const all = await loadRulesOf(context, id);
      const behind = all.filter((rules) => afterKey === null || rules.id > afterKey);
      return connectionOf(behind, limit, (rules) => rules.id);
    },
    rulesOfProcedureInForce: async ({ id }, _, context) => {
      const all = await loadRulesOf(context, id);
      const voidings = await Promise.all(all.map((rules) => loadRulesVoiding(context, rules)));
      return inForceOn(
        all.filter((_rules, i) => !voidings[i]),
        dateOf(context.clock()),
      );
    },
  },

  AssemblyMeeting: {
    rulesOfProcedure: (meeting, _, context) => loadRulesAtNotice(context, meeting),
  },
};
