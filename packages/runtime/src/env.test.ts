import { z } from 'zod';
import { readEnv } from './env';

const shape = {
  PORT: z.coerce.number().int().optional(),
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
