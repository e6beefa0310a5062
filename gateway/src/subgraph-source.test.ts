import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { createSubgraphSource, type SubgraphSource } from './subgraph-source';

let asked: any;
let server: Server;
let source: SubgraphSource;

/** Answers for each representation with a city that it names, and an error for what has no code. */
beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request
      .on('data', (part) => (body += part))
      .once('end', () => {
        ({ variables: asked } = JSON.parse(body));
        const representations: any[] = asked.representations ?? [];
        const errors = representations.flatMap(({ code }, i) =>
          code ? [] : [{ message: 'no code', path: ['_entities', i, 'city', 'name'] }],
        );
        const _entities = representations.map(({ code }) => (code ? { city: { code } } : null));
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ data: { _entities }, ...(errors.length > 0 ? { errors } : {}) }));
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  source = createSubgraphSource('cities', `http://127.0.0.1:${port}/graphql`, pino({ level: 'silent' }));
});
afterAll(async () => {
  await source.close();
  server.close();
});

const ask = async (...codes: readonly (string | null)[]) => {
  const representations = codes.map((code) => ({ __typename: 'City', code }));
  const answer = await source.process({
    request: { query: '{ x }', variables: { representations } },
    context: { forwarded: {} },
  } as never);
  return { data: answer.data as any, errors: answer.errors };
};

test('an entity that stands at several places is asked for once, and answered at each', async () => {
  const { data } = await ask('a', 'b', 'a', 'a', 'c', 'b');

  expect(asked.representations.map(({ code }: any) => code)).toEqual(['a', 'b', 'c']);
  const codes = data._entities.map(({ city }: any) => city.code);
  expect(codes).toEqual(['a', 'b', 'a', 'a', 'c', 'b']);
  // What is merged into one later shows nowhere else.
  data._entities[0].city.code = 'z';
  expect(data._entities[2].city.code).toBe('a');
});

test('what is wrong with it is said at each of its places', async () => {
  const { data, errors } = await ask('a', null, 'a', null);

  expect(data._entities.map((each: any) => each?.city.code ?? null)).toEqual(['a', null, 'a', null]);
  expect(errors).toEqual([
    { message: 'no code', path: ['_entities', 1, 'city', 'name'] },
    { message: 'no code', path: ['_entities', 3, 'city', 'name'] },
  ]);
});

test('where each is another, the answer is handed on as it came', async () => {
  const { data, errors } = await ask('a', null);
  expect(data).toEqual({ _entities: [{ city: { code: 'a' } }, null] });
  expect(errors).toEqual([{ message: 'no code', path: ['_entities', 1, 'city', 'name'] }]);
});

describe('who asks learns whether it may have been done', () => {
  const saidOf = async (url: string, query = 'mutation { pay }') => {
    const asking = createSubgraphSource('cities', url, pino({ level: 'silent' }));
    const request = { query, variables: {} };
    const failed = asking.process({ request, context: { forwarded: {} } } as never);
    const error = await failed.then(String, ({ message }: Error) => message);
    await asking.close();
    return error;
  };
  const mayBeDone = /同一个键重发.* may have done it, or may yet\. .*idempotencyKey/;

  test('it may, where the answer broke off', async () => {
    const breaking = createServer((request) => request.socket.destroy());
    await new Promise<void>((resolve) => breaking.listen(0, '127.0.0.1', resolve));
    const { port } = breaking.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/graphql`;
    expect(await saidOf(url)).toMatch(mayBeDone);
    // Of what changes nothing it makes no difference.
    expect(await saidOf(url, 'query { paid }')).not.toMatch(mayBeDone);
    breaking.close();
  });

  test('it was not, where nobody took the connection', async () => {
    // Nobody listens there.
    const said = await saidOf('http://127.0.0.1:9/graphql');
    expect(said).toContain('does not answer at present. Try again in a moment.');
    expect(said).not.toMatch(mayBeDone);
  });
});

describe('an outage', () => {
  let lines: any[];
  let answers: boolean;
  let flaky: Server;
  let outside: SubgraphSource;
  beforeEach(async () => {
    lines = [];
    flaky = createServer((request, response) => {
      request.resume();
      response.end(answers ? '{"data":{}}' : 'bad gateway');
    });
    await new Promise<void>((resolve) => flaky.listen(0, '127.0.0.1', resolve));
    const { port } = flaky.address() as AddressInfo;
    const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
    outside = createSubgraphSource('cities', `http://127.0.0.1:${port}/graphql`, log);
  });
  afterEach(async () => {
    await outside.close();
    flaky.close();
  });
  const crowd = () =>
    Promise.allSettled(
      Array.from({ length: 5 }, () => outside.process({ request: { query: '{ x }' }, context: {} } as never)),
    );

  test('is told once when it begins and once when it is over, whoever meets it', async () => {
    for (answers of [true, false, false, true, true, false]) await crowd();

    expect(lines.map(({ level, msg, subgraph }) => [level, msg, subgraph])).toEqual([
      [40, 'subgraph does not answer', 'cities'],
      [30, 'subgraph answers again', 'cities'],
      [40, 'subgraph does not answer', 'cities'],
    ]);
    expect(lines[0].err.message).toContain('cities answered 200 without GraphQL');
  });

  test('is not what a gateway breaks off that stops', async () => {
    flaky.removeAllListeners('request');
    const asked = crowd();
    await new Promise((resolve) => flaky.once('request', resolve));
    await outside.close();
    expect((await asked).map(({ status }) => status)).toEqual(Array(5).fill('rejected'));
    expect(lines).toEqual([]);
  });
});
