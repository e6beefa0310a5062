import { isDivisionCode } from '@anju/values/division';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  type JSONWebKeySet,
  jwtVerify,
  type JWTVerifyGetKey,
} from 'jose';
import { z } from 'zod';
import { type Claims, publicClaims, type Role } from './caller';
import { sharedRoles } from './roles';

/** Whom an `authorization` header speaks for; nobody signed in without one. Throws `InvalidToken`. */
export type Identity = (authorization: string | undefined) => Promise<Claims>;

/** The header is there and proves nothing: 401, with no word that would help a forger. */
export class InvalidToken extends Error {
  constructor(options?: ErrorOptions) {
    super('The token is not valid.', options);
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

const claimsShape = z.object({
  sub: z.string().min(1).max(64),
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
    throw new InvalidToken({ cause });
  }
}

function keysOf(trusted: TrustedIssuer): JWTVerifyGetKey {
  if ('jwks' in trusted) return createLocalJWKSet(trusted.jwks);
  const base = trusted.issuer.replace(/\/$/, '');
  return createRemoteJWKSet(new URL(trusted.jwksUrl ?? `${base}/.well-known/jwks.json`));
}
