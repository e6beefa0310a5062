import { buildSubgraph, readSdl } from '@anju/runtime/subgraph';
import { communityResolvers } from './community/community.resolvers';
import { divisionResolvers } from './division/division.resolvers';
import { ownersDecisionResolvers } from './owners-decision/owners-decision.resolvers';
import { publicationResolvers } from './publication/publication.resolvers';
import { questionResolvers } from './question/question.resolvers';

export const schema = buildSubgraph(readSdl(__dirname), [
  divisionResolvers,
  publicationResolvers,
  communityResolvers,
  questionResolvers,
  ownersDecisionResolvers,
]);
