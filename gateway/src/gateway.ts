import { readFileSync } from 'node:fs';
import { ApolloGateway } from '@apollo/gateway';
import type { Identity } from '@anju/runtime/identity';
import type { Limits } from '@anju/runtime/limits';
import { Mendable } from '@anju/runtime/mendable';
import { type Readiness, type RunningServer, startGraphqlServer } from '@anju/runtime/server';
import { Kind, parse } from 'graphql';
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
  const supergraphSdl = readSupergraph(supergraph);
  refuseUnknown(Object.keys(subgraphUrls), supergraphSdl, supergraph);
  const sources = new Map<string, SubgraphSource>();
  // It would ask the machine's cloud who it is and report to its maker; it knows no other switch.
  // eslint-disable-next-line no-restricted-properties
  process.env.APOLLO_TELEMETRY_DISABLED = 'true';
  const gateway = new ApolloGateway({
    supergraphSdl,
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
    throw new Mendable(
      `无法读取超图 ${file}，请更正 SUPERGRAPH，或先运行 pnpm compose。 / ` +
        `Cannot read the supergraph ${file}. Put SUPERGRAPH right, or compose it first: pnpm compose`,
      { cause },
    );
  }
}

/** An address under a mistyped name would stand for nothing, and the subgraph it was meant for be asked elsewhere. */
function refuseUnknown(names: readonly string[], supergraphSdl: string, file: string) {
  const known = subgraphsOf(supergraphSdl);
  if (known.length === 0) {
    throw new Mendable(
      `${file} 不是超图，请更正 SUPERGRAPH，或运行 pnpm compose 重新生成。 / ` +
        `${file} is no supergraph. Put SUPERGRAPH right, or compose it anew: pnpm compose`,
    );
  }
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  throw new Mendable(
    `SUBGRAPH_URLS 中的 ${unknown.join('、')} 不在超图中，请改为其中之一：${known.join('、')}。 / ` +
      `SUBGRAPH_URLS names ${unknown.join(', ')}, which the supergraph has not. It has ${known.join(', ')}.`,
  );
}

/** As composition writes them: one value of `join__Graph` for each. */
function subgraphsOf(supergraphSdl: string): readonly string[] {
  try {
    return parse(supergraphSdl)
      .definitions.flatMap((each) =>
        each.kind === Kind.ENUM_TYPE_DEFINITION && each.name.value === 'join__Graph' ? each.values! : [],
      )
      .flatMap(({ directives }) => directives![0]?.arguments ?? [])
      .flatMap(({ name, value }) =>
        name.value === 'name' && value.kind === Kind.STRING ? [value.value] : [],
      );
  } catch {
    return [];
  }
}
