import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes, randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { withTrace } from './trace';

interface RequestLocals {
  readonly requestId: string;
  readonly traceparent: string;
}
/** Of the request under way, wherever in its course one stands. */
export const currentRequest = new AsyncLocalStorage<RequestLocals>();

export const requestIdOf = () => {
  const requestId = currentRequest.getStore()?.requestId;
  return requestId ? { requestId } : {};
};

/** As W3C Trace Context has it: of zeros alone neither the trace's id nor the parent's may be. */
const isTraceparent = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** Gives the request its ids and, when it is over, its line in the log. */
export const followRequest =
  (log: Logger): RequestHandler =>
  (request, response, next) => {
    const startedAt = process.hrtime.bigint();
    const given = request.get('x-request-id');
    const requestId = given && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
    const came = request.get('traceparent');
    const traceparent = came && isTraceparent.test(came) ? came : newTrace();
    response.set('x-request-id', requestId);
    response.on('finish', () => {
      const ms = Number((process.hrtime.bigint() - startedAt) / 1_000_000n);
      const named = (request.body as { operationName?: unknown } | undefined)?.operationName;
      // Only what can be a name: the rest may be as long as a body, and anything at all.
      const operation = typeof named === 'string' && /^\w{1,64}$/.test(named) ? named : undefined;
      const line = {
        requestId,
        traceId: traceparent.split('-')[1],
        status: response.statusCode,
        ms,
        operation,
      };
      log.info(line, 'request');
    });
    currentRequest.run({ requestId, traceparent }, () => withTrace(traceparent, next));
  };

const newTrace = () => `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;
