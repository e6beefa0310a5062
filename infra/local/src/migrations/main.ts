import { writeFileSync } from 'node:fs';
import { changed, found, listed, listFile } from './migrations';

/** `pnpm migrations`, after a migration was added. */
const [list, now] = [listed(), found()];
const refused = changed(list, now);
if (refused.length === 0) writeFileSync(listFile, `${JSON.stringify(now, null, 2)}\n`);
else {
  console.error(refused.join('\n'));
  process.exitCode = 1;
}
