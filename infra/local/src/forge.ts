import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign as signBy,
} from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sandbox } from '@anju/runtime/sandbox';
import type { Claims } from './officers';

type Part = Readonly<Record<string, unknown>>;

export interface Forgery {
  readonly what: string;
  /** The whole `authorization` header. */
  readonly authorization: string;
}

interface Forgeries {
  /** Made like all the others, with nothing wrong: whoever refuses this one proves nothing by refusing them. */
  readonly genuine: string;
  readonly forged: readonly Forgery[];
}

const encode = (part: unknown) =>
  Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');

/** Tokens in the name of `claims` that must open nothing, made with all that a thief or an insider may have. */
export function forge({ folder, issuer }: Sandbox, claims: Claims): Forgeries {
  const jwk = JSON.parse(readFileSync(join(folder, 'keys/private.jwk.json'), 'utf8'));
  const real = createPrivateKey({ key: jwk, format: 'jwk' });
  const publicKey = createPublicKey(real);
  const publicJwk = issuer.jwks.keys[0]!;
  const own = generateKeyPairSync('ed25519').privateKey;
  const ownJwk = createPublicKey(own).export({ format: 'jwk' });
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

  const now = Math.floor(Date.now() / 1000);
  const header: Part = { alg: 'EdDSA', kid: publicJwk.kid };
  const payload: Part = { ...claims, iss: issuer.issuer, aud: 'anju', iat: now, exp: now + 3_600 };

  const text = (differing: Part = {}, more: Part = {}) =>
    `${encode({ ...header, ...more })}.${encode({ ...payload, ...differing })}`;
  const eddsa = (input: string, key: KeyObject = real) =>
    `${input}.${signBy(null, Buffer.from(input), key).toString('base64url')}`;
  const hmac = (input: string, secret: string | Buffer, hash = 'sha256') =>
    `${input}.${createHmac(hash, secret).update(input).digest('base64url')}`;
  const signed = (differing: Part = {}, more: Part = {}) => eddsa(text(differing, more));
  const foreign = (more: Part = {}) => eddsa(text({}, more), own);

  const genuine = signed();
  const [head, body, signature] = genuine.split('.') as [string, string, string];
  /** What was signed stays, and what it says is another thing. */
  const swapped = (differing: Part) => `${head}.${encode({ ...payload, ...differing })}.${signature}`;
  const flipped = (part: string) => (part.startsWith('A') ? 'B' : 'A') + part.slice(1);
  const pem = publicKey.export({ type: 'spki', format: 'pem' }) as string;
  const der = publicKey.export({ type: 'spki', format: 'der' });

  const tokens: Record<string, string> = {
    'algorithm none, unsigned': `${text({}, { alg: 'none' })}.`,
    'algorithm None, unsigned': `${text({}, { alg: 'None' })}.`,
    'algorithm NONE, unsigned': `${text({}, { alg: 'NONE' })}.`,
    'algorithm nOnE, unsigned': `${text({}, { alg: 'nOnE' })}.`,
    'algorithm none with a real signature': `${text({}, { alg: 'none' })}.${signature}`,
    'algorithm none with any signature': `${text({}, { alg: 'none' })}.${encode('signature')}`,
    'algorithm none, no kid': `${encode({ alg: 'none' })}.${body}.`,
    'no algorithm': eddsa(`${encode({ kid: header['kid'] })}.${body}`),
    'an empty algorithm': signed({}, { alg: '' }),
    'algorithm null': signed({}, { alg: null }),
    'algorithm in small letters': signed({}, { alg: 'eddsa' }),
    'a list of algorithms': signed({}, { alg: ['EdDSA', 'none'] }),
    'another algorithm than the key is for': signed({}, { alg: 'ES256' }),
    'HS256 with the public key as its secret, PEM': hmac(text({}, { alg: 'HS256' }), pem),
    'HS256 with the public key as its secret, DER': hmac(text({}, { alg: 'HS256' }), der),
    'HS256 with the public key as its secret, JWK': hmac(
      text({}, { alg: 'HS256' }),
      JSON.stringify(publicJwk),
    ),
    'HS256 with the raw public key as its secret': hmac(
      text({}, { alg: 'HS256' }),
      Buffer.from(publicJwk.x!, 'base64url'),
    ),
    'HS384 with the public key as its secret': hmac(text({}, { alg: 'HS384' }), pem, 'sha384'),
    'HS512 with the public key as its secret': hmac(text({}, { alg: 'HS512' }), pem, 'sha512'),
    'HS256 with an empty secret': hmac(text({}, { alg: 'HS256' }), ''),
    'another key under our kid': foreign(),
    'another key and no kid': foreign({ kid: undefined }),
    'our key under an unknown kid': signed({}, { kid: 'sandbox-0' }),
    'another key under an unknown kid': foreign({ kid: 'sandbox-0' }),
    'a kid that is a path': foreign({ kid: '../../../../dev/null' }),
    'a kid that is SQL': foreign({ kid: "' UNION SELECT 'key' --" }),
    'RS256 with a key of one’s own': (() => {
      const input = text({}, { alg: 'RS256' });
      return `${input}.${signBy('sha256', Buffer.from(input), rsa).toString('base64url')}`;
    })(),
    'ES256 with a key of one’s own': (() => {
      const input = text({}, { alg: 'ES256' });
      const how = { key: ec, dsaEncoding: 'ieee-p1363' } as const;
      return `${input}.${signBy('sha256', Buffer.from(input), how).toString('base64url')}`;
    })(),
    'ES256 signed by zeros': `${text({}, { alg: 'ES256' })}.${Buffer.alloc(64).toString('base64url')}`,
    'signed by zeros': `${head}.${body}.${Buffer.alloc(64).toString('base64url')}`,
    'its own key in the header (jwk)': foreign({ jwk: ownJwk, kid: undefined }),
    'its own key in the header (jwk) under our kid': foreign({ jwk: ownJwk }),
    'an address of its key (jku)': foreign({ jku: 'http://127.0.0.1:9/jwks.json' }),
    'an address of its certificate (x5u)': foreign({ x5u: 'http://127.0.0.1:9/cert.pem' }),
    'its certificate in the header (x5c)': foreign({ x5c: [der.toString('base64')], kid: undefined }),
    'another issuer': signed({ iss: 'https://login.example.com' }),
    'an issuer that begins like ours': signed({ iss: `${issuer.issuer}.example.com` }),
    'no issuer': signed({ iss: undefined }),
    'another audience': signed({ aud: 'somebody-else' }),
    'an audience that begins like ours': signed({ aud: 'anju-admin' }),
    'several other audiences': signed({ aud: ['a', 'b'] }),
    'no audience': signed({ aud: undefined }),
    'a role added after signing': swapped({ roles: [...claims.roles, 'CITY_BUREAU'] }),
    'another county written over ours': swapped({ division: '341181' }),
    'a whole province written over ours': swapped({ division: '140000' }),
    'an owner added after signing': swapped({ owner: 'own_1' }),
    'its life made longer': swapped({ exp: now + 365 * 86_400 }),
    expired: signed({ exp: now - 60 }),
    'expired for ten seconds': signed({ exp: now - 10 }),
    'expired years ago': signed({ exp: 1 }),
    'not valid yet': signed({ nbf: now + 600 }),
    'without an end': signed({ exp: undefined }),
    'an end that is text': signed({ exp: String(now + 3_600) }),
    'an end that is no whole number': signed({ exp: now + 3_600.5 }),
    'of nobody': signed({ sub: undefined }),
    'of somebody without a name': signed({ sub: '' }),
    'of somebody with a number for a name': signed({ sub: 7 }),
    'without roles': signed({ roles: undefined }),
    'with no role in the list': signed({ roles: [] }),
    'with a role nobody knows': signed({ roles: [...claims.roles, 'KING'] }),
    'with one role as text': signed({ roles: 'COUNTY_BUREAU' }),
    'of a division that is none': signed({ division: '%' }),
    'of communities that are none': signed({ communities: ['*'] }),
    'a critical extension nobody knows': signed({}, { crit: ['urn:x'], 'urn:x': true }),
    'an empty list of critical extensions': signed({}, { crit: [] }),
    'a payload that is not encoded (b64)': eddsa(text({}, { b64: false, crit: ['b64'] })),
    'a token of another kind': signed({}, { typ: 'logout+jwt' }),
    'a proof of possession': signed({}, { typ: 'dpop+jwt' }),
    'a tampered header': `${flipped(head)}.${body}.${signature}`,
    'a tampered payload': `${head}.${flipped(body)}.${signature}`,
    'a tampered signature': `${head}.${body}.${flipped(signature)}`,
    'the signature of another token': `${head}.${body}.${signed({ sub: 'other' }).split('.')[2]}`,
    'half a signature': `${head}.${body}.${signature.slice(0, 43)}`,
    'a signature with more behind it': `${genuine}AAAA`,
    'no signature': `${head}.${body}`,
    'no signature after the point': `${head}.${body}.`,
    'the payload alone': body,
    'four parts': `${genuine}.${signature}`,
    'five parts, as if encrypted': `${head}..${body}.${signature}.`,
    'a payload that is no JSON': eddsa(`${head}.${encode('owner')}`),
    'a payload that is a list': eddsa(`${head}.${encode([payload])}`),
    'a header that is no JSON': eddsa(`${encode('EdDSA')}.${body}`),
    'a token that is much too long': signed({ more: 'x'.repeat(9_000) }),
    'nothing but points': '..',
    nothing: '',
  };
  const schemes: Record<string, string> = {
    'the genuine token without a scheme': genuine,
    'the genuine token as Basic': `Basic ${genuine}`,
    'two tokens': `Bearer ${genuine}, Bearer ${genuine}`,
    'a user and a password': `Basic ${Buffer.from('county:county').toString('base64')}`,
    'a name': `Bearer ${claims.sub}`,
  };
  return {
    genuine: `Bearer ${genuine}`,
    forged: [
      ...Object.entries(tokens).map(([what, token]) => ({ what, authorization: `Bearer ${token}` })),
      ...Object.entries(schemes).map(([what, authorization]) => ({ what, authorization })),
    ],
  };
}
