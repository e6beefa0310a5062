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

/** Prints the schemas; or none of them, and says why, where one that is published would be another. */
export function writeSchemas(folder: string, files: ReadonlyMap<string, string>): readonly string[] {
  const refused = [...files].flatMap(([name, text]) => {
    const file = join(folder, name);
    if (!existsSync(file)) return [];
    const changes = breakingChanges(JSON.parse(readFileSync(file, 'utf8')), JSON.parse(text));
    return changes.length === 0
      ? []
      : [`${name} is published and would be another: ${changes.join(', ')}. ${remedy(name)}`];
  });
  if (refused.length === 0) for (const [name, text] of files) writeFileSync(join(folder, name), text);
  return refused;
}

function remedy(name: string): string {
  const [, type, version] = /^(.+)\.v(\d+)\.json$/.exec(name)!;
  return `Publish it as ${type}.v${Number(version) + 1} beside it; only a new field that may be absent changes a version.`;
}
