import type { Context } from '@anju/runtime/context';
import { presentImport } from '@anju/runtime/import-result';
import { wordsOf } from '@anju/runtime/idempotency';
import { loadOne } from '@anju/runtime/loader';
import { oldCommunityScope } from '@anju/rulebook/old-community';
import { profileAt } from '@anju/rulebook/rule-profile';
import { refuse } from '@anju/values/decision';
import { isDivisionCode } from '@anju/values/division';
import { isId } from '@anju/values/id';
import { muToDm2Display } from '@anju/values/mu';
import { dateOf } from '@anju/values/time';
import { findDivision } from '../division/division.files';
import type { Resolvers } from '../generated/graphql';
import { findSourceRowsAt } from '../publication/publication.table';
import { readLine } from '../owner/typed-line';
import type { SourceRow } from '../publication/source-row';
import type { Community } from './community';
import { communityMessages } from './community.messages';
import { pageOfCommunities } from './community.queries';
import { findCommunityStrikes } from './community-strike.table';
import { findCommunitiesById } from './community.table';
import { importCommunities } from './import-communities.command';
import { strikeCommunity } from './strike-community.command';

export async function loadCommunities({ db }: Context, ids: readonly string[]) {
  const found = await findCommunitiesById(db.read, ids);
  return new Map(found.map((community) => [community.id as string, community]));
}

/** The last of each. */
const loadStrikes = async ({ db }: Context, ids: readonly string[]) =>
  new Map((await findCommunityStrikes(db.read, ids)).map((strike) => [strike.communityId as string, strike]));

const placeOf = (publicationId: string, line: number) => `${publicationId} ${line}`;

async function loadSourceRows(
  { db }: Context,
  places: readonly string[],
): Promise<ReadonlyMap<string, SourceRow>> {
  const wanted = places.map((place) => {
    const [publicationId = '', line = ''] = place.split(' ');
    return { publicationId, line: Number(line) };
  });
  const found = await findSourceRowsAt(db.read, wanted);
  return new Map(found.map((row) => [placeOf(row.publicationId, row.line), row]));
}

/** By the profile of today: whether it is to be renovated is asked now, whenever it was listed. */
const scopeToday = ({ divisionCode, completedYear }: Community, { clock }: Context) =>
  oldCommunityScope(completedYear, profileAt(divisionCode, dateOf(clock())).scope);

export const communityResolvers: Resolvers = {
  Query: {
    community: (_, { id }, context) => loadOne(context, loadCommunities, id),
    communities: (_, { divisionCode, ...filter }, { db }) =>
      pageOfCommunities(db.read, {
        ...filter,
        // What is no code covers nothing.
        divisionCode: divisionCode == null || isDivisionCode(divisionCode) ? divisionCode : '999999',
      }),
  },

  Mutation: {
    importCommunities: async (_, { input }, context) =>
      presentImport(await importCommunities(context, context, input), context.language),
    strikeCommunity: async (_, { input: { idempotencyKey, communityId, reason } }, context) => {
      const result = isId('com', communityId)
        ? await strikeCommunity(context, idempotencyKey, { communityId, reason: readLine(reason) ?? '' })
        : refuse('COMMUNITY_NOT_FOUND');
      if (result.accepted) return { __typename: 'Community', ...result.state };
      const { refusal } = result;
      const message = wordsOf(communityMessages[refusal.code], refusal.detail)[context.language];
      return { __typename: 'CommunityRefusal', ...refusal, message };
    },
  },

  Community: {
    __resolveReference: ({ id }, context) => loadOne(context, loadCommunities, id),
    division: ({ divisionCode }) => findDivision(divisionCode)!,
    scope: (community, _, context) => scopeToday(community, context),
    landAreaDm2: ({ landMu }) => (landMu === null ? null : muToDm2Display(landMu)),
    sourceRow: ({ publicationId, sourceLine, struckAt }, _, context) =>
      struckAt === null ? loadOne(context, loadSourceRows, placeOf(publicationId, sourceLine)) : null,
    strike: ({ id, struckAt }, _, context) => (struckAt === null ? null : loadOne(context, loadStrikes, id)),
  },
};
