import { subgraphCodegen } from '@anju/runtime/subgraph-codegen';

export default subgraphCodegen({
  Solicitation: '../solicitation/solicitation#Solicitation as StoredSolicitation',
  HouseholdGate: '../solicitation/household-gate#HouseholdGate as JudgedGate',
  HouseholdResponse: '../household-response/household-response#Household as EnteredHousehold',
  HouseholdContact: '../household-response/contact#Contact as EnteredContact',
  // Others own these; of them only the key is known here.
  Community: '{ readonly id: string }',
  RenovationProject: '{ readonly id: string }',
  Division: '{ readonly code: string }',
});
