import type { ContentCode } from '@anju/rulebook/content';
import type { Id } from '@anju/values/id';
import type { Fen } from '@anju/values/money';
import { foldTyped } from '@anju/values/fold-typed';

/** One piece of work of a project, with what it costs (PART-5). */
export interface ContentItem {
  readonly code: ContentCode;
  readonly description: string;
  readonly costFen: Fen;
  /** Where it is done; empty means in all of the project. */
  readonly buildingIds: readonly Id<'bld'>[];
}

/** Whether both are the same work at some building, though it is entered twice, in other words or to split its cost. */
const isSameWork = (one: ContentItem, other: ContentItem): boolean =>
  one.code === other.code &&
  foldTyped(one.description) === foldTyped(other.description) &&
  (one.buildingIds.length === 0 ||
    other.buildingIds.length === 0 ||
    one.buildingIds.some((id) => other.buildingIds.includes(id)));

/**
 * The number of each piece of work, 1 for the first; one that is entered twice is one and has the first number. So have
 * two that a third overlaps.
 */
export function pieceNumbers(contents: readonly ContentItem[]): readonly number[] {
  const numbers: number[] = [];
  for (const [i, item] of contents.entries()) {
    const same = new Set(numbers.filter((_, before) => isSameWork(contents[before]!, item)));
    const number = Math.min(i + 1, ...same);
    numbers.forEach((each, before) => {
      if (same.has(each)) numbers[before] = number;
    });
    numbers.push(number);
  }
  return numbers;
}

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
