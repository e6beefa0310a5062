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
        // What has a default is always there.
        avoidOptionals: { defaultValue: true },
        // A name that the graph has too gets another one, or the two collide.
        mappers: {
          Solicitation: '../solicitation/solicitation#Solicitation as StoredSolicitation',
          HouseholdGate: '../solicitation/household-gate#HouseholdGate as JudgedGate',
          HouseholdResponse: '../household-response/household-response#Household as EnteredHousehold',
          HouseholdContact: '../household-response/contact#Contact as EnteredContact',
          // Others own these; of them only the key is known here.
          Community: '{ readonly id: string }',
          RenovationProject: '{ readonly id: string }',
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
