import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '@anju/values/time';
import { openSandboxClock, type SandboxClock } from './clock';
import { typedPath } from './env';
import { createLocalIssuer, type LocalIssuer } from './identity-local';
import { makeFolder } from './make-folder';
import { createPersonalData, type PersonalData } from './personal-data';

/** Monday morning on which the demonstration's story begins. */
const storyBegins: Instant = '2022-06-06T01:00:00.000Z';

/** What every process on one machine shares when nothing else is configured. Never for production. */
export interface Sandbox {
  readonly folder: string;
  readonly clock: SandboxClock;
  readonly issuer: LocalIssuer;
  readonly personalData: PersonalData;
}

/** Where a sandbox keeps its clock, keys and SQLite files: `ANJU_DATA`, else `.anju` of the repository. */
export const sandboxFolder = (env: {
  readonly ANJU_DATA?: string | undefined;
  readonly INIT_CWD?: string | undefined;
}): string => typedPath(env.ANJU_DATA ?? join(__dirname, '../../../.anju'), env);

/** Opens the sandbox's folder and makes what is missing: the clock's file, a key pair, a key for personal data. */
export async function openSandbox(folder: string): Promise<Sandbox> {
  makeFolder(folder);
  return {
    folder,
    clock: openSandboxClock(join(folder, 'clock.json'), storyBegins),
    issuer: await createLocalIssuer(join(folder, 'keys')),
    personalData: createPersonalData(keptKey(join(folder, 'keys/personal-data.key'))),
  };
}

function keptKey(file: string): string {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, randomBytes(32).toString('base64'), { mode: 0o600 });
  try {
    // Whole or not at all, and never over another process's: the first one's key is the key.
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  return readFileSync(file, 'utf8');
}
