import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asyncapiFile, asyncapiText } from './asyncapi';
import { schemaFiles, schemasFolder } from './schema-files';

/** `pnpm contracts`, after a contract was added. */
for (const [name, text] of schemaFiles()) writeFileSync(join(schemasFolder, name), text);
writeFileSync(asyncapiFile, asyncapiText());
