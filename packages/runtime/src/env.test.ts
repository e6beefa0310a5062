import { z } from 'zod';
import { port, readEnv } from './env';

const shape = {
  PORT: port.optional(),
  DATABASE_URL: z.url().optional(),
  NAME: z.string(),
};

test('what is set is read, and nothing else', () => {
  expect(readEnv(shape, { PORT: '4000', NAME: 'governance', PATH: '/bin' })).toEqual({
    PORT: 4000,
    NAME: 'governance',
  });
});

test('a bad environment names every fault at once', () => {
  const read = () => readEnv(shape, { PORT: 'four thousand', DATABASE_URL: 'the database' });

  for (const name of ['Invalid environment', 'PORT', 'DATABASE_URL', 'NAME']) expect(read).toThrow(name);
});

test.each(['abc', '', ' ', '70000', '-1', '80.5', '0x50', '1e3'])(
  'the port %j is refused, with what to write, in both languages',
  (typed) => {
    const read = () => readEnv({ PORT: port.default(4000) }, { PORT: typed });
    expect(read).toThrow(
      `环境变量有误：PORT: ${typed} 不是端口，请填写 0 至 65535 的整数。 / ` +
        `Invalid environment: PORT: ${typed} is no port: write a whole number from 0 to 65535.`,
    );
  },
);

test('a port is read as a number, the last one too', () => {
  const read = (env: NodeJS.ProcessEnv) => readEnv({ PORT: port.default(4000) }, env).PORT;
  expect([read({}), read({ PORT: '0' }), read({ PORT: '65535' })]).toEqual([4000, 0, 65_535]);
});
