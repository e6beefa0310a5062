import { eventFlowResolvers } from '@anju/runtime/event-flow.resolvers';
import { buildSubgraph, readSdl } from '@anju/runtime/subgraph';
import { assemblyMeetingResolvers } from './assembly-meeting/assembly-meeting.resolvers';
import { ballotResolvers } from './ballot/ballot.resolvers';
import { buildingResolvers } from './building/building.resolvers';
import { communityResolvers } from './community/community.resolvers';
import { divisionResolvers } from './division/division.resolvers';
import { evidenceResolvers } from './evidence/evidence.resolvers';
import { exclusiveUnitResolvers } from './exclusive-unit/exclusive-unit.resolvers';
import { handedInFormResolvers } from './handed-in-form/handed-in-form.resolvers';
import { objectionResolvers } from './objection/objection.resolvers';
import { ownerResolvers } from './owner/owner.resolvers';
import { ownersCommitteeResolvers } from './owners-committee/owners-committee.resolvers';
import { ownersDecisionResolvers } from './owners-decision/owners-decision.resolvers';
import { ownersRollResolvers } from './owners-roll/owners-roll.resolvers';
import { postingSheetResolvers } from './posting-sheet/posting-sheet.resolvers';
import { proxyResolvers } from './proxy/proxy.resolvers';
import { publicationResolvers } from './publication/publication.resolvers';
import { questionResolvers } from './question/question.resolvers';
import { governance } from './subscriptions';
import { rollDiffResolvers } from './electorate-snapshot/roll-diff.resolvers';
import { paperBatchResolvers } from './paper-batch/paper-batch.resolvers';
import { rulesOfProcedureResolvers } from './rules-of-procedure/rules-of-procedure.resolvers';
import { upcomingDeadlineResolvers } from './upcoming-deadline/upcoming-deadline.resolvers';
import { titleProofResolvers } from './title-proof/title-proof.resolvers';

export const schema = buildSubgraph(readSdl(__dirname), [
  eventFlowResolvers(governance),
  divisionResolvers,
  publicationResolvers,
  communityResolvers,
  ownersRollResolvers,
  buildingResolvers,
  exclusiveUnitResolvers,
  ownerResolvers,
  ownersCommitteeResolvers,
  rulesOfProcedureResolvers,
  assemblyMeetingResolvers,
  rollDiffResolvers,
  questionResolvers,
  ballotResolvers,
  paperBatchResolvers,
  handedInFormResolvers,
  proxyResolvers,
  titleProofResolvers,
  ownersDecisionResolvers,
  objectionResolvers,
  postingSheetResolvers,
  evidenceResolvers,
  upcomingDeadlineResolvers,
]);
