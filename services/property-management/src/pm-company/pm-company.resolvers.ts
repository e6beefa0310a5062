import { connectionOf, readPage } from '@anju/runtime/connection';
import type { Context } from '@anju/runtime/context';
import { loadOne } from '@anju/runtime/loader';
import type { Resolvers } from '../generated/graphql';
import { companyMessages } from './pm-company.messages';
import { companiesAfter, findCompanies } from './pm-company.table';
import { registerCompany } from './register-company.command';

const companiesById = async ({ db }: Context, ids: readonly string[]) =>
  new Map((await findCompanies(db.read, ids)).map((company) => [company.id as string, company]));

/** The company of an id, looked up together with all others that the request asks for. */
export const loadCompany = (context: Context, id: string) => loadOne(context, companiesById, id);

export const pmCompanyResolvers: Resolvers = {
  Query: {
    pmCompany: (_, { id }, context) => loadCompany(context, id),
    pmCompanies: async (_, args, { db }) => {
      const { limit, afterKey } = readPage(args);
      return connectionOf(await companiesAfter(db.read, afterKey, limit + 1), limit, ({ id }) => id);
    },
  },

  Mutation: {
    registerCompany: async (_, { input }, context) => {
      const result = await registerCompany(context, context, input);
      if (result.accepted) return { __typename: 'PmCompany', ...result.state };
      const { refusal } = result;
      const { companyId } = refusal.detail ?? {};
      return {
        __typename: 'PmCompanyRefusal',
        ...refusal,
        message: companyMessages[refusal.code](refusal.detail ?? {})[context.language],
        existing: companyId ? await loadCompany(context, String(companyId)) : null,
      };
    },
  },

  PmCompany: {
    // The register is public, so there is nobody to keep out here.
    __resolveReference: ({ id }, context) => loadCompany(context, id),
  },
};
