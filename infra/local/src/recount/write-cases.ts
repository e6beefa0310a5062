import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recountLine } from '@anju/cli/recount-line';
import { makeCases } from './make-cases';

/** `pnpm recount-cases`: writes the published cases and what they come to, for others to compare with. */
const folder = join(__dirname, '../../../../docs/recount');
const lines = makeCases().map((each) => JSON.stringify(each));
const results = lines.map((line, i) => JSON.stringify(recountLine(line, i + 1).answer));
writeFileSync(join(folder, 'cases.jsonl'), `${lines.join('\n')}\n`);
writeFileSync(join(folder, 'results.jsonl'), `${results.join('\n')}\n`);
console.log(`${lines.length} cases: docs/recount`);
