import { buildSubgraph, readSdl } from '@anju/runtime/subgraph';
import { warrantResolvers } from './money/warrant/warrant.resolvers';
import { divisionBoardResolvers } from './projects/division-board/division-board.resolvers';
import { renovationProjectResolvers } from './projects/renovation-project/renovation-project.resolvers';

export const schema = buildSubgraph(readSdl(__dirname), [
  renovationProjectResolvers,
  divisionBoardResolvers,
  warrantResolvers,
]);
