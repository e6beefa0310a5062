import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { buildSchema } from 'graphql';
import pino from 'pino';
import { publicClaims } from './caller';
import { type RunningServer, startGraphqlServer } from './server';

interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  /** Whose connection it came by. */
  readonly localPort: number;
  readonly body: { readonly errors?: unknown };
}

const post = (agent: Agent, url: string, query: string) =>
  new Promise<Answer>((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const sent = request(url, { agent, method: 'POST', headers }, async (answer) => {
      const { localPort } = answer.socket as unknown as { localPort: number };
      const body = JSON.parse(Buffer.concat(await answer.toArray()).toString());
      resolve({ status: answer.statusCode!, retryAfter: answer.headers['retry-after'], localPort, body });
    });
    sent.once('error', reject).end(JSON.stringify({ query }));
  });

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
let server: RunningServer;
afterEach(async () => {
  agent.destroy();
  await server.stop();
});

test('what does not come to its end is answered in time, and what is done later harms nobody', async () => {
  let letGo = () => {};
  const schema = buildSchema('type Query { slow: String }');
  const held = new Promise<void>((resolve) => (letGo = resolve));
  Object.assign(schema.getQueryType()!.getFields()['slow']!, { resolve: () => held.then(() => 'done') });
  const lines: string[] = [];
  server = await startGraphqlServer({
    name: 'tester',
    port: 0,
    source: { schema },
    identity: async () => publicClaims,
    context: () => ({}),
    ready: async () => ({ ready: true, parts: {} }),
    log: pino({}, { write: (line: string) => void lines.push(line) }),
    answerMs: 1_000,
  });

  const asked = await post(agent, server.url, '{ slow }');
  expect(asked).toMatchObject({ status: 503, retryAfter: '5' });
  expect(asked.body.errors).toEqual([
    {
      message: expect.stringMatching(
        /^服务 tester 在 1 秒内没有办完.* \/ The service tester did not .*idempotencyKey/,
      ),
      extensions: { code: 'SERVICE_UNAVAILABLE', requestId: expect.any(String) },
    },
  ]);
  const logged = (words: string) => lines.filter((line) => line.includes(words)).length;
  expect(logged('not done in time')).toBe(1);

  letGo();
  await wait(50);
  // The same connection goes on.
  const next = await post(agent, server.url, '{ __typename }');
  expect(next).toMatchObject({ status: 200, localPort: asked.localPort });
  expect(logged('request failed')).toBe(0);
});
