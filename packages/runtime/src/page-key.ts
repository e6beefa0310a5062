import type { Page } from './connection';

/** What a loader is asked for, where it loads pages: which page of which parent. */
export const pageKey = (parent: string, { limit, afterKey }: Page): string =>
  JSON.stringify([limit, afterKey, parent]);

/** The way back: parents by the page that is wanted of each, since one statement can answer for all of these. */
export function byPage(keys: readonly string[]): readonly { page: Page; parents: readonly string[] }[] {
  const groups = new Map<string, { page: Page; parents: string[] }>();
  for (const key of keys) {
    const [limit, afterKey, parent] = JSON.parse(key) as [number, string | null, string];
    const name = JSON.stringify([limit, afterKey]);
    const group = groups.get(name) ?? { page: { limit, afterKey }, parents: [] };
    group.parents.push(parent);
    groups.set(name, group);
  }
  return [...groups.values()];
}
