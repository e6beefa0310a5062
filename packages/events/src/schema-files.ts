import { join } from 'node:path';
import { z } from 'zod';
import { catalogue } from './catalogue';

export const schemasFolder = join(__dirname, '../schemas');

/** The JSON Schema of every contract's data, by the name of the file it is published in. */
export const schemaFiles = (): ReadonlyMap<string, string> =>
  new Map(
    [...catalogue.values()].map(({ type, data }) => [
      `${type}.json`,
      `${JSON.stringify({ $id: `urn:anju:event:${type}`, ...z.toJSONSchema(data, { unrepresentable: 'any' }) }, null, 2)}\n`,
    ]),
  );
