import { dirname } from 'node:path';
import Libsql from 'libsql';
import { makeFolder } from './make-folder';
import { Mendable } from './mendable';

/**
 * One process owns a file: a second one would wait at every write and read what is half done. The lock
 * is a transaction on a file beside it that is never ended, which the operating system gives up when
 * the process dies in whatever way; a process id by itself may belong to somebody else after a restart.
 */
export function lockSqliteFile(file: string): () => void {
  const lock = openLock(file);
  try {
    lock.exec(`PRAGMA user_version = ${process.pid}`);
    lock.exec('BEGIN IMMEDIATE');
  } catch (error) {
    const { code } = error as { code?: string };
    const refused = code === 'SQLITE_BUSY' ? new DatabaseInUse(file, ownerIn(lock)) : unwritable(file, error);
    lock.close();
    throw refused;
  }
  held.add(lock);
  return () => {
    held.delete(lock);
    lock.exec('ROLLBACK');
    lock.close();
  };
}

/** One that nothing refers to is closed when memory is tidied up, and its lock given up by that. */
const held = new Set<Libsql.Database>();

/** Another process works on the same file. */
export class DatabaseInUse extends Mendable {
  constructor(
    file: string,
    readonly owner: number,
  ) {
    super(
      `${file} 正被进程 ${owner} 使用，请先停止它，或换一个数据文件夹。 / ` +
        `${file} is in use by process ${owner}. Stop it first, or choose another data folder.`,
    );
  }
}

function openLock(file: string): Libsql.Database {
  try {
    makeFolder(dirname(file));
    return new Libsql(`${file}-lock`);
  } catch (error) {
    throw unwritable(file, error);
  }
}

/** The owner may be about to begin: then it is there in a moment. */
const ownerIn = (lock: Libsql.Database): number => {
  lock.pragma('busy_timeout = 5000');
  const [{ user_version: owner }] = lock.pragma('user_version') as [{ user_version: number }];
  return owner;
};

const unwritable = (file: string, cause: unknown) =>
  new Mendable(
    `无法在 ${file} 旁写入，请换一个有写权限的文件夹。 / ` +
      `Cannot write beside ${file}: ${(cause as Error).message}. Choose a folder this user may write to.`,
    { cause },
  );
