import { connectionOf, type PageArgs, readPage } from '@anju/runtime/connection';
import type { Resolvers } from '../generated/graphql';
import type { Solicitation } from './solicitation';
import { loadCounts, loadSolicitationsFor, loadSolicitationsOf } from './solicitation.loaders';

/** A page of solicitations that are all there already, by id, which is the order they were opened in. */
async function pageOf(args: PageArgs, all: () => Promise<readonly Solicitation[]>) {
  const { limit, afterKey } = readPage(args);
  const behind = (await all()).filter(({ id }) => afterKey === null || id > afterKey);
  return connectionOf(behind, limit, ({ id }) => id);
}

// Others own these; that they were asked, and what came of it, is public.
export const solicitationListResolvers: Resolvers = {
  Community: {
    __resolveReference: ({ id }) => ({ id }),
    solicitations: ({ id }, args, context) => pageOf(args, () => loadSolicitationsOf(context, id)),
  },

  RenovationProject: {
    __resolveReference: ({ id }) => ({ id }),
    solicitations: ({ id }, args, context) => pageOf(args, () => loadSolicitationsFor(context, id)),
  },

  Division: {
    __resolveReference: ({ code }) => ({ code }),
    solicitations: ({ code }, _, context) => loadCounts(context, code),
  },
};
