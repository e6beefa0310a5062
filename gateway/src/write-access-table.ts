import { writeFileSync } from 'node:fs';
import { accessTable, accessTableFile } from './access-table';

/** `pnpm access-table`, after a change of any `@access`. */
writeFileSync(accessTableFile, accessTable());
