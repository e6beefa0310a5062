import { subgraphCodegen } from '@anju/runtime/subgraph-codegen';

export default subgraphCodegen({
  PmCompany: '../pm-company/pm-company#PmCompany as PmCompanyRow',
  PmContract: '../pm-contract/pm-contract#PmContract as PmContractRow',
  // Others own these; of them only the key is known here.
  Community: '{ readonly id: string }',
  RenovationProject: '{ readonly id: string }',
  OwnersDecision: '{ readonly id: string }',
  Division: '{ readonly code: string }',
});
