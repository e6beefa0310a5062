import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeSamples } from './samples';

/** `pnpm evidence-samples`: writes the published samples of evidence. */
const folder = join(__dirname, '../../../../docs/evidence');
void makeSamples().then((samples) => {
  for (const [name, text] of Object.entries(samples)) writeFileSync(join(folder, name), text);
  console.log(`${Object.keys(samples).join(', ')}: docs/evidence`);
});
