import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemaFiles, schemasFolder } from './schema-files';

const files = schemaFiles();

test.each([...files])('%s is as it was published', (name, text) => {
  // Only a new optional field may change a schema; anything else is the next version beside it.
  expect(readFileSync(join(schemasFolder, name), 'utf8')).toBe(text);
});

test('no contract that was published has gone', () => {
  expect(readdirSync(schemasFolder).sort()).toEqual([...files.keys()].sort());
});
