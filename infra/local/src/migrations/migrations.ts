import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../../..');

/** Each migration by its path, with a hash of what is in it. */
export type Migrations = Readonly<Record<string, string>>;

/** Committed, and added to by `pnpm migrations`. */
export const listFile = join(__dirname, 'migrations.json');

export const listed = (): Migrations => JSON.parse(readFileSync(listFile, 'utf8'));

/** Those every service has, and its own with what they call. */
export function found(): Migrations {
  const own = readdirSync(join(root, 'services'))
    .map((service) => `services/${service}/src/migrations`)
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder)).map((file) => `${folder}/${file}`));
  const shared = readdirSync(join(root, 'packages/runtime/src'))
    .filter((file) => file.endsWith('-migration.ts'))
    .map((file) => `packages/runtime/src/${file}`);
  return Object.fromEntries([...own, ...shared].toSorted().map((file) => [file, hashOf(file)]));
}

const hashOf = (file: string) =>
  createHash('sha256')
    .update(readFileSync(join(root, file), 'utf8').replaceAll('\r\n', '\n'))
    .digest('hex')
    .slice(0, 16);

/** What ran in some city may not be other than it was: databases would differ, and nothing would tell. */
export const changed = (list: Migrations, now: Migrations): readonly string[] =>
  Object.keys(list)
    .filter((file) => now[file] !== list[file])
    .map((file) =>
      now[file]
        ? `${file} was edited, and may have run already. Put it back as it was, and add a new migration.`
        : `${file} is gone, and may have run already. Put it back, and add a new migration.`,
    );

export const notListed = (list: Migrations, now: Migrations): readonly string[] =>
  Object.keys(now)
    .filter((file) => !list[file])
    .map((file) => `${file} is new. Enter it into the list once it is as it shall stay: pnpm migrations`);
