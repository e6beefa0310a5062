import { port, readEnv, typedPath } from '@anju/runtime/env';
import type { Identity } from '@anju/runtime/identity';
import { identityEnvironment, identityFrom } from '@anju/runtime/identity-env';
import { publicClaims } from '@anju/runtime/caller';
import { Mendable, tellWhyNotStarted } from '@anju/runtime/mendable';
import { createLog, logLevelIn, logLevels } from '@anju/runtime/request-log';
import { openIssuer, sandboxFolder } from '@anju/runtime/sandbox';
import { onStopSignal } from '@anju/runtime/stop-signal';
import { z } from 'zod';
import { supergraphFile } from './compose';
import { startGateway } from './gateway';

/** `name=url,name=url`, or the same as a JSON object. */
const urls = z.string().transform((text, context) => {
  try {
    const pairs = text.trim().startsWith('{')
      ? Object.entries(JSON.parse(text) as Record<string, string>)
      : text.split(',').map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]);
    return z.record(z.string(), z.url()).parse(Object.fromEntries(pairs));
  } catch {
    context.addIssue({
      code: 'custom',
      message: '须写作 名称=地址,名称=地址 / Write it as name=url,name=url',
    });
    return z.NEVER;
  }
});

const environment = {
  PORT: port.default(4000),
  HOST: z.string().default('127.0.0.1'),
  SUPERGRAPH: z.string().default(supergraphFile),
  SUBGRAPH_URLS: urls.default({}),
  ANJU_DATA: z.string().min(1).optional(),
  ...identityEnvironment,
  LOG_LEVEL: z.enum(logLevels).default('info'),
  INTROSPECTION: z.stringbool().optional(),
  /** `off` for measuring on somebody else's supergraph: everybody is the public, headers are passed on. */
  AUTH: z.enum(['on', 'off']).default('on'),
};

async function main() {
  const log = createLog('gateway', logLevelIn(process.env));
  try {
    const env = readEnv(environment, process.env);
    const gateway = await startGateway({
      port: env.PORT,
      host: env.HOST,
      supergraph: typedPath(env.SUPERGRAPH, env),
      subgraphUrls: env.SUBGRAPH_URLS,
      identity: await whoAsks(env),
      introspection: env.INTROSPECTION ?? env.NODE_ENV !== 'production',
      log,
    });
    const stop = (signal: string) => {
      log.info({ signal }, 'stopping');
      void gateway.stop().then(() => process.exit(0));
    };
    onStopSignal(stop);
    log.info({ url: gateway.url }, 'listening');
  } catch (error) {
    tellWhyNotStarted(error, log);
  }
}

type Settings = ReturnType<typeof readEnv<typeof environment>>;

async function whoAsks(env: Settings): Promise<Identity> {
  if (env.AUTH === 'on') return identityFrom(env, () => openIssuer(sandboxFolder(env)));
  if (env.NODE_ENV === 'production') {
    throw new Mendable(
      'NODE_ENV=production 时拒绝 AUTH=off。 / AUTH=off is refused with NODE_ENV=production.',
    );
  }
  return async () => publicClaims;
}

void main();
