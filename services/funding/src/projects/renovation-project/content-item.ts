import type { ContentCode } from '@anju/rulebook/content';
import type { Id } from '@anju/values/id';
import type { Fen } from '@anju/values/money';

/** One piece of work of a project, with what it costs (PART-5). */
export interface ContentItem {
  readonly code: ContentCode;
  readonly description: string;
  readonly costFen: Fen;
  /** Where it is done; empty means in all of the project. */
  readonly buildingIds: readonly Id<'bld'>[];
}

/** The same for the same work in the same place, though it is entered twice to split its cost. */
export const workOf = ({ code, description, buildingIds }: ContentItem): string =>
  JSON.stringify([code, description.trim(), buildingIds.toSorted()]);

/**
 * The list as one text, equal for equal lists whatever order they were entered in: a JSON array of
 * `{"code","description","costFen","buildingIds"}`, sorted as text. Its SHA-256 in UTF-8 is what owners
 * accept, so anybody can recompute it (PART-4).
 */
export function canonicalContents(contents: readonly ContentItem[]): string {
  const items = contents.map(({ code, description, costFen, buildingIds }) =>
    JSON.stringify({ code, description, costFen, buildingIds: buildingIds.toSorted() }),
  );
  return `[${items.toSorted().join(',')}]`;
}
