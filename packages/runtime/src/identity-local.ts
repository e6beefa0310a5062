import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, type JSONWebKeySet, type JWK, SignJWT } from 'jose';
import { audience } from './identity';
import { keepFirst } from './keep-first';
import { UnusableData } from './mendable';

/** A sandbox's own issuer of tokens. */
export interface LocalIssuer {
  readonly issuer: string;
  /** The public half; every local process verifies by it. */
  readonly jwks: JSONWebKeySet;
  /** Signs these claims (`sub`, `roles`, scope) for so many seconds of real time. */
  readonly mint: (claims: object, seconds: number) => Promise<string>;
}

const issuer = 'urn:anju:sandbox';
const algorithm = 'EdDSA';

/**
 * Opens the key pair kept in a folder, or makes it; of several processes the first one's stays. The
 * private file is for its owner's eyes only.
 */
export async function createLocalIssuer(folder: string): Promise<LocalIssuer> {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'private.jwk.json');
  const jwk = readKey(file) ?? (await makeKey(file));
  const key = await importKey(file, jwk);
  const { d: _secret, ...publicJwk } = jwk;
  const jwks: JSONWebKeySet = { keys: [publicJwk] };
  // Whole or not at all: another process may read it now.
  const draft = join(folder, `jwks.${process.pid}.json`);
  writeFileSync(draft, JSON.stringify(jwks, null, 2));
  renameSync(draft, join(folder, 'jwks.json'));
  return {
    issuer,
    jwks,
    mint: (claims, seconds) =>
      new SignJWT({ ...claims })
        .setProtectedHeader({ alg: algorithm, kid: jwk.kid! })
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
        .sign(key),
  };
}

const readKey = (file: string): JWK | null => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as JWK;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw code ? error : damaged(file, error);
  }
};

async function importKey(file: string, jwk: JWK) {
  try {
    // A public key, or one without its name, signs nothing that anybody trusts.
    if (jwk.d && jwk.kid) return await importJWK(jwk, algorithm);
  } catch (error) {
    throw damaged(file, error);
  }
  throw damaged(file);
}

const damaged = (file: string, cause?: unknown) =>
  new UnusableData(file, { zh: '不再是有效的密钥', en: 'is no key any more' }, { cause });

async function makeKey(file: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), alg: algorithm, use: 'sig', kid: `sandbox-${Date.now()}` };
  keepFirst(file, JSON.stringify(jwk), 0o600);
  return readKey(file)!;
}
