import { calculateJwkThumbprint, FlattenedSign, flattenedVerify, importJWK, type JWK } from 'jose';
import { z } from 'zod';
import { parsedJson } from './parsed-json';

/** Which of the two forms a bundle is; the signature says it, so that one is not taken for the other. */
export type Form = 'PUBLIC' | 'COURT';

const types: Readonly<Record<Form, string>> = {
  PUBLIC: 'anju-evidence-public',
  COURT: 'anju-evidence-court',
};

/** Ed25519 alone: the same key and text give the same signature, so a bundle comes out the same each time. */
const algorithm = 'EdDSA';

const header = z.strictObject({
  alg: z.literal(algorithm),
  b64: z.literal(false),
  crit: z.tuple([z.literal('b64')]),
  typ: z.enum([types.PUBLIC, types.COURT]),
  jwk: z.strictObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string().length(43) }),
});

/**
 * The text with its signature as the last line: a detached JWS over exactly the bytes before it (RFC 7515, appendix F;
 * RFC 7797), with the public key in its header. No canonical form of JSON is needed where bytes are signed as written.
 */
export async function signBundle(text: string, form: Form, privateJwk: JWK): Promise<string> {
  const { kty, crv, x } = privateJwk;
  const { protected: head, signature } = await new FlattenedSign(Buffer.from(text))
    .setProtectedHeader({
      alg: algorithm,
      b64: false,
      crit: ['b64'],
      typ: types[form],
      jwk: { kty, crv, x } as JWK,
    })
    .sign(await importJWK(privateJwk, algorithm));
  return `${text}{"jws":"${head}..${signature}"}\n`;
}

/** What was signed, in which form, and the thumbprint of the key (RFC 7638). */
export interface Signed {
  readonly text: string;
  readonly form: Form;
  readonly keyThumbprint: string;
}

const lastLine = /\n\{"jws":"([\w-]+)\.\.([\w-]+)"\}\n$/;
const longestLastLine = 1_000;

export type WhyUnsigned = 'NOT_TEXT' | 'NOT_SIGNED' | 'SIGNATURE_WRONG';

/** Takes the signature off, or says why it is none. Every byte counts, also those of the signature's own line. */
export async function openBundle(bytes: Uint8Array): Promise<Signed | WhyUnsigned> {
  let whole: string;
  try {
    whole = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return 'NOT_TEXT';
  }
  const tail = lastLine.exec(whole.slice(-longestLastLine));
  const [, head, signature] = tail ?? [];
  if (!tail || !head || !signature) return 'NOT_SIGNED';
  const read = header.safeParse(parsedJson(Buffer.from(head, 'base64url').toString()));
  // Two texts of base64url may be the same bytes.
  if (!read.success || Buffer.from(signature, 'base64url').toString('base64url') !== signature)
    return 'NOT_SIGNED';

  const text = whole.slice(0, whole.length - tail[0].length + 1);
  const { jwk, typ } = read.data;
  try {
    const key = await importJWK(jwk, algorithm);
    await flattenedVerify({ protected: head, payload: Buffer.from(text), signature }, key);
  } catch {
    return 'SIGNATURE_WRONG';
  }
  const form = typ === types.PUBLIC ? 'PUBLIC' : 'COURT';
  return { text, form, keyThumbprint: await calculateJwkThumbprint(jwk) };
}
