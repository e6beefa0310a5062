import type { Language } from '@anju/runtime/caller';
import { connectionOf, type PageArgs, readPage } from '@anju/runtime/connection';
import type { Context } from '@anju/runtime/context';
import { presentImport, refuseImport } from '@anju/runtime/import-result';
import { maskName } from '@anju/runtime/personal-data';
import { type Refusal, refuse } from '@anju/values/decision';
import { isId } from '@anju/values/id';
import type { HouseholdResponseRefusalCode, Resolvers } from '../generated/graphql';
import type { SolicitationId } from '../solicitation/solicitation';
import { loadSolicitation } from '../solicitation/solicitation.loaders';
import { countedOf } from './answer';
import { standing } from './entry-strike';
import { loadHouseholds } from './household-response.loaders';
import { responseMessages } from './household-response.messages';
import type { WhichHouseholds } from './household-response.queries';
import { importHouseholdResponses } from './import-household-responses.command';
import { recordAnswer } from './record-answer.command';
import { recordContact } from './record-contact.command';
import { strikeEntry } from './strike-entry.command';

const refused = (refusal: Refusal<HouseholdResponseRefusalCode>, language: Language) =>
  ({
    __typename: 'HouseholdResponseRefusal',
    ...refusal,
    message: responseMessages[refusal.code](refusal.detail ?? {})[language],
  }) as const;

async function pageOf(context: Context, id: SolicitationId, args: PageArgs, which: WhichHouseholds) {
  const page = readPage(args);
  const households = await loadHouseholds(context, id, page, which);
  return households && connectionOf(households, page.limit, ({ response }) => response.household);
}

export const householdResponseResolvers: Resolvers = {
  Mutation: {
    recordContact: async (_, { input }, context) => {
      const { way, on: contactedOn, by = null } = input;
      const result = await recordContact(context, input.idempotencyKey, input, { way, contactedOn, by });
      return result.accepted
        ? { __typename: 'HouseholdResponse', ...result.state.household }
        : refused(result.refusal, context.language);
    },
    recordAnswer: async (_, { input }, context) => {
      const { kind, wishes, on: answeredOn } = input;
      const { consents = null, consentsToManagementMode = null, managementMode = null } = input;
      const answer = { kind, consents, consentsToManagementMode, managementMode, wishes, answeredOn };
      const result = await recordAnswer(context, input.idempotencyKey, input, answer);
      return result.accepted
        ? { __typename: 'HouseholdResponse', ...result.state.household }
        : refused(result.refusal, context.language);
    },
    strikeHouseholdEntry: async (_, { input: { idempotencyKey, entryId, reason } }, context) => {
      const result =
        isId('ctc', entryId) || isId('ans', entryId)
          ? await strikeEntry(context, idempotencyKey, { entryId, reason })
          : refuse('ENTRY_NOT_FOUND');
      return result.accepted
        ? { __typename: 'HouseholdResponse', ...result.state }
        : refused(result.refusal, context.language);
    },
    importHouseholdResponses: async (_, { input: { solicitationId, file } }, context) => {
      const outcome = isId('sol', solicitationId)
        ? await importHouseholdResponses(context, solicitationId, file)
        : refuseImport('TARGET_NOT_FOUND');
      return presentImport(outcome, context.language);
    },
  },

  Solicitation: {
    responses: ({ id }, args, context) => pageOf(context, id, args, 'ALL'),
    notCounted: ({ id }, args, context) => pageOf(context, id, args, 'NOT_COUNTED'),
  },

  HouseholdResponse: {
    id: ({ response }) => response.id,
    solicitation: async ({ response }, _, context) =>
      (await loadSolicitation(context, response.solicitationId))!,
    household: ({ response }) => response.household,
    building: ({ response }) => response.building,
    contactedOn: ({ response }) => response.contactedOn,
    notCounted: ({ response }) => response.notCounted,
    legalBasis: ({ response }) => response.legalBasis,
    answer: ({ answers, strikes }) => countedOf(standing(answers, strikes)),
    synthetic: async ({ response }, _, context) =>
      (await loadSolicitation(context, response.solicitationId))!.synthetic,
  },

  HouseholdContact: {
    by: ({ sealedBy }, _, { personalData }) => sealedBy && maskName(personalData.open(sealedBy)),
  },
};
