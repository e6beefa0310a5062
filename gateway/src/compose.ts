import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { readSdl } from '@anju/runtime/subgraph';
import type { DocumentNode } from 'graphql';

const servicesFolder = join(__dirname, '../../services');

export const supergraphFile = join(__dirname, '../supergraph.graphql');

/** Where a service listens when nothing else is said; the gateway's own settings may say otherwise. */
const urlOf = (name: string) => `http://${name}:4000/graphql`;

/** Every service that has a schema, by its folder. */
export const serviceNames = (): readonly string[] =>
  readdirSync(servicesFolder)
    .filter((name) => existsSync(join(servicesFolder, name, 'src/schema.ts')))
    .sort();

export const sdlOf = (name: string) => readSdl(join(servicesFolder, name, 'src'));

/** Composes every service's SDL into the supergraph; throws with all the reasons why it cannot. */
export function composeSupergraph(sdl: (name: string) => DocumentNode = sdlOf): string {
  const { supergraphSdl, errors } = composeServices(
    serviceNames().map((name) => ({ name, url: urlOf(name), typeDefs: sdl(name) })),
  );
  if (errors) {
    // Composition names the subgraph in each message: `[governance] Unknown type "X"`.
    throw new Error(
      `The services do not compose:\n${errors.map(({ message }) => `- ${message}`).join('\n')}`,
    );
  }
  return supergraphSdl;
}
