import { buildSubgraph, readSdl } from '@anju/runtime/subgraph';
import { communityResolvers } from './community/community.resolvers';
import { divisionResolvers } from './division/division.resolvers';
import { publicationResolvers } from './publication/publication.resolvers';

export const schema = buildSubgraph(readSdl(__dirname), [
  divisionResolvers,
  publicationResolvers,
  communityResolvers,
]);
