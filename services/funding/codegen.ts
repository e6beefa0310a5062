import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  schema: ['../../packages/runtime/src/shared.graphql', 'src/**/*.graphql'],
  generates: {
    'src/generated/graphql.ts': {
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        federation: true,
        enumsAsTypes: true,
        useTypeImports: true,
        immutableTypes: true,
        contextType: '@anju/runtime/context#Context',
        resolversNonOptionalTypename: { unionMember: true },
        // A name that the graph has too gets another one, or the two collide.
        mappers: {
          Community: '../references#ById as CommunityKey',
          Division: '../references#ByCode as DivisionKey',
          OwnersDecision: '../references#ById as OwnersDecisionKey',
          ExclusiveUnit: '../references#ById as ExclusiveUnitKey',
          FundShare: '../money/maintenance-job/fund-share#FundShare as FundShareState',
          MaintenanceJob: '../money/maintenance-job/maintenance-job#MaintenanceJob as StoredMaintenanceJob',
          ContentItem: '../projects/renovation-project/content-item#ContentItem as ContentItemState',
          FundingLine: '../projects/renovation-project/funding-line#FundingLine as FundingLineState',
          GateStatus: '../projects/renovation-project/gates#GateStatus as GateStatusState',
          RenovationProject:
            '../projects/renovation-project/renovation-project#RenovationProject as RenovationProjectState',
        },
        scalars: {
          ID: 'string',
          AreaDm2: '@anju/values/area#AreaDm2',
          CalendarDate: '@anju/values/time#CalendarDate',
          Fen: '@anju/values/money#Fen',
          Instant: '@anju/values/time#Instant',
          RuleId: '@anju/values/rule-id#RuleId',
        },
      },
    },
  },
};

export default config;
