import { linkSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Writes a file unless it is there. Whole or not at all: whoever finds it can read it. And never over another process's:
 * of those that begin at once the first one's is kept.
 */
export function keepFirst(file: string, content: string, mode = 0o666): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, content, { mode, flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
}
