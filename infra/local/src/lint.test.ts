import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../..');

/** The rules that look at the text alone; those that ask for types take a minute to load. */
const lint = `
  import { ESLint } from 'eslint';
  let lines = '';
  for await (const part of process.stdin) lines += part;
  const eslint = new ESLint({
    overrideConfig: {
      languageOptions: { parserOptions: { project: null } },
      rules: { '@typescript-eslint/no-floating-promises': 'off' },
    },
  });
  const found = [];
  for (const { file, line } of JSON.parse(lines)) {
    const [{ messages }] = await eslint.lintText(line, { filePath: file });
    found.push(messages.map(({ ruleId, message }) => ruleId ?? message));
  }
  console.log(JSON.stringify(found));`;

function findingsOf(lines: readonly { file: string; line: string }[]): readonly (readonly string[])[] {
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', lint], {
    cwd: root,
    input: JSON.stringify(lines),
    encoding: 'utf8',
  });
  if (!stdout) throw new Error(stderr);
  return JSON.parse(stdout);
}

const rule = 'services/funding/src/money/warrant/warrant.ts';
const beside = 'services/funding/src/exact-sum.ts';
const value = 'packages/values/src/money.ts';
const table = 'services/funding/src/money/warrant/warrant.table.ts';

const imports = '@typescript-eslint/no-restricted-imports';
const globals = 'no-restricted-globals';
const syntax = 'no-restricted-syntax';
const own = 'anju/own-package';
const environment = 'no-restricted-properties';
const opens = 'no-restricted-imports';

const refused: readonly (readonly [file: string, line: string, by: string])[] = [
  ['services/funding/src/service.ts', "export * from '../../governance/src/schema';", own],
  [table, "import '../../../../governance/src/schema';", own],
  [table, "export const a = () => import('../../../../governance/src/schema');", own],
  [value, "export { a } from '../../runtime/src/clock';", own],
  ['gateway/src/compose.ts', "import '../../packages/runtime/src/server';", own],
  [table, "import '@anju/governance/schema';", own],
  [table, "export const a = () => import('@anju/governance/schema');", own],
  [value, "export { a } from '@anju/rulebook/rules';", own],
  ['packages/rulebook/src/rules.ts', "import '@anju/events/topic';", own],
  ['packages/verify/src/merkle.ts', "import '@anju/events/topic';", own],
  ['packages/events/src/governance.ts', "import '@anju/runtime/clock';", own],
  ['packages/runtime/src/clock.ts', "import '@anju/funding/schema';", own],
  ['packages/cli/src/main.ts', "import '@anju/funding/schema';", own],
  ['gateway/src/gateway.ts', "import '@anju/funding/schema';", own],
  [table, 'export const a = process.env;', environment],
  [table, "import { DataSource } from 'typeorm'; new DataSource();", opens],
  [table, "import * as a from 'typeorm'; new a.DataSource();", opens],
  [table, "import { createConnection } from 'mysql2/promise'; createConnection();", opens],
  [table, "import Libsql from 'libsql'; new Libsql();", opens],
  ['gateway/src/gateway.ts', "import 'mysql2';", opens],
  ...[
    "export const a = () => import('mysql2/promise');",
    'export const a = (db) => db.writer.query("");',
    "export const a = (db) => db['writer'];",
    'export const a = (db) => { const { writer } = db; return writer; };',
    'export const a = (db) => { const { writer: b } = db; return b; };',
    'export const a = ({ inTurn }) => inTurn();',
    'export const a = (db, work) => db.read.transaction(work);',
    "export const a = (db) => db.read.query('UPDATE lease SET token = 1');",
    'export const a = (read, name) => read.query(`\n  delete from lease WHERE name = ${name}`);',
    'export const a = (db) => db.read.insert(A, {});',
    'export const a = (db) => db.read.update(A, {}, {});',
    'export const a = ({ read }) => read.delete(A, {});',
  ].map((line) => [table, line, syntax] as const),
  [rule, "import '@anju/runtime/clock';", imports],
  [rule, "import { b } from './warrant.table'; b();", imports],
  ...[rule, beside, value].flatMap((file) =>
    [
      ["import 'fs';", imports],
      ["import 'node:fs';", imports],
      ["import 'fs/promises';", imports],
      ["import 'typeorm';", imports],
      ['export const a = performance.now();', globals],
      ['export const a = crypto.randomUUID();', globals],
      ['export const a = globalThis.crypto.randomUUID();', globals],
      ['export const a = process.hrtime();', globals],
      ["export const a = fetch('http://127.0.0.1');", globals],
      ['setTimeout(() => undefined, 1);', globals],
      ["export const a = require('fs');", globals],
      ["export const a = () => import('node:fs');", syntax],
      ['export const a = new Date();', syntax],
      ['export const a = new Date;', syntax],
      ['export const a = Date();', syntax],
      ['export const a = Date.now();', syntax],
      ['export const a = Math.random();', syntax],
    ].map(([line, by]) => [file, line!, by!] as const),
  ),
];

const taken: readonly (readonly [file: string, line: string])[] = [
  [rule, "import { a } from '../../exact-sum'; a('2022-06-06');"],
  [rule, "import type { Fact } from '@anju/events/define-event'; export type A = Fact;"],
  [rule, "import { fen } from '@anju/values/money'; fen(new Date('2022-06-06'));"],
  // A name of one's own is none of theirs.
  [
    rule,
    'export const a = (process: { hrtime: () => number }, fetch: () => void) => [process.hrtime(), fetch()];',
  ],
  [table, "import { randomUUID } from 'node:crypto'; randomUUID(); performance.now();"],
  ['services/funding/src/service.ts', "import '@anju/runtime/service';"],
  ['services/funding/src/service.ts', "import '@anju/funding/schema';"],
  ['packages/runtime/src/clock.ts', "import '@anju/events/topic';"],
  ['services/funding/src/main.ts', 'export const a = process.env;'],
  [table, "export const a = ({ read }, tx) => [read.query('SELECT 1'), tx.query('DELETE FROM lease')];"],
  [table, "import { EntitySchema } from 'typeorm'; new EntitySchema();"],
  ['packages/runtime/src/topics.ts', "import a from '../../../infra/kafka/topics.json'; a();"],
];

test('a package depends on those that it may import from, and on none above or beside it', () => {
  const layers = ['values', 'rulebook', 'verify', 'events', 'runtime'];
  const folders = ['packages', 'services'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => `${folder}/${name}`),
  );
  const wrong = [...folders, 'gateway'].flatMap((folder) => {
    const json = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const own = layers.indexOf(folder.split('/').at(-1)!);
    const below = own < 0 ? layers : layers.slice(0, own);
    const known = below.map((name) => `@anju/${name}`);
    return ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies']
      .flatMap((kind) => Object.entries<string>(json[kind] ?? {}))
      .filter(([name, from]) => (name.startsWith('@anju/') || !isRegistered(from)) && !known.includes(name))
      .map(([name]) => `${folder} depends on ${name}`);
  });
  expect(wrong).toEqual([]);
});

/** Of a registry, not of the workspace or a folder under another name. */
const isRegistered = (from: string) => !/^(workspace|link|file|portal):/.test(from);

test('what a file may not do is found by lint, and what it may is not', () => {
  const lines = [...refused, ...taken].map(([file, line]) => ({ file, line: `${line}\n` }));
  const found = findingsOf(lines).map((rules, i) => ({ ...lines[i], rules }));

  const wanting = found.filter(({ rules }, i) => {
    const by = refused[i]?.[2];
    return by ? !rules.includes(by) : rules.length > 0;
  });
  expect(wanting).toEqual([]);
});
