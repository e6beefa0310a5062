import type { Storage } from '@anju/runtime/database';
import { CreateMessaging0001700000000001 } from '@anju/runtime/messaging-migration';
import { BallotTable } from './ballot/ballot.table';
import { CommunityTable } from './community/community.table';
import { ElectorateSnapshotTable } from './electorate-snapshot/electorate-snapshot.table';
import { CreateCommunity0002001700000000002 } from './migrations/0002-create-community';
import { CreateQuestion0010001700000000010 } from './migrations/0010-create-question';
import { CreateBallot0011001700000000011 } from './migrations/0011-create-ballot';
import { OwnersDecisionTable } from './owners-decision/owners-decision.table';
import { PublicationTable, SourceRowTable } from './publication/publication.table';
import { QuestionTable } from './question/question.table';

/** What governance stores: the register first, then the assembly. */
export const storage: Storage = {
  tables: [
    PublicationTable,
    SourceRowTable,
    CommunityTable,
    QuestionTable,
    ElectorateSnapshotTable,
    BallotTable,
    OwnersDecisionTable,
  ],
  migrations: [
    CreateMessaging0001700000000001,
    CreateCommunity0002001700000000002,
    CreateQuestion0010001700000000010,
    CreateBallot0011001700000000011,
  ],
  appendOnly: ['ballot'],
};
