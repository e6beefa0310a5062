import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { typedPath } from './env';
import { createIdentity, type Identity } from './identity';
import type { LocalIssuer } from './identity-local';
import { Mendable } from './mendable';

/** Whom a process trusts, as the environment says it: the same for the gateway and every service. */
export const identityEnvironment = {
  NODE_ENV: z.string().optional(),
  /** The `iss` of every token. */
  OIDC_ISSUER: z.url().optional(),
  /** Where its keys are, if not at `/.well-known/jwks.json` of the issuer. */
  JWKS_URL: z.url().optional(),
  /** Its keys as a file, where it cannot be reached. */
  JWKS_FILE: z.string().optional(),
  /** Where the command was typed, as pnpm and npm tell: they run it in a package's folder. */
  INIT_CWD: z.string().optional(),
};

type Settings = z.output<z.ZodObject<typeof identityEnvironment>>;

/** The issuer that is configured, else the sandbox's own, which no production may trust. */
export async function identityFrom(
  { NODE_ENV, OIDC_ISSUER: issuer, JWKS_URL: jwksUrl, JWKS_FILE, INIT_CWD }: Settings,
  local: () => Promise<LocalIssuer>,
): Promise<Identity> {
  if (issuer && JWKS_FILE) {
    return createIdentity({ issuer, jwks: readKeys(typedPath(JWKS_FILE, { INIT_CWD })) });
  }
  if (issuer) return createIdentity({ issuer, ...(jwksUrl ? { jwksUrl } : {}) });
  if (NODE_ENV === 'production') {
    throw new Mendable(
      'NODE_ENV=production 时须设置 OIDC_ISSUER。 / With NODE_ENV=production set OIDC_ISSUER.',
    );
  }
  return createIdentity(await local());
}

function readKeys(file: string) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const { message } = error as Error;
    throw new Mendable(`无法读取 / Cannot read JWKS_FILE ${file}: ${message}`, { cause: error });
  }
}
