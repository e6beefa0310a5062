import { rules } from '@anju/rulebook/rules';
import { coverageOf } from './coverage';
import foundation from './foundation.json';

const test1 = { rule: 'MF-1', title: '[MF-1] a', file: 'services/funding/src/a.db.test.ts', mutations: 2 };
const mf1 = rules.filter(({ id }) => id === 'MF-1');

test('a rule counts when a test with its id passed through a mutation, once however many engines it ran on', () => {
  expect(coverageOf(mf1, [test1, test1, { ...test1, title: '[MF-1] b', mutations: 0 }])).toMatchObject([
    { state: 'covered', through: 1, alone: 1, where: ['funding'] },
  ]);
});

test('a test of the function alone, or of another rule, does not cover it', () => {
  expect(coverageOf(mf1, [{ ...test1, mutations: 0 }])).toMatchObject([
    { state: 'function only', through: 0 },
  ]);
  expect(coverageOf(mf1, [{ ...test1, rule: 'MF-2' }])).toMatchObject([{ state: 'no test', where: [] }]);
});

test('every rule that the foundation stands on is in the book', () => {
  const known = rules.map(({ id }) => id as string);
  expect(foundation.filter((id) => !known.includes(id))).toEqual([]);
});
