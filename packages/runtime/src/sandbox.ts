import { randomBytes } from 'node:crypto';
import { accessSync, constants, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '@anju/values/time';
import { openSandboxClock, type SandboxClock } from './clock';
import { typedPath } from './env';
import { createEvidenceKey, type EvidenceKey } from './evidence-key';
import { createLocalIssuer, type LocalIssuer } from './identity-local';
import { keepFirst } from './keep-first';
import { makeFolder } from './make-folder';
import { Mendable, UnusableData } from './mendable';
import { createPersonalData, type PersonalData } from './personal-data';

/** Monday morning on which the demonstration's story begins. */
const storyBegins: Instant = '2022-06-06T01:00:00.000Z';

/** What every process on one machine shares when nothing else is configured. Never for production. */
export interface Sandbox {
  readonly folder: string;
  readonly clock: SandboxClock;
  readonly issuer: LocalIssuer;
  readonly personalData: PersonalData;
  readonly evidenceKey: EvidenceKey;
}

/** Where a sandbox keeps its clock, keys and SQLite files: `ANJU_DATA`, else `.anju` of the repository. */
export const sandboxFolder = (env: {
  readonly ANJU_DATA?: string | undefined;
  readonly INIT_CWD?: string | undefined;
}): string => typedPath(env.ANJU_DATA ?? join(__dirname, '../../../.anju'), env);

/**
 * A service's SQLite file, and the clock it goes by. Where nothing is said it runs alone, with a clock of its own: its
 * story begins when it is first started, and neither it nor the city of `npm start` moves the other's time.
 */
export function filesOfService(
  name: string,
  env: Parameters<typeof sandboxFolder>[0] & {
    readonly DATABASE_URL?: unknown;
    readonly KAFKA_BROKERS?: unknown;
  },
): { readonly database: string; readonly clock: string } {
  const folder = sandboxFolder(env);
  // Beside the data and the clock of `npm start`, which starts over when it pleases.
  if (env.ANJU_DATA || env.DATABASE_URL || env.KAFKA_BROKERS)
    return { database: join(folder, 'services', `${name}.db`), clock: clockOf(folder) };
  const database = join(folder, 'alone', `${name}.db`);
  // So called, it goes with the database where somebody starts over.
  return { database, clock: `${database}-clock.json` };
}

const clockOf = (folder: string) => join(folder, 'clock.json');

/** Of who only signs in: it needs no clock. */
export async function openIssuer(folder: string): Promise<LocalIssuer> {
  openFolder(folder);
  return createLocalIssuer(join(folder, 'keys'));
}

/** Opens the sandbox's folder and makes what is missing: the clock's file, a key pair, a key for personal data and one for evidence. */
export async function openSandbox(folder: string, clock = clockOf(folder)): Promise<Sandbox> {
  // Keys before all else: by them a folder that was left half-made is known.
  const issuer = await openIssuer(folder);
  return {
    folder,
    issuer,
    personalData: openPersonalData(join(folder, 'keys/personal-data.key')),
    evidenceKey: openEvidenceKey(join(folder, 'keys/evidence.key')),
    clock: openSandboxClock(clock, storyBegins),
  };
}

function openFolder(folder: string) {
  try {
    makeFolder(folder);
    accessSync(folder, constants.R_OK | constants.W_OK);
  } catch (cause) {
    throw new Mendable(
      `无法写入数据文件夹 ${folder}：请用 ANJU_DATA 指定一个有写权限的文件夹。 / ` +
        `Cannot write to the data folder ${folder}: ${(cause as Error).message}. Set ANJU_DATA to a folder this user may write to.`,
      { cause },
    );
  }
}

function openPersonalData(file: string): PersonalData {
  const key = keptKey(file);
  try {
    return createPersonalData(key);
  } catch (cause) {
    throw new UnusableData(
      file,
      {
        zh: '不是 32 字节的 base64 密钥。请从备份放回原来的密钥，否则以它加密的姓名无法读取',
        en: 'is no key of 32 bytes as base64. Put back the one it was from a backup: without it no name that it sealed can be read',
      },
      { cause },
    );
  }
}

function openEvidenceKey(file: string): EvidenceKey {
  const key = keptKey(file);
  try {
    return createEvidenceKey(key);
  } catch (cause) {
    throw new UnusableData(
      file,
      {
        zh: '不是 32 字节的 base64 密钥。请从备份放回原来的密钥，否则此后的证据由另一把密钥签名',
        en: 'is no key of 32 bytes as base64. Put back the one it was from a backup: else evidence is signed by another from now on',
      },
      { cause },
    );
  }
}

function keptKey(file: string): string {
  keepFirst(file, randomBytes(32).toString('base64'), 0o600);
  return readFileSync(file, 'utf8');
}
