import { connectionOf, type Page, type PageArgs, readPage } from '@anju/runtime/connection';
import type { DivisionCode } from '@anju/values/division';
import { type EntityManager, IsNull, Like, MoreThan, Raw } from 'typeorm';
import { codePrefix } from '../division/division';
import { firstBelowEach } from '../first-below-each.queries';
import type { Community } from './community';
import { CommunityTable, findCommunitiesById } from './community.table';

interface Filter extends PageArgs {
  readonly divisionCode?: DivisionCode | null | undefined;
  /** Part of the name. */
  readonly name?: string | null | undefined;
}

/** A page of communities, in the order they were registered in. */
export async function pageOfCommunities(read: EntityManager, { divisionCode, name, ...page }: Filter) {
  const { limit, afterKey } = readPage(page);
  const rows = await read.find(CommunityTable, {
    where: {
      struckAt: IsNull(),
      ...(divisionCode && { divisionCode: Like(`${codePrefix(divisionCode)}%`) as never }),
      // Not LIKE: what a person types may have a percent sign in it.
      ...(name && { name: Raw((column) => `INSTR(${column}, :part) > 0`, { part: name }) }),
      ...(afterKey && { id: MoreThan(afterKey) as never }),
    },
    order: { id: 'ASC' },
    take: limit + 1,
  });
  return connectionOf(rows, limit, ({ id }) => id);
}

/** Of all that each division covers, in the same order; one more than `limit` where there is more. */
export async function firstCommunitiesOfEach(
  read: EntityManager,
  divisionCodes: readonly DivisionCode[],
  { limit, afterKey }: Page,
): Promise<ReadonlyMap<string, readonly Community[]>> {
  const ids = await firstBelowEach(
    read,
    { table: 'community', key: 'id', where: 'divisionCode LIKE ? AND struckAt IS NULL' },
    new Map(divisionCodes.map((code) => [code, `${codePrefix(code)}%`])),
    { after: afterKey ?? '', limit },
  );
  // A county's are the city's too.
  const found = await findCommunitiesById(read, [...new Set([...ids.values()].flat())]);
  const byId = new Map<string, Community>(found.map((community) => [community.id, community]));
  return new Map([...ids].map(([code, own]) => [code, own.map((id) => byId.get(id)!)]));
}
