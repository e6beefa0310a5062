import { linkSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepFirst } from './keep-first';

const folder = mkdtempSync(join(tmpdir(), 'anju-keep-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('the first content stays, and no draft is left', () => {
  const file = join(folder, 'a.key');
  keepFirst(file, 'first');
  keepFirst(file, 'second');
  expect(readFileSync(file, 'utf8')).toBe('first');
  expect(readdirSync(folder)).toEqual(['a.key']);
});

test('a draft that a killed process of the same number left beside it is not written through', () => {
  const file = join(folder, 'b.key');
  keepFirst(file, 'first');
  linkSync(file, `${file}.${process.pid}`);
  keepFirst(file, 'second');
  expect(readFileSync(file, 'utf8')).toBe('first');
});
