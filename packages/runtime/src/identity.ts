import { createHash } from 'node:crypto';
import { isDivisionCode } from '@anju/values/division';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  type JSONWebKeySet,
  jwtVerify,
  type JWTVerifyGetKey,
} from 'jose';
import { z } from 'zod';
import { type Claims, publicClaims, type Role } from './caller';
import { sharedRoles } from './roles';

/**
 * Whom an `authorization` header speaks for; nobody signed in without one. Throws `InvalidToken`, or
 * `KeysUnavailable` where nothing can be said of the token.
 */
export type Identity = (authorization: string | undefined) => Promise<Claims>;

/** The header is there and proves nothing: 401, with no word that would help a forger. */
export class InvalidToken extends Error {
  constructor(options?: ErrorOptions) {
    super('The token is not valid.', options);
  }
}

/** The issuer does not give its keys: 503, since the token may be good. */
export class KeysUnavailable extends Error {
  constructor(options: ErrorOptions) {
    super('The keys of the issuer cannot be had.', options);
  }
}

/** Where the issuer's public keys are: at hand, or at its URL. */
export type TrustedIssuer = { readonly issuer: string } & (
  { readonly jwks: JSONWebKeySet } | { readonly jwksUrl?: string }
);

/** Every token is made for this audience. */
export const audience = 'anju';

/** What an access token calls itself, if anything. */
const kinds = new Set([undefined, 'jwt', 'at+jwt', 'application/at+jwt']);

const toleranceSeconds = 5;
const remembered = 5_000;

/** Columns hold 64 characters, and an issuer may give 255: a longer one is kept as its hash, and equal stays equal. */
function kept(sub: string): string {
  return sub.length <= 64 ? sub : createHash('sha256').update(sub).digest('hex');
}

const claimsShape = z.object({
  sub: z.string().min(1).max(255).transform(kept),
  exp: z.int(),
  roles: z
    .array(z.enum(sharedRoles))
    .min(1)
    .transform((roles) => new Set<Role>(roles)),
  division: z.string().refine(isDivisionCode).optional(),
  communities: z
    .array(z.string().regex(/^com_[\w-]+$/))
    .max(100)
    .default([]),
  committee: z
    .string()
    .regex(/^oc_[\w-]+$/)
    .optional(),
  owner: z
    .string()
    .regex(/^own_[\w-]+$/)
    .optional(),
  company: z
    .string()
    .regex(/^pmc_[\w-]+$/)
    .optional(),
});

/**
 * Verifies bearer tokens against the keys of one issuer, on real time. Verified tokens are remembered
 * by their text, never beyond their expiry.
 */
export function createIdentity(trusted: TrustedIssuer): Identity {
  const keys = keysOf(trusted);
  const known = new Map<string, { claims: Claims; expiresAt: number }>();

  return async (authorization) => {
    if (authorization === undefined) return publicClaims;
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1];
    if (!token || token.length > 8_192) throw new InvalidToken();

    const now = Date.now() / 1000;
    const cached = known.get(token);
    if (cached && cached.expiresAt > now) return cached.claims;
    known.delete(token);

    const verified = await verify(token, keys, trusted.issuer);
    if (known.size >= remembered) known.delete(known.keys().next().value!);
    known.set(token, verified);
    return verified.claims;
  };
}

async function verify(token: string, keys: JWTVerifyGetKey, issuer: string) {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms: ['EdDSA', 'Ed25519', 'ES256', 'RS256'],
      requiredClaims: ['sub', 'exp'],
      clockTolerance: toleranceSeconds,
    });
    // The issuer signs other things by the same key, such as the end of a session.
    if (!kinds.has(protectedHeader.typ?.toLowerCase())) throw new Error(`Of kind ${protectedHeader.typ}`);
    const { sub, exp, roles, division, communities, committee, owner, company } = claimsShape.parse(payload);
    const claims: Claims = {
      subject: sub,
      roles,
      division: (division as Claims['division']) ?? null,
      communities: new Set(communities),
      committee: committee ?? null,
      owner: owner ?? null,
      company: company ?? null,
    };
    return { claims, expiresAt: exp };
  } catch (cause) {
    throw cause instanceof KeysUnavailable ? cause : new InvalidToken({ cause });
  }
}

function keysOf(trusted: TrustedIssuer): JWTVerifyGetKey {
  if ('jwks' in trusted) return createLocalJWKSet(trusted.jwks);
  const base = trusted.issuer.replace(/\/$/, '');
  const remote = createRemoteJWKSet(new URL(trusted.jwksUrl ?? `${base}/.well-known/jwks.json`));
  return async (header, token) => {
    try {
      return await remote(header, token);
    } catch (cause) {
      throw namesNoKey(cause) ? cause : new KeysUnavailable({ cause });
    }
  };
}

/** The keys were there, and the token's header fits none of them. */
const namesNoKey = (error: unknown) =>
  error instanceof errors.JWKSNoMatchingKey ||
  error instanceof errors.JWKSMultipleMatchingKeys ||
  error instanceof errors.JOSENotSupported;
