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
        contextType: '@anju/runtime/context#Context',
        resolversNonOptionalTypename: { unionMember: true },
        // What has a default is always there.
        avoidOptionals: { defaultValue: true },
        // A name that the graph has too gets another one, or the two collide.
        mappers: {
          PmCompany: '../pm-company/pm-company#PmCompany as PmCompanyRow',
          PmContract: '../pm-contract/pm-contract#PmContract as PmContractRow',
          // Others own these; of them only the key is known here.
          Community: '{ readonly id: string }',
          RenovationProject: '{ readonly id: string }',
          OwnersDecision: '{ readonly id: string }',
          Division: '{ readonly code: string }',
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
