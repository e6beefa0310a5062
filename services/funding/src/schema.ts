import { eventFlowResolvers } from '@anju/runtime/event-flow.resolvers';
import { buildSubgraph, readSdl } from '@anju/runtime/subgraph';
import { jobBoardResolvers } from './money/maintenance-job/job-board.resolvers';
import { maintenanceJobResolvers } from './money/maintenance-job/maintenance-job.resolvers';
import { unitFundAccountResolvers } from './money/unit-fund-account/unit-fund-account.resolvers';
import { warrantResolvers } from './money/warrant/warrant.resolvers';
import { divisionBoardResolvers } from './projects/division-board/division-board.resolvers';
import { renovationProjectResolvers } from './projects/renovation-project/renovation-project.resolvers';
import { funding } from './subscriptions';

export const schema = buildSubgraph(readSdl(__dirname), [
  eventFlowResolvers(funding),
  renovationProjectResolvers,
  divisionBoardResolvers,
  warrantResolvers,
  unitFundAccountResolvers,
  maintenanceJobResolvers,
  jobBoardResolvers,
]);
