import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseInUse, lockSqliteFile } from './sqlite-lock';

const folder = mkdtempSync(join(tmpdir(), 'anju_test_'));
const file = join(folder, 'data/service.db');
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** Another process that locks the file and lives until it is killed. */
async function otherProcess(): Promise<ChildProcess> {
  const code = `
    require(${JSON.stringify(join(__dirname, 'sqlite-lock.ts'))}).lockSqliteFile(${JSON.stringify(file)});
    console.log('locked');
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--require', 'tsx/cjs', '--eval', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  await Promise.race([once(child.stdout!, 'data'), once(child, 'exit')]);
  return child;
}

test('a second owner is refused in words, in this process and in another, until the first has let go', async () => {
  const unlock = lockSqliteFile(file);
  expect(() => lockSqliteFile(file)).toThrow(DatabaseInUse);
  unlock();

  const other = await otherProcess();
  expect(() => lockSqliteFile(file)).toThrow(
    `${file} is in use by process ${other.pid}. Stop it first, or choose another data folder.`,
  );
  other.kill('SIGKILL');
  await once(other, 'exit');

  lockSqliteFile(file)();
});

test('one that is about to begin is waited for and named', async () => {
  const code = `
    const lock = new (require('libsql'))(${JSON.stringify(`${file}-lock`)});
    lock.exec('BEGIN EXCLUSIVE');
    lock.exec('PRAGMA user_version = ' + process.pid);
    console.log('begins');
    setTimeout(() => { lock.exec('COMMIT'); lock.exec('BEGIN IMMEDIATE'); }, 500);
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--eval', code], {
    cwd: __dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  await once(child.stdout!, 'data');
  expect(() => lockSqliteFile(file)).toThrow(`in use by process ${child.pid}.`);
  child.kill('SIGKILL');
  await once(child, 'exit');
});

test('it is held however little refers to it', () => {
  const code = `
    const { lockSqliteFile } = require(${JSON.stringify(join(__dirname, 'sqlite-lock.ts'))});
    lockSqliteFile(${JSON.stringify(file)});
    // What memory held is let go of a moment after it is tidied up.
    (async () => {
      for (let i = 0; i < 5; i++) {
        gc();
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      try {
        lockSqliteFile(${JSON.stringify(file)});
        console.log('given up');
      } catch {
        console.log('held');
      }
    })();`;
  const { stdout } = spawnSync(process.execPath, ['--expose-gc', '--require', 'tsx/cjs', '--eval', code], {
    encoding: 'utf8',
  });
  expect(stdout.trim()).toBe('held');
});

test('two files in one folder have an owner each', () => {
  const unlock = [lockSqliteFile(file), lockSqliteFile(join(folder, 'data/other.db'))];

  for (const each of unlock) each();
});

test('a folder that cannot be written to is named, and what to do', () => {
  const notAFolder = join(folder, 'file');
  writeFileSync(notAFolder, '');

  expect(() => lockSqliteFile(join(notAFolder, 'service.db'))).toThrow(
    / Cannot write beside .+Choose a folder this user may write to\.$/,
  );
});
