import { presentImport, refuseImport } from '@anju/runtime/import-result';
import { loadOne } from '@anju/runtime/loader';
import { isId } from '@anju/values/id';
import type { Resolvers } from '../../generated/graphql';
import { correctFundAccount } from './correct-fund-account.command';
import { accountsByUnit, fundsByCommunity } from './fund-account.queries';
import { importFundAccounts } from './import-fund-accounts.command';
import { refused } from './refusals.words';

export const unitFundAccountResolvers: Resolvers = {
  Mutation: {
    importFundAccounts: async (_, { input: { communityId, file, idempotencyKey } }, context) => {
      const outcome = isId('com', communityId)
        ? await importFundAccounts(
            context,
            { communityId, ...file, dryRun: file.dryRun ?? false },
            idempotencyKey,
          )
        : refuseImport('TARGET_NOT_FOUND');
      return presentImport(outcome, context.language);
    },
    correctFundAccount: async (_, { input: { idempotencyKey, ...input } }, context) => {
      const result = await correctFundAccount(context, idempotencyKey, input);
      return result.accepted
        ? { __typename: 'UnitFundAccount', ...result.state }
        : refused(result.refusal, context.language);
    },
  },

  Community: {
    maintenanceFund: async ({ id }, _, context) => {
      const totals = await loadOne(context, fundsByCommunity, id);
      return totals
        ? { state: totals.raised ? 'HAS_FUND' : 'NO_FUND', ...totals }
        : { state: 'NO_FUND', accounts: 0, balanceFen: 0, heldFen: 0, owedFen: 0, synthetic: false };
    },
  },

  ExclusiveUnit: {
    // The key is all there is to it here; its account is shown to those only who may see it.
    __resolveReference: ({ id }) => ({ id }),
    fundAccount: ({ id }, _, context) => loadOne(context, accountsByUnit, id),
  },
};
