import { buildSubgraph, readSdl } from '@anju/runtime/subgraph';
import { pmCompanyResolvers } from './pm-company/pm-company.resolvers';
import { pmContractResolvers } from './pm-contract/pm-contract.resolvers';

export const schema = buildSubgraph(readSdl(__dirname), [pmCompanyResolvers, pmContractResolvers]);
