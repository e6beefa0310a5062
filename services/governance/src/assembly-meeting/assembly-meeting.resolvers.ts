import type { Warrants } from '@anju/events/governance';
import type { Language } from '@anju/runtime/caller';
import { connectionOf, readPage } from '@anju/runtime/connection';
import { loadOne } from '@anju/runtime/loader';
import { accept, type Refusal, refuse } from '@anju/values/decision';
import { type Id, isId } from '@anju/values/id';
import { loadCommunities } from '../community/community.resolvers';
import type { AssemblyMeetingRefusalCode, QuestionInput, Resolvers } from '../generated/graphql';
import { readLine } from '../owner/typed-line';
import { loadQuestionsOf } from '../question/question.loaders';
import { type QuestionPlan, stateOf } from './assembly-meeting';
import { loadDeliveries, loadMeeting, loadMeetingsOf } from './assembly-meeting.loaders';
import { meetingMessages } from './assembly-meeting.messages';
import { conveneMeeting } from './convene-meeting.command';
import { recordDeliveries } from './record-deliveries.command';
import { withdrawMeeting } from './withdraw-meeting.command';

const refused = (refusal: Refusal<AssemblyMeetingRefusalCode>, language: Language) =>
  ({
    __typename: 'AssemblyMeetingRefusal',
    ...refusal,
    message: meetingMessages[refusal.code](refusal.detail ?? {})[language],
  }) as const;

export const assemblyMeetingResolvers: Resolvers = {
  Query: {
    assemblyMeeting: (_, { id }, context) => loadMeeting(context, id),
  },

  Mutation: {
    conveneMeeting: async (_, { input }, context) => {
      const { idempotencyKey, communityId, form, opensAt, closesAt, synthetic = false } = input;
      const read = readQuestions(input.questions);
      const result = !isId('com', communityId)
        ? refuse('COMMUNITY_NOT_FOUND')
        : read.accepted
          ? await conveneMeeting(context, idempotencyKey, {
              communityId,
              form,
              opensAt,
              closesAt,
              synthetic,
              questions: read.state,
            })
          : read;
      return result.accepted
        ? { __typename: 'AssemblyMeeting', ...result.state }
        : refused(result.refusal, context.language);
    },
    withdrawMeeting: async (_, { input: { idempotencyKey, meetingId, reason } }, context) => {
      const result = isId('mtg', meetingId)
        ? await withdrawMeeting(context, idempotencyKey, meetingId, readLine(reason) ?? '')
        : refuse('MEETING_NOT_FOUND');
      return result.accepted
        ? { __typename: 'AssemblyMeeting', ...result.state }
        : refused(result.refusal, context.language);
    },
    recordDeliveries: async (_, { input: { idempotencyKey, meetingId, deliveries } }, context) => {
      const read = deliveries.filter((delivery): delivery is typeof delivery & { ownerId: Id<'own'> } =>
        isId('own', delivery.ownerId),
      );
      const unread = deliveries.find(({ ownerId }) => !isId('own', ownerId));
      const result = !isId('mtg', meetingId)
        ? refuse('MEETING_NOT_FOUND')
        : unread
          ? refuse('NOT_AN_ELECTOR', 'REG-7', { detail: { ownerId: unread.ownerId } })
          : await recordDeliveries(context, idempotencyKey, { meetingId, deliveries: read });
      return result.accepted
        ? { __typename: 'AssemblyMeeting', ...result.state }
        : refused(result.refusal, context.language);
    },
  },

  AssemblyMeeting: {
    // The notice is posted for everybody to read, so there is nobody to keep out here.
    __resolveReference: ({ id }, context) => loadMeeting(context, id),
    community: async ({ communityId }, _, context) => (await loadOne(context, loadCommunities, communityId))!,
    state: (meeting, _, { clock }) => stateOf(meeting, clock()),
    withdrawal: ({ withdrawnAt, withdrawalReason }) =>
      withdrawnAt === null ? null : { withdrawnAt, reason: withdrawalReason! },
    questions: ({ id }, _, context) => loadQuestionsOf(context, id),
    deliveries: ({ id }, _, context) => loadDeliveries(context, id),
  },

  Community: {
    meetings: async ({ id }, args, context) => {
      const { limit, afterKey } = readPage(args);
      const meetings = await loadMeetingsOf(context, id);
      const behind = meetings.filter((meeting) => afterKey === null || meeting.id > afterKey);
      return connectionOf(behind, limit, (meeting) => meeting.id);
    },
  },
};

/** Ids read, gaps as null. A text that can be no id is of nothing there is. */
function readQuestions(inputs: readonly QuestionInput[]) {
  const questions: QuestionPlan[] = [];
  for (const [i, input] of inputs.entries()) {
    const detail = { number: i + 1 };
    const { matter, scope } = input;
    const named = input.buildingIds ?? [];
    const buildingIds = named.filter((id): id is Id<'bld'> => isId('bld', id));
    const unread = named.find((id) => !isId('bld', id));
    if (unread !== undefined)
      return refuse('BUILDING_NOT_FOUND', 'GOV-VOTE-5', { detail: { ...detail, buildingId: unread } });
    if (input.acceptContents && !isId('prj', input.acceptContents.projectId))
      return refuse('PROJECT_NOT_KNOWN', 'PART-4', { detail });
    if (input.hire && !isId('pmc', input.hire.companyId))
      return refuse('COMPANY_NOT_KNOWN', 'GOV-COM-5', { detail });
    questions.push({
      title: readLine(input.title) ?? '',
      matter,
      mixedWith: input.mixedWith ?? null,
      scope,
      buildingIds,
      warrants: readWarrants(input, buildingIds),
    });
  }
  return accept(questions);
}

/** Null where more than one is given. */
function readWarrants(
  { acceptContents, pay, hire }: QuestionInput,
  buildingIds: readonly Id<'bld'>[],
): Warrants | null {
  const given: Warrants[] = [];
  if (acceptContents) {
    const projectId = acceptContents.projectId as Id<'prj'>;
    const contentsHash = acceptContents.contentsHash.trim().toLowerCase();
    given.push({ kind: 'ACCEPT_CONTENTS', projectId, contentsHash });
  }
  if (pay) {
    const { ceilingFen, contentCodes } = pay;
    given.push({ kind: 'PAY', ceilingFen, contentCodes: [...contentCodes], buildingIds: [...buildingIds] });
  }
  if (hire) given.push({ kind: 'HIRE', companyId: hire.companyId as Id<'pmc'> });
  return given.length > 1 ? null : (given[0] ?? { kind: 'NOTHING' });
}
