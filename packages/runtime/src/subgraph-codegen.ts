import type { CodegenConfig } from '@graphql-codegen/cli';

/**
 * What every service generates from its SDL: types that are only read, and resolvers whose parents are the
 * service's own states. `mappers` names those by type, as paths from `src/generated`; a state of the graph's own
 * name gets another one there, or the two collide.
 */
export const subgraphCodegen = (mappers: Readonly<Record<string, string>>): CodegenConfig => ({
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
        mappers,
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
});
