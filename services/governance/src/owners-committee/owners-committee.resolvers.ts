import type { Language } from '@anju/runtime/caller';
import { loadDeadlines } from '@anju/runtime/deadline.loader';
import { loadOne } from '@anju/runtime/loader';
import { maskName } from '@anju/runtime/personal-data';
import { accept, type Refusal, refuse } from '@anju/values/decision';
import { isId } from '@anju/values/id';
import { dateOf } from '@anju/values/time';
import { loadCommunities } from '../community/community.resolvers';
import type { EnterCommitteeInput, OwnersCommitteeRefusalCode, Resolvers } from '../generated/graphql';
import { documentFault, foldDocument } from '../owner/owner';
import { loadReadableOwner } from '../owner/owner.loaders';
import { readLine } from '../owner/typed-line';
import { actsAs } from '../owners-roll/roll.access';
import type { CommitteeEntry, MemberEntry } from './enter-committee';
import { correctCommittee } from './correct-committee.command';
import { enterCommittee } from './enter-committee.command';
import { mayAct } from './owners-committee';
import {
  loadCommittee,
  loadCommitteeInOffice,
  loadMembers,
  inOrder,
  loadSuperseded,
} from './owners-committee.loaders';
import { committeeMessages } from './owners-committee.messages';

const refused = (refusal: Refusal<OwnersCommitteeRefusalCode>, language: Language) =>
  ({
    __typename: 'OwnersCommitteeRefusal',
    ...refusal,
    message: committeeMessages[refusal.code](refusal.detail ?? {})[language],
  }) as const;

export const ownersCommitteeResolvers: Resolvers = {
  Query: {
    ownersCommittee: (_, { id }, context) => loadCommittee(context, id),
  },

  Mutation: {
    enterCommittee: async (_, { input }, context) => {
      const entry = readEntry(input);
      const result = entry.accepted ? await enterCommittee(context, entry.state) : entry;
      return result.accepted
        ? { __typename: 'OwnersCommittee', ...result.state }
        : refused(result.refusal, context.language);
    },
    correctCommittee: async (_, { input }, context) => {
      const { idempotencyKey, committeeId, termFrom, termUntil } = input;
      const members = readMembers(input.members);
      const filingNumber = readLine(input.filingNumber) ?? '';
      const reason = readLine(input.reason) ?? '';
      const result = !isId('oc', committeeId)
        ? refuse('COMMITTEE_NOT_FOUND')
        : members.accepted
          ? await correctCommittee(context, idempotencyKey, {
              committeeId,
              members: members.state,
              termFrom,
              termUntil,
              filingNumber,
              reason,
            })
          : members;
      return result.accepted
        ? { __typename: 'OwnersCommittee', ...result.state }
        : refused(result.refusal, context.language);
    },
  },

  OwnersCommittee: {
    // Its members and its filing are posted for everybody to read; their names are masked.
    __resolveReference: ({ id }, context) => loadCommittee(context, id),
    community: async ({ communityId }, _, context) => (await loadOne(context, loadCommunities, communityId))!,
    members: ({ id }, _, context) => loadMembers(context, id),
    canActToday: (committee, _, { clock }) => mayAct(committee, dateOf(clock())),
    supersededEntries: ({ id }, _, context) => loadSuperseded(context, id),
    deadlines: async ({ id, communityId }, _, context) =>
      loadDeadlines(context, id, (await loadOne(context, loadCommunities, communityId))!.divisionCode),
  },

  SupersededCommittee: {
    members: async ({ committeeId, members }, _, context) => {
      const { communityId } = (await loadCommittee(context, committeeId))!;
      const { divisionCode: division } = (await loadOne(context, loadCommunities, communityId))!;
      return actsAs(context, ['COUNTY_BUREAU', 'CITY_BUREAU'], { division, communityId })
        ? inOrder(members)
        : null;
    },
  },

  CommitteeMember: {
    maskedName: ({ name }, _, { personalData }) => maskName(personalData.open(name)),
    owner: ({ ownerId }, _, context) => (ownerId ? loadReadableOwner(context, ownerId) : null),
  },

  Community: {
    committee: ({ id }, _, context) => loadCommitteeInOffice(context, id),
  },
};

/** Text without what typing adds, and ids read: what can be none is of nobody on the roll. */
function readEntry({
  communityId,
  members: typed,
  termFrom,
  termUntil,
  filingNumber,
  synthetic = false,
}: EnterCommitteeInput) {
  if (!isId('com', communityId)) return refuse('COMMUNITY_NOT_FOUND');
  const members = readMembers(typed);
  if (!members.accepted) return members;
  const entry: CommitteeEntry = {
    communityId,
    members: members.state,
    termFrom,
    termUntil,
    filingNumber: readLine(filingNumber) ?? '',
    synthetic,
  };
  return accept(entry);
}

function readMembers(members: EnterCommitteeInput['members']) {
  const read: MemberEntry[] = [];
  for (const [i, { role, ownerId = null, ...typed }] of members.entries()) {
    if (ownerId !== null && !isId('own', ownerId))
      return refuse('OWNER_NOT_ON_ROLL', 'GOV-COM-2', { detail: { number: i + 1 } });
    const name = readLine(typed.name);
    const document = readLine(typed.document ?? '');
    // Folded, a mark would be a digit.
    if (name === null || document === null || documentFault(document) === 'MARKED')
      return refuse('MEMBER_INVALID', null, { detail: { number: i + 1 } });
    read.push({ name, document: foldDocument(document) || null, role, ownerId });
  }
  return accept(read);
}
