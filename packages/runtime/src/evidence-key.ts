import { createHash, createPrivateKey } from 'node:crypto';
import type { JWK } from 'jose';
import { Mendable } from './mendable';

/** Signs the evidence of a vote, and nothing else: who holds it can make evidence. */
export interface EvidenceKey {
  /** Of its public half (RFC 7638); posted with each result. */
  readonly thumbprint: string;
  readonly privateJwk: JWK;
}

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8 (RFC 8410). */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** `key` is 32 bytes as base64, from the environment or the sandbox's own file. */
export function createEvidenceKey(key: string): EvidenceKey {
  const secret = Buffer.from(key, 'base64');
  if (secret.length !== 32) {
    throw new Mendable('EVIDENCE_KEY 须为 32 字节的 base64。 / EVIDENCE_KEY must be 32 bytes as base64.');
  }
  const der = Buffer.concat([pkcs8, secret]);
  const privateJwk = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }).export({ format: 'jwk' });
  const { crv, kty, x } = privateJwk;
  const named = createHash('sha256').update(JSON.stringify({ crv, kty, x }));
  return { thumbprint: named.digest('base64url'), privateJwk: privateJwk as JWK };
}
