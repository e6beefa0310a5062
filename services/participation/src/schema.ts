import { buildSubgraph, readSdl } from '@anju/runtime/subgraph';
import { householdResponseResolvers } from './household-response/household-response.resolvers';
import { solicitationListResolvers } from './solicitation/solicitation-lists.resolvers';
import { solicitationResolvers } from './solicitation/solicitation.resolvers';

export const schema = buildSubgraph(readSdl(__dirname), [
  solicitationResolvers,
  solicitationListResolvers,
  householdResponseResolvers,
]);
