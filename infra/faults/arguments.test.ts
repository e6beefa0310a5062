import { readArguments, wordsFor } from './arguments';
import type { Fault } from './fault';

const fault = (name: string, short: number | null): Fault => ({
  name,
  what: `what ${name} breaks`,
  rounds: 3,
  needs: 'nothing',
  seconds: { short, long: 60 },
  run: async () => ({ faults: 0, found: [], figures: {} }),
});
const faults = [fault('kill', 60), fault('move', null)];
const read = (...argv: string[]) => readArguments(argv, faults);
const namesOf = ({ chosen }: ReturnType<typeof read>) => chosen.map(({ name }) => name);

test('asked for nothing, it is the short form of all that have one, with a seed that is drawn', () => {
  expect(read()).toMatchObject({ form: 'short', seed: null, round: null, data: null, minutes: 5 });
  expect(namesOf(read())).toEqual(['kill']);
  expect(namesOf(read('--form', 'long'))).toEqual(['kill', 'move']);
  expect(read('--form', 'long')).toMatchObject({ form: 'long', minutes: 60 });
});

test('one round of a seed is asked for by its number, and by no less', () => {
  const asked = ['--form', 'long', '--seed', '7', '--only', 'move', '--round'];
  expect(read(...asked, '1')).toMatchObject({ seed: 7, round: 1 });
  expect(() => read(...asked, '0')).toThrow('--round 0: 须为不小于 1 的整数 / say a whole number, 1 or more');
  expect(read('--seed', '0')).toMatchObject({ seed: 0 });
});

test('a round by itself is none of a run, and of one fault and seed', () => {
  for (const lacking of [
    ['--only', 'kill'],
    ['--seed', '7'],
    ['--seed', '7', '--only', 'kill', '--data', 'folder'],
  ])
    expect(() => read(...lacking, '--round', '2')).toThrow(
      'say --seed and one --only with it, and no --data',
    );
});

test('a word that is not understood is refused, and it is said what there is', () => {
  expect(() => read('--only', 'nobody')).toThrow('there is none of this name');
  expect(() => read('--only', 'move')).toThrow('--only move: 须加 / say --form long');
  expect(() => read('--form', 'middle')).toThrow('what move breaks');
  expect(() => read('--seed', '-1')).toThrow();
});

test.each(['form', 'seed', 'only', 'data', 'rounds', 'round', 'minutes'])(
  'an empty --%s is refused in both languages',
  (name) => {
    expect(() => read(`--${name}`, '')).toThrow(`参数有误 / Wrong argument: --${name} 空值 / is empty\n`);
  },
);

test('what it is done again with names the faults, unless they are all of the form', () => {
  const again = (...argv: string[]) => wordsFor(read(...argv), faults);
  expect(again()).toBe('--form short');
  expect(again('--form', 'long')).toBe('--form long');
  expect(again('--form', 'long', '--only', 'kill')).toBe('--form long --only kill');
  expect(again('--form', 'long', '--only', 'move', '--only', 'kill')).toBe('--form long');
});
