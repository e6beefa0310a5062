import type { Language } from '@anju/runtime/caller';
import { connectionOf, readPage } from '@anju/runtime/connection';
import { type Refusal, refuse } from '@anju/values/decision';
import { isId } from '@anju/values/id';
import { readPaper } from '../entered-paper';
import type { BallotRefusalCode, Resolvers } from '../generated/graphql';
import { loadQuestion } from '../question/question.loaders';
import { loadOwner } from '../owner/owner.loaders';
import { readLine } from '../owner/typed-line';
import { wordsOf } from '@anju/runtime/idempotency';
import { byAgent } from './ballot';
import { loadAnswersOf, loadVoiding } from './ballot.loaders';
import { ballotMessages } from './ballot.messages';
import { castBallot } from './cast-ballot.command';
import { designateVoter } from './designate-voter.command';
import { enterPaperBallot } from './enter-paper-ballot.command';
import { readFormNumber } from './form-number';
import { ratifyBallot } from './ratify-ballot.command';
import { objectToCoOwnersBallot } from './object-to-co-owners-ballot.command';
import { loadUnratifiedBallots } from './unratified-ballots.loaders';
import { voidPaperBallot } from './void-paper-ballot.command';

const refused = (refusal: Refusal<BallotRefusalCode>, language: Language) =>
  ({
    __typename: 'BallotRefusal',
    ...refusal,
    message: wordsOf(ballotMessages[refusal.code], refusal.detail)[language],
  }) as const;

export const ballotResolvers: Resolvers = {
  Mutation: {
    castBallot: async (_, { input: { idempotencyKey, meetingId, answers } }, context) => {
      const result = isId('mtg', meetingId)
        ? await castBallot(context, idempotencyKey, { meetingId, answers })
        : refuse('MEETING_NOT_FOUND');
      return result.accepted
        ? { __typename: 'Ballot', ...result.state }
        : refused(result.refusal, context.language);
    },
    enterPaperBallot: async (_, { input }, context) => {
      const { idempotencyKey, meetingId, ownerId, signed, receivedAt, answers } = input;
      const { keepForRatification = false, agentWithoutProxy = null } = input;
      const proxyId = input.agentProxyId ?? null;
      const agentOwnerId = agentWithoutProxy?.agentOwnerId ?? null;
      const formNumber = readFormNumber(input.formNumber);
      const result = !isId('mtg', meetingId)
        ? refuse('MEETING_NOT_FOUND')
        : !isId('own', ownerId)
          ? refuse('NOT_AN_ELECTOR', 'REG-7')
          : proxyId !== null && !isId('prx', proxyId)
            ? refuse('PROXY_NOT_FOUND', 'GOV-MEET-4')
            : agentOwnerId !== null && !isId('own', agentOwnerId)
              ? refuse('AGENT_NOT_FOUND', 'GOV-MEET-4')
              : await enterPaperBallot(context, idempotencyKey, {
                  meetingId,
                  ownerId,
                  channel: 'PAPER',
                  formNumber,
                  proxyId,
                  agent: agentWithoutProxy && {
                    agentName: readLine(agentWithoutProxy.agentName) ?? '',
                    agentOwnerId,
                  },
                  signed,
                  receivedAt,
                  answers,
                  keepForRatification,
                });
      return result.accepted
        ? { __typename: 'Ballot', ...result.state }
        : refused(result.refusal, context.language);
    },
    ratifyBallot: async (_, { input: { idempotencyKey, meetingId, questionIds, ...input } }, context) => {
      const paper = input.paper && readPaper(input.paper.number, input.paper.sha256);
      const result = isId('mtg', meetingId)
        ? await ratifyBallot(context, idempotencyKey, {
            meetingId,
            formNumber: readFormNumber(input.formNumber),
            questionIds,
            paper: paper ?? null,
          })
        : refuse('BALLOT_NOT_FOUND');
      return result.accepted
        ? { __typename: 'Ballot', ...result.state }
        : refused(result.refusal, context.language);
    },
    voidPaperBallot: async (_, { input: { idempotencyKey, meetingId, ...input } }, context) => {
      const result = isId('mtg', meetingId)
        ? await voidPaperBallot(context, idempotencyKey, {
            meetingId,
            formNumber: readFormNumber(input.formNumber),
            onWordOf: input.onWordOf,
            reason: readLine(input.reason) ?? '',
            paper: input.paper ? readPaper(input.paper.number, input.paper.sha256) : null,
          })
        : refuse('MEETING_NOT_FOUND');
      return result.accepted
        ? { __typename: 'Ballot', ...result.state }
        : refused(result.refusal, context.language);
    },
    designateVoter: async (_, { input: { idempotencyKey, meetingId, ownerId, signedBy } }, context) => {
      const result = !isId('mtg', meetingId)
        ? refuse('MEETING_NOT_FOUND')
        : isId('own', ownerId)
          ? await designateVoter(context, idempotencyKey, { meetingId, ownerId, signedBy })
          : refuse('NOT_THE_CO_OWNERS', 'REG-4');
      return result.accepted
        ? {
            __typename: 'VoterDesignation',
            questions: [...result.state.questions],
            designatedAt: result.state.designatedAt,
          }
        : refused(result.refusal, context.language);
    },
    objectToCoOwnersBallot: async (_, { input: { idempotencyKey, questionId } }, context) => {
      const result = isId('que', questionId)
        ? await objectToCoOwnersBallot(context, idempotencyKey, questionId)
        : refuse('QUESTION_NOT_FOUND');
      return result.accepted
        ? { __typename: 'Question', ...result.state }
        : refused(result.refusal, context.language);
    },
  },

  // No entity: it is only reached by who cast or entered it, and by its owner.
  Ballot: {
    byAgent,
    answers: ({ id }, _, context) => loadAnswersOf(context, id),
    voiding: ({ id }, _, context) => loadVoiding(context, id),
  },

  AssemblyMeeting: {
    unratifiedBallots: async ({ id }, args, context) => {
      const page = readPage(args);
      const ballots = await loadUnratifiedBallots(context, id, page);
      return ballots && connectionOf(ballots, page.limit, (ballot) => ballot.id);
    },
  },

  UnratifiedBallot: {
    // A paper always has one.
    formNumber: ({ formNumber }) => formNumber!,
    // Who enters ballots sees the roll, and who was ever on it stays there.
    owner: async ({ ownerId }, _, context) => (await loadOwner(context, ownerId))!,
    answers: ({ answers }) => [...answers],
  },

  UnratifiedAnswer: {
    question: async ({ questionId }, _, context) => (await loadQuestion(context, questionId))!,
  },

  BallotAnswer: {
    question: async ({ questionId }, _, context) => (await loadQuestion(context, questionId))!,
  },
};
