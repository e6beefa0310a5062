import { eventFlowResolvers } from '@anju/runtime/event-flow.resolvers';
import { buildSubgraph, readSdl } from '@anju/runtime/subgraph';
import { pmCompanyResolvers } from './pm-company/pm-company.resolvers';
import { pmContractResolvers } from './pm-contract/pm-contract.resolvers';
import { propertyManagement } from './subscriptions';

export const schema = buildSubgraph(readSdl(__dirname), [
  eventFlowResolvers(propertyManagement),
  pmCompanyResolvers,
  pmContractResolvers,
]);
