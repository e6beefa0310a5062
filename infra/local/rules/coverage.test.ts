import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

test('a test that failed, was renamed or is gone since it passed is noted no more', () => {
  const root = join(__dirname, '../../..');
  const folder = mkdtempSync(join(tmpdir(), 'anju-rules-'));
  mkdirSync(join(folder, 'infra/local/rules'), { recursive: true });
  cpSync(join(__dirname, 'environment.mjs'), join(folder, 'infra/local/rules/environment.mjs'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const config = JSON.stringify({
    displayName: 'pure',
    testEnvironment: '<rootDir>/infra/local/rules/environment.mjs',
    testMatch: ['<rootDir>/*.test.ts'],
    transform: {},
  });
  const notedAfter = (text: string) => {
    writeFileSync(join(folder, 'a.test.ts'), text);
    const words = ['node_modules/jest/bin/jest.js', '--rootDir', folder, '--config', config];
    spawnSync(process.execPath, words, { cwd: folder });
    const notes = join(folder, '.anju/rules');
    return readdirSync(notes)
      .flatMap((name) => readFileSync(join(notes, name), 'utf8').split('\n').filter(Boolean))
      .map((line) => JSON.parse(line).title);
  };

  const passes = (...titles: string[]) => titles.map((title) => `test('${title}', () => {});`).join('\n');
  expect(notedAfter(passes('[MF-1] a', '[MF-2] b', '[MF-7] c'))).toEqual([
    '[MF-1] a',
    '[MF-2] b',
    '[MF-7] c',
  ]);
  const failing = "test('[MF-1] a', () => { throw new Error('fails'); });";
  expect(notedAfter(`${failing}\n${passes('[MF-2] b, renamed')}`)).toEqual(['[MF-2] b, renamed']);
  expect(notedAfter('is no program(')).toEqual([]);
  rmSync(folder, { recursive: true });
});
