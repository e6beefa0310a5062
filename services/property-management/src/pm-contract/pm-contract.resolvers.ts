import { connectionOf, type PageArgs, readPage } from '@anju/runtime/connection';
import type { Context } from '@anju/runtime/context';
import { accept, type Refusal, refuse } from '@anju/values/decision';
import { isId } from '@anju/values/id';
import { dateOf } from '@anju/values/time';
import type { PmContractRefusalCode, Resolvers, SignContractInput } from '../generated/graphql';
import { loadCompany } from '../pm-company/pm-company.resolvers';
import type { ContractPart } from './contract-content';
import { contractState, type PmContract } from './pm-contract';
import {
  loadContract,
  loadContractOn,
  loadContractsFor,
  loadContractsOf,
  loadCounts,
  loadDeadlinesOf,
  loadKnownDecision,
} from './pm-contract.loaders';
import { contractMessages, nameParts } from './pm-contract.messages';
import type { ContractDraft } from './sign-contract';
import { signContract } from './sign-contract.command';
import { voidContract } from './void-contract.command';

/** A page of contracts that are all there already, by id, which is the order they were entered in. */
async function pageOf(args: PageArgs, all: () => Promise<readonly PmContract[]>) {
  const { limit, afterKey } = readPage(args);
  const behind = (await all()).filter(({ id }) => afterKey === null || id > afterKey);
  return connectionOf(behind, limit, ({ id }) => id);
}

async function refused(
  refusal: Refusal<PmContractRefusalCode> & { readonly missing?: readonly ContractPart[] },
  context: Context,
) {
  const { language } = context;
  const { missing = [] } = refusal;
  const detail = { ...refusal.detail, parts: nameParts(missing, language) };
  return {
    __typename: 'PmContractRefusal',
    ...refusal,
    message: contractMessages[refusal.code](detail)[language],
    missing: [...missing],
    existing: 'contractId' in detail ? await loadContract(context, String(detail.contractId)) : null,
  } as const;
}

export const pmContractResolvers: Resolvers = {
  Query: {
    pmContract: (_, { id }, context) => loadContract(context, id),
  },

  Mutation: {
    signContract: async (_, { input }, context) => {
      const read = readDraft(input);
      const result = read.accepted ? await signContract(context, input.idempotencyKey, read.state) : read;
      return result.accepted
        ? { __typename: 'PmContract', ...result.state }
        : refused(result.refusal, context);
    },
    voidContract: async (_, { input }, context) => {
      const { idempotencyKey, contractId, neverSigned } = input;
      const result = isId('pct', contractId)
        ? await voidContract(context, idempotencyKey, {
            contractId,
            reason: input.reason.trim(),
            paperNumber: input.paperNumber.trim(),
            paperHash: input.paperHash.trim().toLowerCase(),
            from: input.from ?? null,
            until: input.until ?? null,
            neverSigned,
          })
        : refuse('CONTRACT_NOT_FOUND');
      return result.accepted
        ? { __typename: 'PmContract', ...result.state }
        : refused(result.refusal, context);
    },
  },

  PmContract: {
    // Contracts are public and name no person, so there is nobody to keep out here.
    __resolveReference: ({ id }, context) => loadContract(context, id),
    community: ({ communityId }) => ({ id: communityId }),
    company: async ({ id, companyId }, _, context) => {
      const company = await loadCompany(context, companyId);
      if (!company) throw new Error(`${id} names ${companyId}, which is not registered`);
      return company;
    },
    decision: ({ decisionId }) => ({ id: decisionId }),
    decisionAnnulledOn: async ({ decisionId }, _, context) =>
      (await loadKnownDecision(context, decisionId))?.annulledOn ?? null,
    committee: ({ committeeId }) => ({ id: committeeId }),
    state: (contract, _, { clock }) => contractState(contract, dateOf(clock())),
    voiding: (contract) => {
      const { voidedAt, voidedBecause: reason } = contract;
      if (voidedAt === null || reason === null) return null;
      const { voidingPaperNumber: paperNumber, voidingPaperHash: paperHash } = contract;
      const { boundFrom: from, boundUntil: until } = contract;
      return { voidedAt, reason, paperNumber, paperHash, from, until };
    },
    deadlines: (contract, _, context) => loadDeadlinesOf(context, contract),
  },

  Community: {
    __resolveReference: ({ id }) => ({ id }),
    contract: async ({ id }, _, context) => {
      const today = dateOf(context.clock());
      const contracts = await loadContractsOf(context, id);
      return contracts.find((contract) => contractState(contract, today) === 'RUNNING') ?? null;
    },
    contracts: ({ id }, args, context) => pageOf(args, () => loadContractsOf(context, id)),
  },

  RenovationProject: {
    __resolveReference: ({ id }) => ({ id }),
    pmContracts: ({ id }, args, context) => pageOf(args, () => loadContractsFor(context, id)),
  },

  OwnersDecision: {
    __resolveReference: ({ id }) => ({ id }),
    contract: ({ id }, _, context) => loadContractOn(context, id),
  },

  Division: {
    __resolveReference: ({ code }) => ({ code }),
    contracts: ({ code }, _, context) => loadCounts(context, code),
  },
};

/** The input with its ids read and its gaps as null. A text that can be no id is of nothing there is. */
function readDraft(input: SignContractInput) {
  const { communityId, companyId, decisionId } = input;
  if (!isId('com', communityId)) return refuse('COMMUNITY_NOT_FOUND');
  if (!isId('pmc', companyId)) return refuse('COMPANY_NOT_FOUND');
  if (!isId('dec', decisionId)) return refuse('DECISION_NOT_FOUND', 'GOV-COM-5');
  const { signedOn, subletsWhole, cutsUtilities, synthetic } = input;
  const draft: ContractDraft = {
    communityId,
    companyId,
    decisionId,
    signedOn,
    subletsWhole,
    cutsUtilities,
    synthetic,
    services: input.services ?? null,
    feeFenPerM2Month: input.feeFenPerM2Month ?? null,
    rights: input.rights ?? null,
    fundUse: input.fundUse ?? null,
    pmRooms: input.pmRooms ?? null,
    from: input.from ?? null,
    until: input.until ?? null,
    liability: input.liability ?? null,
    handOver: input.handOver ?? null,
    paperNumber: input.paperNumber.trim(),
    paperHash: input.paperHash.trim().toLowerCase(),
  };
  return accept(draft);
}
