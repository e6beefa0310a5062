import { writeFileSync } from 'node:fs';
import { asyncapiFile, asyncapiText } from './asyncapi';
import { schemaFiles, schemasFolder, writeSchemas } from './schema-files';

/** `pnpm contracts`, after a contract was added. */
const refused = writeSchemas(schemasFolder, schemaFiles());
if (refused.length === 0) writeFileSync(asyncapiFile, asyncapiText());
else {
  console.error(refused.join('\n'));
  process.exitCode = 1;
}
