import { join } from 'node:path';
import { cityAtTheLine } from './city-at-the-line';

jest.setTimeout(120_000);

const { city, folder, run, say } = cityAtTheLine();

test.each([
  [
    ['events', 'rebuild', 'funding', 'company'],
    /^This service keeps no copy of that name\. \(community, building/,
  ],
  [['events'], /^用法 \/ Usage:\n +pnpm anju events status/],
  [['import'], /^参数有误 \/ Wrong argument: import\n用法/],
  [['events', 'list'], /^参数有误 \/ Wrong argument: list\n用法/],
  [['events', 'replay', 'finance'], / There is no service finance; there are: governance, funding/],
  [['events', 'drop', 'funding'], / Say which key, or which refused record; see anju events parked/],
  [['events', 'replay'], / Say which service: governance, funding/],
  [['events', 'replay', 'funding', '--from', '0'], /^--from 0 .*is no place in a line/],
  [['events', 'replay', 'funding', '--consumer', 'governence'], / There is no service governence/],
  [['events', 'replay', 'funding', '--consumer', 'funding'], / funding does not hear funding; it hears: /],
  [['events', 'replay', 'funding', '--consumer', 'governance', '--from', '2'], /--from .*does not go with/],
  [['events', 'replay', 'funding', '--since', 'yesterday'], /Not a moment: yesterday/],
  [
    ['events', 'replay', 'funding', '--bogus'],
    /^参数有误 \/ Wrong argument: 没有这个选项 \/ Unknown option '--bogus'[^]*Usage/,
  ],
])('typed wrong, %j, it says what to type', async (argv, says) => {
  expect(await run(...argv)).toEqual({ code: 1, said: expect.stringMatching(says) });
});

test.each([[['--help']], [['events', '-h']]])(
  'asked for it by %j, it says how it is called, and that is no fault',
  async (argv) => {
    expect(await run(...argv)).toEqual({ code: 0, said: expect.stringMatching(/^用法 \/ Usage:/) });
  },
);

test('where no gateway answers, or who asks is no operator, it says what to do', async () => {
  const nowhere = ['events', 'status', '--url', 'http://127.0.0.1:9/graphql', '--data', folder()];
  expect(await say(nowhere)).toEqual({
    code: 1,
    said: expect.stringContaining('No gateway answers at http://127.0.0.1:9/graphql. Start the city'),
  });
  expect(await say(['events', 'status', '--url', city().url], { NODE_ENV: 'production' })).toEqual({
    code: 1,
    said: expect.stringContaining('Only these roles may do this: OPERATOR. Sign in first.'),
  });
});

describe('what is not meant', () => {
  test.each<[string[], string]>([
    [['retry', 'nosuch'], 'There is no service nosuch; there are: governance, funding'],
    [['replay', 'governance', 'dec_1'], 'Wrong argument: dec_1'],
    [['parked', '--dry-run'], '--dry-run 不用于 / does not go with parked'],
    [['rebuild', 'funding', '--key', 'com_1'], '--key 不用于 / does not go with rebuild'],
    [['replay', 'governance', '--key', 'dec_none'], 'governance told nothing of dec_none. Check the id.'],
    [['replay', 'governance', '--key', 'dec_none', '--dry-run'], 'governance told nothing of dec_none.'],
    [
      ['replay', 'governance', '--consumer', 'funding', '--key', 'com_none'],
      'governance told nothing of com_none.',
    ],
    [['replay', 'governance', '--key', ''], 'Wrong argument: --key 空值 / is empty'],
    [['retry', 'funding', ''], 'Wrong argument: 空值 / is empty'],
    [
      ['replay', 'governance', '--type', 'governance.comunity-registered.v1'],
      'no events of this type; those near it are: governance.community-registered.v1',
    ],
    [
      ['replay', 'funding', '--type', 'governance.community-registered.v1'],
      'not told by funding, but by governance',
    ],
    [['replay', 'governance', '--from', '999'], 'No event is meant by this'],
    [['replay', 'governance', '--from', '99999999999'], 'is no place in a line'],
    [['replay', 'governance', '--since', '2031-01-01T00:00:00Z', '--dry-run'], 'No event is meant by this'],
    [
      ['replay', 'governance', '--since', '2022-01-02T00:00:00Z', '--before', '2022-01-02T00:00:00+08:00'],
      'is not earlier than',
    ],
    [['replay', 'governance', '--before', 'tomorrow'], 'Not a moment: tomorrow'],
  ])('%s is said, and nothing is done', async (argv, says) => {
    const { db } = city().running.find(({ name }) => name === 'governance')!;
    const untold = () => db.read.query('SELECT COUNT(*) AS events FROM outbox WHERE publishedAt IS NULL');
    const before = await untold();
    expect(await run('events', ...argv)).toEqual({ code: 1, said: expect.stringContaining(says) });
    expect(await untold()).toEqual(before);
  });

  test('who is no operator is told what is needed, once', async () => {
    const argv = ['events', 'status', '--url', city().url, '--data', join(folder(), 'nowhere')];
    expect(await say(argv)).toEqual({
      code: 1,
      said: expect.stringMatching(
        /^Only these roles [^\n]*\n[^\n]* Give the token of such a role in ANJU_TOKEN\.$/,
      ),
    });
  });

  test.each([
    ['http://127.0.0.1:1/graphql', 'No gateway answers at'],
    ['no address', 'Wrong argument: --url no address'],
    [() => city().url.replace('/graphql', '/readyz'), 'There is nothing here. GraphQL is at /graphql.'],
  ])('an address where no gateway is: %s', async (url, says) => {
    const address = typeof url === 'string' ? url : url();
    expect(await say(['events', 'status', '--url', address, '--data', folder()])).toEqual({
      code: 1,
      said: expect.stringContaining(says),
    });
  });
});
