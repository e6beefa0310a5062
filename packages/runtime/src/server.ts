import { createServer, type Server } from 'node:http';
import {
  ApolloServer,
  type ApolloServerOptions,
  type ApolloServerPlugin,
  type BaseContext,
} from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { expressMiddleware } from '@as-integrations/express5';
import express, { type ErrorRequestHandler, type RequestHandler, type Response } from 'express';
import {
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  isEnumType,
  type ValidationRule,
} from 'graphql';
import type { Logger } from 'pino';
import { answerInTime, dropLateAnswer, usualAnswerMs } from './answer-in-time';
import type { Caller, Claims } from './caller';
import { maskError, unavailablePlugin } from './client-errors';
import { currentRequest, followRequest } from './current-request';
import { type Identity, InvalidToken, KeysUnavailable } from './identity';
import { languageOf } from './language';
import { type Asked, defaultLimits, type Limits, limitPlugin, refuseTooMuch } from './limits';
import { Mendable } from './mendable';
import { sendError } from './send-error';

/** A GraphQL endpoint, over a schema of one's own or over a gateway. */
interface Options<Context extends BaseContext> {
  readonly name: string;
  readonly port: number;
  readonly host?: string;
  readonly source:
    Pick<ApolloServerOptions<Context>, 'schema'> | Pick<ApolloServerOptions<Context>, 'gateway'>;
  readonly plugins?: readonly ApolloServerPlugin<Context>[];
  readonly identity: Identity;
  /** The headers a gateway passes on come with it. */
  readonly context: (caller: Caller, headers: Readonly<Record<string, string>>) => Context;
  readonly ready: () => Promise<Readiness>;
  /** What `/metrics` says. */
  readonly metrics?: () => Promise<string>;
  readonly log: Logger;
  readonly introspection?: boolean;
  readonly limits?: Partial<Limits>;
  /** Who asks is answered within so many, whatever is awaited. */
  readonly answerMs?: number;
}

/** Whether requests may be sent here, and each part that it needs: `ok`, `none` where it runs without, or what is wrong. */
export interface Readiness {
  readonly ready: boolean;
  readonly parts: Readonly<Record<string, string>>;
}

export interface RunningServer {
  readonly url: string;
  /** Takes nothing new, answers what is under way, then closes. */
  readonly stop: () => Promise<void>;
}

/** Where it was told to listen it cannot. */
class CannotListen extends Mendable {
  constructor(name: string, { zh, en }: { readonly zh: string; readonly en: string }) {
    super(`${name}: ${zh} / ${name}: ${en}`);
  }
}

/** Why not, as far as whoever started it can mend it. */
const whyNotListening = (code: string | undefined, port: number, host: string) => {
  if (code === 'EADDRINUSE')
    return {
      zh: `端口 ${port} 已被占用，请停止占用它的程序，或换一个端口。`,
      en: `port ${port} is taken. Stop what listens there, or choose another port.`,
    };
  if (code === 'EACCES')
    return {
      zh: `端口 ${port} 不许普通用户使用，请换 1024 以上的端口。`,
      en: `port ${port} is not for everybody. Choose one above 1023.`,
    };
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return {
      zh: `HOST ${host} 不是本机的地址，请填写 127.0.0.1、0.0.0.0 或本机的其他地址。`,
      en: `HOST ${host} is no address of this machine. Write 127.0.0.1, 0.0.0.0 or another of its own.`,
    };
  return null;
};

/** Of the ten seconds until a service is gone: the rest is for what goes on besides. */
const drainMs = 8_000;

/** Prometheus reads it. */
const metricsType = 'text/plain; version=0.0.4; charset=utf-8';

/**
 * Serves `/graphql` with identity, limits, masked errors and one log line a request; `/` is a query page
 * from the package itself; `/healthz` says that the process lives, `/readyz` whether to send it requests: 200 or
 * 503, with the state of what it needs, `/metrics` how much of what there is.
 */
