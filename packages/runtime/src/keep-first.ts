import { randomUUID } from 'node:crypto';
import { linkSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Writes a file unless it is there. Whole or not at all: whoever finds it can read it. And never over another process's:
 * of those that begin at once the first one's is kept.
 */
export function keepFirst(file: string, content: string, mode = 0o666): void {
  // Under a name of its own: a draft that a killed process left is the very file, and is never written again.
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, content, { mode, flag: 'wx', flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
}
