import { buildSchema, graphql } from 'graphql';
import { loadOne, readAnewForEachMutation } from './loader';

/** Answers all but `none`, and notes what it was asked. */
const asked: (readonly string[])[] = [];
beforeEach(() => void (asked.length = 0));
const loadNames = async (_: object, keys: readonly string[]) => {
  asked.push(keys);
  return new Map(keys.filter((key) => key !== 'none').map((key) => [key, `name of ${key}`]));
};

test('what one request asks in the same tick is one lookup, each key once', async () => {
  const request = {};

  const names = await Promise.all(['a', 'b', 'a', 'none'].map((key) => loadOne(request, loadNames, key)));

  expect(names).toEqual(['name of a', 'name of b', 'name of a', null]);
  expect(asked).toEqual([['a', 'b', 'none']]);
});

test('more than ten thousand keys are as many lookups as they take', async () => {
  const keys = Array.from({ length: 10_001 }, (_, i) => `${i}`);
  const request = {};

  const names = await Promise.all(keys.map((key) => loadOne(request, loadNames, key)));

  expect(names).toEqual(keys.map((key) => `name of ${key}`));
  expect(asked.map(({ length }) => length)).toEqual([10_000, 1]);
});

test('two requests, and two lookups of one, share nothing', async () => {
  const [one, two] = [{}, {}];
  const loadOthers = async () => new Map([['a', 'other']]);

  expect(await Promise.all([loadOne(one, loadNames, 'a'), loadOne(two, loadNames, 'a')])).toEqual([
    'name of a',
    'name of a',
  ]);
  expect(asked).toEqual([['a'], ['a']]);
  expect(await loadOne(one, loadOthers, 'a')).toBe('other');
});

test('a lookup that fails fails each who asked', async () => {
  const request = {};
  const down = async () => Promise.reject(new Error('down'));

  const answers = await Promise.allSettled([loadOne(request, down, 'a'), loadOne(request, down, 'b')]);

  expect(answers).toEqual([
    { status: 'rejected', reason: new Error('down') },
    { status: 'rejected', reason: new Error('down') },
  ]);
});

test('each mutation of one request reads anew, and the queries of one do not', async () => {
  let figure = 0;
  const loadFigure = async (_: object, keys: readonly string[]) => new Map(keys.map((key) => [key, figure]));
  const schema = readAnewForEachMutation(
    buildSchema(`type Query { figure: Figure! } type Mutation { add: Figure! } type Figure { shown: Int! }`),
  );
  const shown = (_: unknown, context: object) => loadOne(context, loadFigure, 'a');
  const rootValue = { add: () => (figure++, { shown }), figure: () => (figure++, { shown }) };
  const answer = async (source: string) =>
    Object.values((await graphql({ schema, source, rootValue, contextValue: {} })).data!).map(
      (each) => (each as { shown: number }).shown,
    );

  expect(await answer('mutation { a: add { shown } b: add { shown } c: add { shown } }')).toEqual([1, 2, 3]);
  expect(await answer('{ a: figure { shown } b: figure { shown } }')).toEqual([5, 5]);
});
