import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type DocumentNode, type GraphQLSchema, Kind, parse } from 'graphql';
import { enforceAccess } from './access';
import { clockResolvers } from './clock.resolvers';
import { checkRepresentations } from './entities';
import { readAnewForEachMutation } from './loader';
import { scalars } from './scalars';

type Resolvers = NonNullable<
  Extract<Parameters<typeof buildSubgraphSchema>[0], { typeDefs: DocumentNode }>['resolvers']
>;

/** What every subgraph says in the same words. */
export const sharedSdl = readFileSync(join(__dirname, 'shared.graphql'), 'utf8');

/** The SDL of a service: what all share, then every `.graphql` file below its folder, in path order. */
export function readSdl(folder: string): DocumentNode {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const own = files.filter((file) => file.endsWith('.graphql')).sort();
  return parse([sharedSdl, ...own.map((file) => readFileSync(join(folder, file), 'utf8'))].join('\n'));
}

/** One subgraph from a service's SDL and one resolver map for each aggregate. */
export const buildSubgraph = (typeDefs: DocumentNode, resolvers: readonly object[]): GraphQLSchema =>
  checkRepresentations(
    enforceAccess(
      readAnewForEachMutation(
        buildSubgraphSchema([
          { typeDefs },
          ...[scalars, clockResolvers, ...resolvers].map((map) => ({
            typeDefs: noSdl,
            resolvers: map as Resolvers,
          })),
        ]),
      ),
    ),
  );

const noSdl: DocumentNode = { kind: Kind.DOCUMENT, definitions: [] };
