import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

const pnpm = 'pnpm@10.34.9';

/** What `prepare` could not do; its message says what to do about it. */
export class NotPrepared extends Error {}

/** Node is new enough, all packages are installed, and the types of every schema are generated. */
export function prepare() {
  checkNode();
  install();
  generateTypes();
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new NotPrepared(
    `请先升级 Node.js：需要 20.19 或更高版本。 / Anju needs Node 20.19 or later; this is ${process.versions.node}.`,
  );
}

/** Installs with the pinned pnpm, and only when something it depends on has changed. */
function install() {
  const stamp = join(root, 'node_modules/.anju-stamp');
  const wanted = inputsHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('正在安装软件包 / Installing packages (once, and after they change) …');
  run('npx', ['--yes', pnpm, 'install', '--frozen-lockfile', '--reporter=append-only', '--loglevel=warn']);
  writeFileSync(stamp, wanted);
}

function inputsHash() {
  const hash = createHash('sha256').update(process.version);
  const folders = ['packages', 'services'].flatMap((group) =>
    readdirSync(join(root, group)).map((name) => `${group}/${name}`),
  );
  const manifests = ['.', 'gateway', 'infra/bench', 'infra/faults', 'infra/local', ...folders].map(
    (folder) => `${folder}/package.json`,
  );
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests]) {
    if (existsSync(join(root, file))) hash.update(file).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

/** Resolver types are not committed: a fresh clone has none, and a changed schema makes them old. */
function generateTypes() {
  const folders = ['packages/runtime', ...services()];
  const stamp = join(root, 'node_modules/.anju-codegen-stamp');
  const wanted = schemasHash(folders);
  const generated = folders.every((folder) => existsSync(join(root, folder, 'src/generated')));
  if (generated && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('正在生成类型 / Generating resolver types …');
  run('npx', ['--yes', pnpm, '--recursive', '--parallel', '--reporter=silent', 'codegen']);
  writeFileSync(stamp, wanted);
}

/** Of names and contents: a schema file that is gone makes types old as well. */
function schemasHash(folders) {
  const hash = createHash('sha256');
  const files = folders.flatMap((folder) => [
    join(root, folder, 'codegen.ts'),
    ...schemaFiles(join(root, folder, 'src')),
  ]);
  for (const file of files.sort()) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}

const services = () => readdirSync(join(root, 'services')).map((name) => `services/${name}`);

const schemaFiles = (folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.graphql'))
    .map((name) => join(folder, name));

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (status === 0) return;
  const why = error ? `: ${error.message}` : '';
  throw new NotPrepared(
    `${command} ${args.join(' ')} 未成功 / failed${why}.
请看上方的原因（网络、磁盘空间或本文件夹不可写），解决后重试。 / The reason is above: the network, the disk's space, or this folder that cannot be written. Mend it and start again.`,
  );
}
