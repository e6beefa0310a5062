import type { Language } from '@anju/runtime/caller';
import { connectionOf, readPage } from '@anju/runtime/connection';
import { wordsOf } from '@anju/runtime/idempotency';
import { type Refusal, refuse } from '@anju/values/decision';
import { isId } from '@anju/values/id';
import { readFormNumber } from '../ballot/form-number';
import type { HandedInFormRefusalCode, Resolvers } from '../generated/graphql';
import { readLine } from '../owner/typed-line';
import { loadQuestionsOf } from '../question/question.loaders';
import { handInForms } from './hand-in-forms.command';
import { loadFormCounts, loadForms, loadFormsSeal } from './handed-in-form.loaders';
import { handedInFormMessages } from './handed-in-form.messages';
import { setFormAside } from './set-form-aside.command';

const refused = (refusal: Refusal<HandedInFormRefusalCode>, language: Language) =>
  ({
    __typename: 'HandedInFormRefusal',
    ...refusal,
    message: wordsOf(handedInFormMessages[refusal.code], refusal.detail)[language],
  }) as const;

export const handedInFormResolvers: Resolvers = {
  Mutation: {
    handInForms: async (_, { input: { idempotencyKey, meetingId, forms } }, context) => {
      const result = isId('mtg', meetingId)
        ? await handInForms(context, idempotencyKey, {
            meetingId,
            forms: forms.map(({ formNumber, receivedAt }) => ({
              formNumber: readFormNumber(formNumber),
              receivedAt,
            })),
          })
        : refuse('MEETING_NOT_FOUND');
      return result.accepted
        ? { __typename: 'AssemblyMeeting', ...result.state }
        : refused(result.refusal, context.language);
    },
    setFormAside: async (_, { input: { idempotencyKey, meetingId, ...input } }, context) => {
      const result = isId('mtg', meetingId)
        ? await setFormAside(context, idempotencyKey, {
            meetingId,
            formNumber: readFormNumber(input.formNumber),
            reason: readLine(input.reason) ?? '',
          })
        : refuse('MEETING_NOT_FOUND');
      return result.accepted
        ? { __typename: 'AssemblyMeeting', ...result.state }
        : refused(result.refusal, context.language);
    },
  },

  AssemblyMeeting: {
    formsHandedIn: async ({ id }, _, context) => (await loadFormCounts(context, id)).handedIn,
    formsWaiting: async ({ id }, _, context) => (await loadFormCounts(context, id)).waiting,
    formsSeal: async ({ id }, _, context) => {
      // Once a row says that voting is over no form is under way any more.
      const isOpen = (await loadQuestionsOf(context, id)).some(({ status }) => status === 'OPEN');
      return isOpen ? null : loadFormsSeal(context, id);
    },
    handedInForms: async ({ id }, args, context) => {
      const page = readPage(args);
      const forms = await loadForms(context, id, page);
      return forms && connectionOf(forms, page.limit, ({ formNumber }) => formNumber);
    },
  },
};
