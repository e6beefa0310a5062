import { readFileSync } from 'node:fs';
import { accessTable, accessTableFile } from './access-table';

test('the committed table says who may call what (if not: pnpm access-table)', () => {
  expect(readFileSync(accessTableFile, 'utf8')).toBe(accessTable());
});
