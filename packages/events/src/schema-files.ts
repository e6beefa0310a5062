import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { catalogue } from './catalogue';
import { breakingChanges } from './schema-change';

export const schemasFolder = join(__dirname, '../schemas');

/**
 * The JSON Schema of every contract's data, by the name of the file it is published in. It is what a reader has to
 * accept (`io: 'input'`), and so open: who reads by today's schema reads on when an optional field is added.
 */
export const schemaFiles = (): ReadonlyMap<string, string> =>
  new Map(
    [...catalogue.values()].map(({ type, data }) => [
      `${type}.json`,
      `${JSON.stringify({ $id: `urn:anju:event:${type}`, ...z.toJSONSchema(data, { io: 'input', unrepresentable: 'any' }) }, null, 2)}\n`,
    ]),
  );

/** Each published schema by the name of its file, with a hash of what is in it. */
export type Published = Readonly<Record<string, string>>;

/** Committed, and added to by `pnpm contracts`: whoever changes a schema and what it is printed from changes this too. */
export const publishedFile = join(__dirname, 'published.json');

export const published = (): Published => JSON.parse(readFileSync(publishedFile, 'utf8'));

export const hashOf = (text: string): string =>
  createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex').slice(0, 16);

export const hashesOf = (files: ReadonlyMap<string, string>): Published =>
  Object.fromEntries([...files].map(([name, text]) => [name, hashOf(text)] as const).toSorted());

/** What others read may not be other than it was: those published that are gone, or were edited by hand. */
export const notAsPublished = (folder: string, list: Published): readonly string[] =>
  Object.keys(list).flatMap((name) => {
    const file = join(folder, name);
    if (!existsSync(file)) return [`${name} is published and is gone. Put it back.`];
    if (hashOf(readFileSync(file, 'utf8')) === list[name]) return [];
    return [`${name} is published and was edited. Put it back as it was, and print it: pnpm contracts`];
  });

/** Prints the schemas; or none of them, and says why, where one that is published would be another. */
export function writeSchemas(
  folder: string,
  files: ReadonlyMap<string, string>,
  list: Published,
): readonly string[] {
  const unlike = notAsPublished(folder, list);
  if (unlike.length > 0) return unlike;
  const gone = Object.keys(list)
    .filter((name) => !files.has(name))
    .map((name) => `${name} is published, and no contract is left to print it from. Put the contract back.`);
  const changed = [...files].flatMap(([name, text]) => {
    const file = join(folder, name);
    if (!existsSync(file)) return [];
    const changes = breakingChanges(JSON.parse(readFileSync(file, 'utf8')), JSON.parse(text));
    return changes.length === 0
      ? []
      : [`${name} is published and would be another: ${changes.join(', ')}. ${remedy(name)}`];
  });
  const refused = [...gone, ...changed];
  if (refused.length === 0) for (const [name, text] of files) writeFileSync(join(folder, name), text);
  return refused;
}

function remedy(name: string): string {
  const [, type, version] = /^(.+)\.v(\d+)\.json$/.exec(name)!;
  return `Publish it as ${type}.v${Number(version) + 1} beside it; only a new field that may be absent changes a version.`;
}
