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
        // A name that the graph has too gets another one, or the two collide.
        mappers: {
          Division: '../division/division#Division as DivisionState',
          Publication: '../publication/definition#PublicationDefinition',
          SourceRow: '../publication/source-row#SourceRow as SourceRowState',
          SourceQuantity: '../publication/source-row#Quantity',
          Community: '../community/community#Community as CommunityState',
          Building: '../building/building#Building as BuildingState',
          ExclusiveUnit: '../exclusive-unit/exclusive-unit#ExclusiveUnit as ExclusiveUnitState',
          Owner: '../owner/owner#Owner as OwnerState',
          OwnersCommittee: '../owners-committee/owners-committee#OwnersCommittee as OwnersCommitteeState',
          CommitteeMember: '../owners-committee/owners-committee#CommitteeMember as CommitteeMemberState',
          AssemblyMeeting: '../assembly-meeting/assembly-meeting#AssemblyMeeting as AssemblyMeetingState',
          ElectorateSnapshot:
            '../electorate-snapshot/electorate#ElectorateSnapshot as ElectorateSnapshotState',
          Question: '../question/question#Question as QuestionState',
          RenovationProject: '../question/neighbours#Reference as RenovationProjectReference',
          PmCompany: '../question/neighbours#Reference as PmCompanyReference',
          Verdict: '@anju/rulebook/verdict#Verdict as VerdictState',
          Comparisons: '@anju/rulebook/verdict#Comparisons as ComparisonsState',
          HeadComparison: '@anju/rulebook/verdict#Comparison',
          AreaComparison: '@anju/rulebook/verdict#Comparison',
          Threshold: '@anju/values/fraction#Threshold as ThresholdState',
          Ballot: '../ballot/ballot#Ballot as BallotState',
          BallotAnswer: '../ballot/answer-as-seen#AnswerAsSeen',
          Proxy: '../proxy/proxy#Proxy as ProxyState',
          OwnersDecision: '../owners-decision/owners-decision#OwnersDecision as OwnersDecisionState',
          DecisionRecord: '../owners-decision/owners-decision#OwnersDecision as OwnersDecisionState',
          Objection: '../objection/objection#Objection as ObjectionState',
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
