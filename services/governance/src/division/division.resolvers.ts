import { connectionOf, readPage } from '@anju/runtime/connection';
import type { Context } from '@anju/runtime/context';
import { loadOne } from '@anju/runtime/loader';
import { byPage, pageKey } from '@anju/runtime/page-key';
import { covers, isDivisionCode, type DivisionCode } from '@anju/values/division';
import type { Community } from '../community/community';
import { firstCommunitiesOfEach } from '../community/community.queries';
import { totalsByDivision } from '../community/community.table';
import type { Resolvers } from '../generated/graphql';
import { addTotals, type Division, noTotals, type Totals } from './division';
import { childrenOf, findDivision, parentOf } from './division.files';

/** All divisions of a request in one statement: what it adds up is a row for each county. */
async function loadTotals({ db }: Context, codes: readonly string[]): Promise<ReadonlyMap<string, Totals>> {
  const own = await totalsByDivision(db.read);
  const within = (code: DivisionCode) =>
    own.filter((each) => covers(code, each.code)).reduce<Totals>(addTotals, noTotals);
  return new Map(codes.filter(isDivisionCode).map((code) => [code, within(code)]));
}

/** One size and place of page takes two statements, of however many divisions. */
async function loadCommunitiesOf({ db }: Context, keys: readonly string[]) {
  const pages = new Map<string, readonly Community[]>();
  for (const { page, parents } of byPage(keys)) {
    const found = await firstCommunitiesOfEach(db.read, parents.filter(isDivisionCode), page);
    for (const [code, communities] of found) pages.set(pageKey(code, page), communities);
  }
  return pages;
}

const totalsOf = async ({ code }: Division, context: Context) =>
  (await loadOne(context, loadTotals, code)) ?? noTotals;

export const divisionResolvers: Resolvers = {
  Query: {
    division: (_, { code }) => findDivision(code),
  },

  Division: {
    __resolveReference: ({ code }) => findDivision(code),
    parent: parentOf,
    children: (division) => [...childrenOf(division)],
    communityCount: async (division, _, context) => (await totalsOf(division, context)).communities,
    households: async (division, _, context) => (await totalsOf(division, context)).households,
    communitiesWithoutHouseholds: async (division, _, context) =>
      (await totalsOf(division, context)).withoutHouseholds,
    communities: async ({ code }, args, context) => {
      const page = readPage(args);
      const communities = await loadOne(context, loadCommunitiesOf, pageKey(code, page));
      return connectionOf(communities ?? [], page.limit, ({ id }) => id);
    },
  },
};
