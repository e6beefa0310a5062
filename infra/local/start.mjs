import { createRequire } from 'node:module';
import { join } from 'node:path';
import { NotPrepared, prepare, root } from './prepare.mjs';

try {
  prepare();
} catch (error) {
  if (!(error instanceof NotPrepared)) throw error;
  console.error(`\n${error.message}`);
  process.exit(1);
}
// In this very process, so that a signal reaches the city and nothing is left on its ports.
const require = createRequire(join(root, 'infra/local/src/start.ts'));
require('tsx/cjs/api').register();
await require('./start.ts').main(process.argv.slice(2), process.env);
