import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { currentRequest, requestIdOf } from './current-request';
import { inBothLanguages, type OptionsOf, tooManyWrong } from './library-words';
import { isLeftBehind } from './mariadb-errors';
import { isConflict, isOutcomeUnknown, isOutOfRoom } from './transaction';

/** Nobody's fault among those who ask: the same request, with the same key, is right in a moment. */
const serviceUnavailable = 'SERVICE_UNAVAILABLE';
/** A gateway's, of a subgraph. */
const subgraphUnavailable = 'SUBGRAPH_UNAVAILABLE';
const unavailable: readonly unknown[] = [serviceUnavailable, subgraphUnavailable];

/** What a client may read as it is; everything else is a fault of ours and says nothing. */
const forClients = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'FORBIDDEN',
  // A subgraph says these to its gateway.
  'UNAUTHENTICATED',
  'IDENTITY_UNAVAILABLE',
  serviceUnavailable,
  subgraphUnavailable,
]);

/**
 * What is said where there is no connection to the database, or none any more, by the driver and by its pool; and by a
 * node that is outside of its cluster.
 */
const isDatabaseAway = (error: Error): boolean =>
  isOutcomeUnknown(error) || isLeftBehind(error) || /^Pool is closed|in closed state$/.test(error.message);

/** Of an error, or of what it comes of. */
const isOrComesOf = (error: unknown, is: (error: Error) => boolean): boolean => {
  if (!(error instanceof Error)) return false;
  return is(error) || isOrComesOf((error as { originalError?: unknown }).originalError ?? error.cause, is);
};

/** Who answers, and what of its schema it may tell. */
interface Answering {
  readonly name: string;
  readonly log: Logger;
  readonly optionsOf: OptionsOf;
}

/**
 * An error as a client may see it: its own faults in both languages, that a service's database is away, and our faults
 * by nothing but the request's id.
 */
export function maskError(
  formatted: GraphQLFormattedError,
  error: unknown,
  { name, log, optionsOf }: Answering,
): GraphQLFormattedError {
  const { message, locations, path, extensions } = formatted;
  const place = { ...(locations ? { locations } : {}), ...(path ? { path } : {}) };
  const told = tooManyWrong.test(message) ? { code: 'BAD_USER_INPUT' } : extensions;
  if (forClients.has(String(told?.['code']))) {
    const { code, limit } = told as { code: string; limit?: string };
    const said = inBothLanguages(message, { code, at: locations?.[0], optionsOf });
    const over = limit ?? said.limit;
    return {
      message: said.message,
      ...place,
      extensions: { code, ...(over ? { limit: over } : {}), ...requestIdOf() },
    };
  }
  log.error({ err: error, ...currentRequest.getStore() }, 'field failed');
  if (isOrComesOf(error, isOutOfRoom)) {
    return {
      message:
        `服务 ${name} 的数据库没有空间了，未作任何更改。请告知运维人员，请稍后再试；修改请用同一个 idempotencyKey 重发。 / ` +
        `The database of the service ${name} has no room left, and nothing was changed. Tell its operators, and try ` +
        'again later, a mutation with the same idempotencyKey.',
      ...place,
      extensions: { code: serviceUnavailable, ...requestIdOf() },
    };
  }
  if (isOrComesOf(error, isDatabaseAway)) {
    return {
      message:
        `服务 ${name} 的数据库暂时没有应答，请稍后再试；修改请用同一个 idempotencyKey 重发。 / ` +
        `The database of the service ${name} does not answer at present. Try again in a moment, a mutation with the ` +
        'same idempotencyKey.',
      ...place,
      extensions: { code: serviceUnavailable, ...requestIdOf() },
    };
  }
  // It was tried again and again, and each time others had changed the same rows, or did not let go of them.
  if (isOrComesOf(error, isConflict)) {
    return {
      message:
        `服务 ${name} 的相同数据正被他人办理，等候已超时，未作任何更改，请稍后再试；修改请用同一个 idempotencyKey 重发。 / ` +
        `Others are changing the same data of the service ${name}; it was waited for in vain, and nothing was changed. ` +
        'Try again in a moment, a mutation with the same idempotencyKey.',
      ...place,
      extensions: { code: serviceUnavailable, ...requestIdOf() },
    };
  }
  return {
    message: 'Internal error.',
    ...place,
    extensions: { code: 'INTERNAL_SERVER_ERROR', ...requestIdOf() },
  };
}

/** Where a database or a subgraph was away and nothing was answered, the status says so, to whoever reads no more. */
export const unavailablePlugin = <Context extends BaseContext>(): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => ({
    willSendResponse: async ({ response: { http, body } }) => {
      const { errors, data } = body.kind === 'single' ? body.singleResult : {};
      if (!errors?.some(({ extensions }) => unavailable.includes(extensions?.['code']))) return;
      if (Object.values(data ?? {}).some((each) => each !== null)) return;
      http.status = 503;
      http.headers.set('retry-after', '5');
    },
  }),
});