export async function startGraphqlServer<Context extends BaseContext>(
  options: Options<Context>,
): Promise<RunningServer> {
  const { name, port, host = '127.0.0.1', identity, log } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const introspection = options.introspection ?? true;
  let schema: GraphQLSchema;
  const optionsOf = (typeName: string) => {
    const type = introspection ? schema.getType(typeName) : undefined;
    return isEnumType(type) ? type.getValues().map((each) => each.name) : [];
  };
  const apollo = new ApolloServer<Context>({
    ...options.source,
    introspection,
    // "Did you mean" tells the schema one guess at a time.
    hideSchemaDetailsFromClientErrors: !introspection,
    validationRules: introspection ? [] : [noSdl],
    includeStacktraceInErrorResponses: false,
    // A stranger's queries are not kept for the next one, and every one comes with its text, which is measured.
    persistedQueries: false,
    parseOptions: { maxTokens: limits.tokens },
    formatError: (formatted, error) =>
      maskError(introspection ? formatted : withoutHint(formatted), error, { name, log, optionsOf }),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      // Whatever the environment says: nothing leaves the house.
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      // A gateway's is known only now.
      { serverWillStart: async (started) => void ({ schema } = started) },
      limitPlugin<Context>(),
      unavailablePlugin<Context>(),
      ...(options.plugins ?? []),
    ],
    // Signals are the process's business.
    stopOnTerminationSignals: false,
    logger: log,
  } as ApolloServerOptions<Context>);
  await apollo.start();

  const app = express().disable('x-powered-by').disable('etag');
  // As Apollo reads it, so that both see the same query.
  app.set('query parser', (text: string) => Object.fromEntries(new URLSearchParams(text)));
  app.get('/healthz', (_, response) => void response.json({ status: 'ok' }));
  app.get('/readyz', async (_, response) => {
    const { ready, parts } = await options.ready();
    const whole = Object.values(parts).every((part) => part === 'ok' || part === 'none');
    const status = !ready ? 'not ready' : whole ? 'ok' : 'in part';
    response.status(ready ? 200 : 503).json({ status, ...parts });
  });
  const { metrics } = options;
  if (metrics) {
    app.get('/metrics', async (_, response) => void response.type(metricsType).send(await metrics()));
  }
  app.get('/', async (_, response) => {
    // Several megabytes of page: read when somebody wants it.
    const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
    response
      .type('html')
      .send(renderGraphiQL({ endpoint: '/graphql', title: `Anju 安居 · ${name}`, defaultQuery }));
  });
  app.get('/graphql', (request, response, next) => {
    // Who opens the address in a browser looks for the page.
    if (request.query['query'] || request.accepts(['json', 'html']) !== 'html') return next();
    response.redirect('/');
  });
  app.use(
    '/graphql',
    followRequest(log),
    refuseUnreadable,
    identify(identity, log),
    readBody(limits),
    answerInTime(name, log, options.answerMs ?? usualAnswerMs),
    expressMiddleware(apollo, {
      // The first that Apollo asks for, before it reads the query.
      context: async ({ req, res }) => {
        const asked = (req.method === 'GET' ? req.query : req.body) as Asked | undefined;
        if (asked) refuseTooMuch(asked, limits, schema);
        return options.context(
          { ...(res.locals['claims'] as Claims), ...callOf(res, req.headers['accept-language']) },
          {
            ...(req.headers.authorization ? { authorization: req.headers.authorization } : {}),
            ...(req.headers['accept-language'] ? { 'accept-language': req.headers['accept-language'] } : {}),
            traceparent: currentRequest.getStore()!.traceparent,
          },
        );
      },
    }),
  );
  app.use(
    (_, response) =>
      void sendError(
        response,
        404,
        'NOT_FOUND',
        '这里没有内容，GraphQL 在 /graphql。 / There is nothing here. GraphQL is at /graphql.',
      ),
  );
  app.use(dropLateAnswer, refuseBadBody(log));

  const server = createServer(app);
  // Longer than a busy client keeps one unused: closed as it is taken up again, it breaks a request.
  server.keepAliveTimeout = 65_000;
  await listen(server, name, port, host);
  const { port: actual } = server.address() as { port: number };
  return {
    url: `http://${host}:${actual}/graphql`,
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const hard = setTimeout(() => server.closeAllConnections(), drainMs);
      // A client that keeps its connection is told to let go with its next answer.
      const idle = setInterval(() => server.closeIdleConnections(), 50);
      await closed;
      clearTimeout(hard);
      clearInterval(idle);
      await apollo.stop();
    },
  };
}

/** The library leaves them in what it says of variables. */
const withoutHint = ({ message, ...rest }: GraphQLFormattedError): GraphQLFormattedError => ({
  ...rest,
  message: message.replace(/ ?Did you mean .+\?/s, ''),
});

