import type { GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { currentRequest, requestIdOf } from './current-request';
import { inBothLanguages } from './library-words';

/** What a client may read as it is; everything else is a fault of ours and says nothing. */
const forClients = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'FORBIDDEN',
  // A subgraph says these two to its gateway.
  'UNAUTHENTICATED',
  'IDENTITY_UNAVAILABLE',
  'SUBGRAPH_UNAVAILABLE',
]);

/** An error as a client may see it: its own faults in both languages, ours by nothing but the request's id. */
export function maskError(
  formatted: GraphQLFormattedError,
  error: unknown,
  log: Logger,
): GraphQLFormattedError {
  const { message, locations, path, extensions } = formatted;
  const place = { ...(locations ? { locations } : {}), ...(path ? { path } : {}) };
  if (forClients.has(String(extensions?.['code']))) {
    const { code, limit } = extensions as { code: string; limit?: string };
    const said = inBothLanguages(message, code);
    const over = limit ?? said.limit;
    return {
      message: said.message,
      ...place,
      extensions: { code, ...(over ? { limit: over } : {}), ...requestIdOf() },
    };
  }
  log.error({ err: error, ...currentRequest.getStore() }, 'field failed');
  return {
    message: 'Internal error.',
    ...place,
    extensions: { code: 'INTERNAL_SERVER_ERROR', ...requestIdOf() },
  };
}
