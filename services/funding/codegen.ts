import { subgraphCodegen } from '@anju/runtime/subgraph-codegen';

export default subgraphCodegen({
  Community: '../references#ById as CommunityKey',
  Division: '../references#ByCode as DivisionKey',
  OwnersDecision: '../references#ById as OwnersDecisionKey',
  ExclusiveUnit: '../references#ById as ExclusiveUnitKey',
  FundShare: '../money/maintenance-job/fund-share#FundShare as FundShareState',
  MaintenanceJob: '../money/maintenance-job/maintenance-job#MaintenanceJob as StoredMaintenanceJob',
  PaymentStop: '../money/maintenance-job/standing-decision#PaymentStop as PaymentStopState',
  ContentItem: '../projects/renovation-project/content-item#ContentItem as ContentItemState',
  FundingLine: '../projects/renovation-project/funding-line#FundingLine as FundingLineState',
  GateStatus: '../projects/renovation-project/gates#GateStatus as GateStatusState',
  RenovationProject:
    '../projects/renovation-project/renovation-project#RenovationProject as RenovationProjectState',
});
