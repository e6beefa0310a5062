import { writeFileSync } from 'node:fs';
import { asyncapiFile, asyncapiText } from './asyncapi';
import { hashesOf, published, publishedFile, schemaFiles, schemasFolder, writeSchemas } from './schema-files';

/** `pnpm contracts`, after a contract was added. */
const files = schemaFiles();
const refused = writeSchemas(schemasFolder, files, published());
if (refused.length === 0) {
  writeFileSync(publishedFile, `${JSON.stringify(hashesOf(files), null, 2)}\n`);
  writeFileSync(asyncapiFile, asyncapiText());
} else {
  console.error(refused.join('\n'));
  process.exitCode = 1;
}
