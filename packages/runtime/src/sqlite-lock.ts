import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const held = new Set<string>();

/**
 * One process owns a file: a second one would wait at every write and read what is half done. The lock
 * names its owner, so that what a killed process left behind is taken over.
 */
export function lockSqliteFile(file: string): () => void {
  const lock = `${file}.lock`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    write(lock);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw unwritable(file, error);
    const owner = Number(readFileSync(lock, 'utf8'));
    if (held.has(lock) || isAlive(owner)) throw new DatabaseInUse(file, owner);
    rmSync(lock, { force: true });
    write(lock);
  }
  held.add(lock);
  return () => {
    held.delete(lock);
    rmSync(lock, { force: true });
  };
}

/** Another process works on the same file. */
export class DatabaseInUse extends Error {
  constructor(file: string, owner: number) {
    super(`${file} is in use by process ${owner}. Stop it first, or choose another data folder.`);
  }
}

const write = (lock: string) => writeFileSync(lock, String(process.pid), { flag: 'wx' });

const isAlive = (pid: number): boolean => {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const unwritable = (file: string, cause: unknown) =>
  new Error(
    `Cannot write beside ${file}: ${(cause as Error).message}. Choose a folder this user may write to.`,
    {
      cause,
    },
  );
