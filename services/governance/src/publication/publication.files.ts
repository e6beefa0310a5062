import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findDivision } from '../division/division.files';
import { parseDefinition, type PublicationDefinition } from './definition';

const folder = join(__dirname, '../../data/publications');

/** Every publication that can be imported, by id. A definition that is wrong stops the start, with its file's name. */
const publications: ReadonlyMap<string, PublicationDefinition> = new Map(
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const definition = read(join(folder, file));
      if (!findDivision(definition.division)) throw new Error(`${file}: no division ${definition.division}`);
      if (`${definition.id}.json` !== file) throw new Error(`${file}: is named ${definition.id}`);
      return [definition.id, definition];
    }),
);

function read(file: string): PublicationDefinition {
  try {
    return parseDefinition(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new Error(`${file} does not say how to read a publication`, { cause: error });
  }
}

export const findPublication = (id: string): PublicationDefinition | null => publications.get(id) ?? null;

/** Those that `findPublication` finds. */
export const publicationIds: readonly string[] = [...publications.keys()];
