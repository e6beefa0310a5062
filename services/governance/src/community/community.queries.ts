import { connectionOf, type PageArgs, readPage } from '@anju/runtime/connection';
import type { DivisionCode } from '@anju/values/division';
import { type EntityManager, Like, MoreThan, Raw } from 'typeorm';
import { codePrefix } from '../division/division';
import { CommunityTable } from './community.table';

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
