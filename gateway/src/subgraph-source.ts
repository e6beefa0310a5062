import type { GraphQLDataSource } from '@apollo/gateway';
import { tryAgain } from '@anju/runtime/answer-in-time';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { Pool } from 'undici';

/** What the gateway's own request passes on to each subgraph, and nothing else. */
export interface GatewayContext {
  readonly forwarded: Readonly<Record<string, string>>;
}

/** Whether a subgraph takes requests; its own words on why not may name hosts, and are not passed on. */
type State = 'ok' | 'not ready' | 'no answer';

export interface SubgraphSource extends GraphQLDataSource<GatewayContext> {
  readonly name: string;
  readonly state: () => Promise<State>;
  readonly close: () => Promise<void>;
}

/** How long a subgraph may take before its fields are given up. */
const deadlineMs = 30_000;
const connections = 64;

/** Whoever probes a gateway waits some seconds at most, and a subgraph that is well says so at once. */
const readyWithinMs = 1_000;

type Answer = Awaited<ReturnType<GraphQLDataSource['process']>>;

/** One subgraph behind one pool of kept connections. */
export function createSubgraphSource(name: string, url: string, log: Logger): SubgraphSource {
  const outages = createOutages(name, log);
  const { origin, pathname, search } = new URL(url);
  const ready = new URL('readyz', url).pathname;
  const pool = new Pool(origin, { connections, bodyTimeout: deadlineMs, headersTimeout: deadlineMs });
  return {
    name,
    state: async () => {
      try {
        const signal = AbortSignal.timeout(readyWithinMs);
        const { statusCode, body } = await pool.request({ method: 'GET', path: ready, signal });
        await body.dump();
        // Somebody else's may have no such address, and says so: it is there.
        return statusCode < 500 ? 'ok' : 'not ready';
      } catch {
        return 'no answer';
      }
    },
    process: async ({ request, context }) => {
      const { query, operationName } = request;
      const { variables, spread } = askOnce(request.variables);
      // While it loads its schema the gateway asks on nobody's behalf.
      const forwarded = (context as Partial<GatewayContext> | undefined)?.forwarded ?? {};
      try {
        const { statusCode, body } = await pool.request({
          method: 'POST',
          path: pathname + search,
          headers: { ...forwarded, 'content-type': 'application/json', accept: 'application/json' },
          body: JSON.stringify({ query, variables, ...(operationName ? { operationName } : {}) }),
        });
        // A GraphQL answer is read whatever its status: a refused variable comes as 400 with its reason.
        const answer = parse(await body.text());
        if (!answer) throw new Error(`${name} answered ${statusCode} without GraphQL`);
        outages.answered();
        return spread(answer);
      } catch (cause) {
        outages.failed(cause as Error);
        throw unavailable(name, query, cause as Error);
      }
    },
    // What is still asked nobody waits for any more, and a subgraph may keep it for its whole deadline.
    close: () => {
      outages.close();
      return pool.destroy();
    },
  };
}

/** Of each outage a line when it begins and one when it is over, however many requests meet it. */
function createOutages(subgraph: string, log: Logger) {
  let since: number | null = null;
  let closed = false;
  return {
    failed: (err: Error) => {
      if (since !== null || closed) return;
      since = Date.now();
      log.warn({ subgraph, err }, 'subgraph does not answer');
    },
    answered: () => {
      if (since === null) return;
      log.info({ subgraph, awayMs: Date.now() - since }, 'subgraph answers again');
      since = null;
    },
    /** What is broken off because the gateway stops is no outage. */
    close: () => void (closed = true),
  };
}

interface Asking {
  readonly variables: Readonly<Record<string, unknown>> | undefined;
  /** The answer as it would be, had each been asked for. */
  readonly spread: (answer: Answer) => Answer;
}

/** The gateway asks for an entity once at each place where it stands: one city for each of its communities. */
function askOnce(variables: Readonly<Record<string, unknown>> | undefined): Asking {
  const asked = variables?.['representations'];
  if (!Array.isArray(asked)) return { variables, spread: (answer) => answer };
  const places = new Map<string, number[]>();
  for (const [place, each] of asked.entries()) {
    const key = JSON.stringify(each);
    const known = places.get(key);
    if (known) known.push(place);
    else places.set(key, [place]);
  }
  const placesOf = [...places.values()];
  if (placesOf.length === asked.length) return { variables, spread: (answer) => answer };
  return {
    variables: { ...variables, representations: placesOf.map(([first]) => asked[first!]) },
    spread: (answer) => spreadOver(placesOf, answer),
  };
}

function spreadOver(placesOf: readonly (readonly number[])[], { data, errors, ...rest }: Answer): Answer {
  const entities: unknown[] | undefined = data?.['_entities'];
  const spread: unknown[] = [];
  for (const [i, entity] of entities?.entries() ?? []) {
    // The gateway merges into each what it hears later, so that no two may be one.
    for (const [copy, place] of placesOf[i]!.entries())
      spread[place] = copy === 0 ? entity : structuredClone(entity);
  }
  return {
    ...rest,
    ...(data === undefined ? {} : { data: entities ? { ...data, _entities: spread } : data }),
    ...(errors ? { errors: errors.flatMap((error) => atEachPlace(placesOf, error)) } : {}),
  };
}

type Fault = NonNullable<Answer['errors']>[number];

function atEachPlace(placesOf: readonly (readonly number[])[], error: Fault): readonly Fault[] {
  const [field, i, ...within] = error.path ?? [];
  if (field !== '_entities' || typeof i !== 'number') return [error];
  return placesOf[i]!.map((place) => ({ ...error, path: [field, place, ...within] }));
}

/** Where no connection could be made nothing was asked; of any other mutation nobody knows whether it was done. */
const unavailable = (name: string, query: string | undefined, originalError: Error) => {
  const message =
    isNotConnected(originalError) || !query?.startsWith('mutation')
      ? `服务 ${name} 暂时没有应答，请稍后再试。 / ` +
        `The service ${name} does not answer at present. Try again in a moment.`
      : `服务 ${name} 没有应答，可能已经或仍在办理。${tryAgain.zh} / ` +
        `The service ${name} did not answer, and may have done it, or may yet. ${tryAgain.en}`;
  return new GraphQLError(message, { extensions: { code: 'SUBGRAPH_UNAVAILABLE' }, originalError });
};

const isNotConnected = (error: NodeJS.ErrnoException) =>
  [
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'UND_ERR_CONNECT_TIMEOUT',
  ].includes(error.code ?? '');

function parse(text: string): Answer | null {
  try {
    const answer = JSON.parse(text) as Answer | null;
    return answer && typeof answer === 'object' && (answer.data !== undefined || Array.isArray(answer.errors))
      ? answer
      : null;
  } catch {
    return null;
  }
}
