import { connectionOf, readPage } from '@anju/runtime/connection';
import type { Context } from '@anju/runtime/context';
import { loadOne } from '@anju/runtime/loader';
import { type Refusal, refuse } from '@anju/values/decision';
import { isId } from '@anju/values/id';
import type { PmCompanyRefusalCode, Resolvers } from '../generated/graphql';
import { correctCompany } from './correct-company.command';
import { companyMessages } from './pm-company.messages';
import { companiesAfter, findCompanies, findSupersededNames } from './pm-company.table';
import { registerCompany } from './register-company.command';

const companiesById = async ({ db }: Context, ids: readonly string[]) =>
  new Map((await findCompanies(db.read, ids)).map((company) => [company.id as string, company]));

/** The company of an id, looked up together with all others that the request asks for. */
export const loadCompany = (context: Context, id: string) => loadOne(context, companiesById, id);

const supersededNames = async ({ db }: Context, ids: readonly string[]) => {
  const all = await findSupersededNames(db.read, ids);
  return new Map(ids.map((id) => [id, all.filter(({ companyId }) => companyId === id)]));
};

async function refused(refusal: Refusal<PmCompanyRefusalCode>, context: Context) {
  const { companyId } = refusal.detail ?? {};
  return {
    __typename: 'PmCompanyRefusal',
    ...refusal,
    message: companyMessages[refusal.code](refusal.detail ?? {})[context.language],
    existing: companyId ? await loadCompany(context, String(companyId)) : null,
  } as const;
}

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
      return result.accepted
        ? { __typename: 'PmCompany', ...result.state }
        : refused(result.refusal, context);
    },
    correctCompany: async (_, { input }, context) => {
      const { idempotencyKey, companyId } = input;
      const [name, reason] = [input.name.trim(), input.reason.trim()];
      const result = isId('pmc', companyId)
        ? await correctCompany(context, idempotencyKey, { companyId, name, reason })
        : refuse('COMPANY_NOT_FOUND');
      return result.accepted
        ? { __typename: 'PmCompany', ...result.state }
        : refused(result.refusal, context);
    },
  },

  PmCompany: {
    // The register is public, so there is nobody to keep out here.
    __resolveReference: ({ id }, context) => loadCompany(context, id),
    supersededNames: async ({ id }, _, context) => (await loadOne(context, supersededNames, id)) ?? [],
  },
};