/** A subgraph's `_service` is its whole schema, as introspection is. */
const noSdl: ValidationRule = (context) => ({
  Field: (node) => {
    if (node.name.value === '_service' && context.getParentType() === context.getSchema().getQueryType())
      context.reportError(
        new GraphQLError(
          '这里不提供服务的 schema。 / The schema is not told here: introspection is switched off.',
          { nodes: node },
        ),
      );
  },
});

const callOf = (response: Response, acceptLanguage?: string) => ({
  language: languageOf(acceptLanguage),
  requestId: currentRequest.getStore()!.requestId,
  traceparent: currentRequest.getStore()!.traceparent,
});

/** Apollo would look at this only once the request is carried out, and answer that it is refused. */
const refuseUnreadable: RequestHandler = (request, response, next) => {
  if (
    request.accepts(['application/json; charset=utf-8', 'application/graphql-response+json; charset=utf-8'])
  )
    return next();
  sendError(
    response,
    406,
    'BAD_REQUEST',
    'accept 请求头须接受 application/json。 / The answer is application/json, and the accept header takes none.',
  );
};

/** Before the body is read: who proves nothing sends nothing. */
const identify =
  (identity: Identity, log: Logger): RequestHandler =>
  async (request, response, next) => {
    try {
      response.locals['claims'] = await identity(request.headers.authorization);
    } catch (error) {
      if (error instanceof KeysUnavailable) {
        log.error({ err: error, ...currentRequest.getStore() }, 'no keys to verify by');
        response.set('retry-after', '5');
        sendError(
          response,
          503,
          'IDENTITY_UNAVAILABLE',
          '身份服务暂时没有应答，请稍后再试。 / The identity service does not answer at present. Try again in a moment.',
        );
        return;
      }
      if (!(error instanceof InvalidToken)) throw error;
      response.set('www-authenticate', 'Bearer error="invalid_token"');
      sendError(
        response,
        401,
        'UNAUTHENTICATED',
        '令牌无效，请重新登录。 / The token is not valid. Sign in again.',
      );
      return;
    }
    next();
  };

const readBody = ({ bodyBytes, publicBodyBytes }: Limits): RequestHandler => {
  const signedIn = express.json({ limit: bodyBytes });
  const anybody = express.json({ limit: publicBodyBytes });
  return (request, response, next) => {
    const { subject } = response.locals['claims'] as Claims;
    (subject === null ? anybody : signedIn)(request, response, next);
  };
};

/** A body that is no JSON or too large is its sender's fault, and is answered as one. */
const refuseBadBody =
  (log: Logger): ErrorRequestHandler =>
  (
    error: { status?: number; expose?: boolean; message: string; limit?: number; type?: string },
    _request,
    response,
    next,
  ) => {
    if (response.headersSent) return next(error);
    if (error.status === 413) {
      const kib = Math.floor(error.limit! / 1024);
      const { subject } = response.locals['claims'] as Claims;
      const advice =
        subject === null
          ? { zh: '请登录后再试，或拆分文件。', en: 'Sign in for larger ones, or split the file.' }
          : {
              zh: '请拆分文件，或删去不需要的内容。',
              en: 'Split the file, or leave out what is not asked for.',
            };
      sendError(
        response,
        413,
        'BAD_REQUEST',
        `请求体过大，最多 ${kib} KiB。${advice.zh} / The body is too large: at most ${kib} KiB. ${advice.en}`,
        { limit: 'bodyBytes' },
      );
      return;
    }
    if (error.expose && error.status && error.status < 500) {
      const zh = error.type === 'entity.parse.failed' ? '请求体不是有效的 JSON。' : '请求无法读取。';
      sendError(response, error.status, 'BAD_REQUEST', `${zh} / ${error.message}`);
      return;
    }
    log.error({ err: error, ...currentRequest.getStore() }, 'request failed');
    sendError(response, 500, 'INTERNAL_SERVER_ERROR', 'Internal error.');
  };

const listen = (server: Server, name: string, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = whyNotListening(error.code, port, host);
      reject(why ? new CannotListen(name, why) : error);
    });
    server.listen(port, host, resolve);
  });

/** Throws what a server that began to listen there would, and leaves nothing. */
export async function tryToListen(name: string, port: number, host = '127.0.0.1'): Promise<void> {
  const server = createServer();
  await listen(server, name, port, host);
  await new Promise((closed) => server.close(closed));
}

/** What stands on the query page before anything is typed. */
const defaultQuery = `# 左上角的图标列出全部可查内容 / The icon at the top left shows all that can be asked.
# 令牌填在下方 Headers / A token goes under Headers: {"authorization": "Bearer …"}
{
  __typename
}
`;
