import { foldDocument, headKeyOf, type OwnerId } from './owner';

const never = () => {
  throw new Error('The key is short enough');
};

test('[REG-3, REG-4] the same owners are the same head in whatever order, and others another', () => {
  expect(headKeyOf(['own_B1', 'own_B2'], never)).toBe('own_B1+own_B2');
  expect(headKeyOf(['own_B2', 'own_B1'], never)).toBe('own_B1+own_B2');
  expect(headKeyOf(['own_A'], never)).not.toBe(headKeyOf(['own_A', 'own_B1'], never));
});

test('[REG-4] ids that are too long together are a key by their digest', () => {
  // 500 characters are a key as they are, and 501 are not.
  const ids = (length: number): OwnerId[] => ['own_1', `own_${'x'.repeat(length - 10)}`];
  expect(headKeyOf(ids(500), never)).toHaveLength(500);
  expect(headKeyOf(ids(501), (text) => `digest of ${text.length}`)).toBe('digest of 501');
});

test('[REG-3] a document is the same however it was typed', () => {
  expect(foldDocument(' 140502 1970０101 001x ')).toBe('14050219700101001X');
  expect(foldDocument('a - 1')).toBe('A-1');
});
