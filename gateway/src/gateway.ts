import { readFileSync } from 'node:fs';
import { ApolloGateway } from '@apollo/gateway';
import type { Identity } from '@anju/runtime/identity';
import type { Limits } from '@anju/runtime/limits';
import { type Readiness, type RunningServer, startGraphqlServer } from '@anju/runtime/server';
import type { Logger } from 'pino';
import { supergraphFile } from './compose';
import { createSubgraphSource, type GatewayContext, type SubgraphSource } from './subgraph-source';

interface Options {
  readonly port: number;
  readonly host?: string;
  /** The composed supergraph; any will do. */
  readonly supergraph?: string;
  /** Where each subgraph answers, if not where the supergraph says. */
  readonly subgraphUrls?: Readonly<Record<string, string>>;
  readonly identity: Identity;
  readonly log: Logger;
  readonly introspection?: boolean;
  readonly limits?: Partial<Limits>;
}

/** The one endpoint in front of all subgraphs of a supergraph file. */
export async function startGateway(options: Options): Promise<RunningServer> {
  const { supergraph = supergraphFile, subgraphUrls = {} } = options;
  const log = options.log.child({ service: 'gateway' });
  const sources = new Map<string, SubgraphSource>();
  // It would ask the machine's cloud who it is and report to its maker; it knows no other switch.
  // eslint-disable-next-line no-restricted-properties
  process.env.APOLLO_TELEMETRY_DISABLED = 'true';
  const gateway = new ApolloGateway({
    supergraphSdl: readSupergraph(supergraph),
    buildService: ({ name, url }) => {
      const source = createSubgraphSource(name, subgraphUrls[name] ?? url!, log);
      sources.set(name, source);
      return source;
    },
    logger: log,
  });

  const server = await startGraphqlServer<GatewayContext>({
    name: 'gateway',
    port: options.port,
    ...(options.host ? { host: options.host } : {}),
    source: { gateway },
    identity: options.identity,
    log,
    introspection: options.introspection ?? true,
    ...(options.limits ? { limits: options.limits } : {}),
    context: (_, forwarded) => ({ forwarded }),
    ready: once(() => readiness([...sources.values()])),
  });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await Promise.all([...sources.values()].map((source) => source.close()));
    },
  };
}

/**
 * Ready while any subgraph is: it answers from those there are, and names each that is missing in the answer. Were
 * one enough to take it out, a load balancer would take out every gateway at once, and with them what still works.
 * With none it has nothing to say, and a gateway elsewhere may. It listens only once its supergraph is loaded.
 */
async function readiness(sources: readonly SubgraphSource[]): Promise<Readiness> {
  const states = await Promise.all(sources.map(async ({ name, state }) => [name, await state()] as const));
  return {
    ready: states.some(([, state]) => state === 'ok'),
    parts: { supergraph: 'ok', ...Object.fromEntries(states) },
  };
}

/** Whoever asks while an answer is under way gets that one: a crowd at the door asks no more of those behind it. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<T> | null = null;
  return () => (underWay ??= ask().finally(() => (underWay = null)));
}

function readSupergraph(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Error(`Cannot read the supergraph ${file}. Compose it first: pnpm compose`, { cause });
  }
}
