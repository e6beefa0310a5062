import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from './make-folder';

const folder = mkdtempSync(join(tmpdir(), 'anju-make-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('it is made with all above it, and made twice is there', () => {
  makeFolder(join(folder, 'a/b/c'));
  makeFolder(join(folder, 'a/b/c'));
  expect(existsSync(join(folder, 'a/b/c'))).toBe(true);
});

test('where none can be made it throws at once', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => makeFolder(join(folder, 'file/city'))).toThrow(/ENOTDIR/);
  expect(() => makeFolder(join(folder, 'file'))).toThrow(/EEXIST/);
  // Elsewhere than on Linux there is none of these.
  if (existsSync('/proc/self')) expect(() => makeFolder('/proc/anju/city')).toThrow(/ENOENT/);
});
