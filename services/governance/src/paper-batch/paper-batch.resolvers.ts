import { presentImport, refuseImport } from '@anju/runtime/import-result';
import { isId } from '@anju/values/id';
import type { Resolvers } from '../generated/graphql';
import { importPaperBallots } from './import-paper-ballots.command';

export const paperBatchResolvers: Resolvers = {
  Mutation: {
    importPaperBallots: async (_, { input: { idempotencyKey, meetingId, file } }, context) =>
      presentImport(
        isId('mtg', meetingId)
          ? await importPaperBallots(context, idempotencyKey, { meetingId, ...file })
          : refuseImport('TARGET_NOT_FOUND'),
        context.language,
      ),
  },
};
