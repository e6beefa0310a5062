import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { Mendable } from './mendable';

/** Keeps names and documents of persons: sealed in the database, masked everywhere else (PRIV-1). */
export interface PersonalData {
  /** AES-256-GCM with a fresh nonce, as base64url text. */
  readonly seal: (text: string) => string;
  /** Throws if the text was changed or sealed under another key. */
  readonly open: (sealed: string) => string;
  /** The same for equal texts, and says nothing else of them: for finding a document without opening all. */
  readonly fingerprint: (text: string) => string;
  /** The same for equal texts to the letter, and says nothing else of them: for comparing what was asked before. */
  readonly digest: (text: string) => string;
}

/** `key` is 32 bytes as base64, from the environment or the sandbox's own file. */
export function createPersonalData(key: string): PersonalData {
  const master = Buffer.from(key, 'base64');
  if (master.length !== 32) {
    throw new Mendable(
      'PERSONAL_DATA_KEY 须为 32 字节的 base64。 / PERSONAL_DATA_KEY must be 32 bytes as base64.',
    );
  }
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', master, '', purpose, 32));
  const sealing = derive('seal');
  const hmac = (purpose: string) => {
    const secret = derive(purpose);
    return (text: string) => createHmac('sha256', secret).update(text).digest('hex');
  };
  const print = hmac('fingerprint');
  return {
    seal: (text) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
    },
    open: (sealed) => {
      const bytes = Buffer.from(sealed, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    },
    fingerprint: (text) => print(text.normalize('NFKC')),
    digest: hmac('digest'),
  };
}

/** `李四` is `李*`, `欧阳修远` is `欧***`: the first character, and a star for each that follows (PRIV-2). */
export const maskName = (name: string): string => {
  const [first = '', ...rest] = [...name];
  return first + '*'.repeat(Math.max(rest.length, 1));
};

/** Two of fewer characters would give most of it away. */
const shortestDocument = 6;

/** An identity number or phone: the last two characters only, and of what is shorter than one none. */
export const maskDocument = (text: string): string => {
  const characters = [...text];
  const shown = characters.length < shortestDocument ? 0 : 2;
  return '*'.repeat(characters.length - shown) + characters.slice(characters.length - shown).join('');
};
