import { eventFlowResolvers } from '@anju/runtime/event-flow.resolvers';
import { buildSubgraph, readSdl } from '@anju/runtime/subgraph';
import { householdResponseResolvers } from './household-response/household-response.resolvers';
import { solicitationListResolvers } from './solicitation/solicitation-lists.resolvers';
import { solicitationResolvers } from './solicitation/solicitation.resolvers';
import { participation } from './subscriptions';

export const schema = buildSubgraph(readSdl(__dirname), [
  eventFlowResolvers(participation),
  solicitationResolvers,
  solicitationListResolvers,
  householdResponseResolvers,
]);
