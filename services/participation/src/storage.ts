import type { Storage } from '@anju/runtime/database';
import { IndexIdempotency0001001700000001001 } from '@anju/runtime/index-idempotency-migration';
import { CreateMessaging0001700000000001 } from '@anju/runtime/messaging-migration';
import { KeepPersonalDataKey0001001700000001002 } from '@anju/runtime/personal-data-key-migration';
import {
  AnswerTable,
  ContactTable,
  HouseholdResponseTable,
  StrikeTable,
} from './household-response/household-response.table';
import { KnownBuildingTable } from './known/building/building.table';
import { KnownCommunityTable } from './known/community/community.table';
import { KnownProjectTable } from './known/project/project.table';
import { CreateSolicitation0002001700000000002 } from './migrations/0002-create-solicitation';
import { CreateHouseholdResponse0003001700000000003 } from './migrations/0003-create-household-response';
import { CreateKnownProject0004001700000000004 } from './migrations/0004-create-known-project';
import { MarkInventedSolicitations0005001700000000005 } from './migrations/0005-mark-invented-solicitations';
import { CreateKnownBuilding0006001700000000006 } from './migrations/0006-create-known-building';
import { MarkInventedRegister0007001700000000007 } from './migrations/0007-mark-invented-register';
import { StrikeHouseholdEntries0008001700000000008 } from './migrations/0008-strike-household-entries';
import { StoreTheLegalBasis0009001700000000009 } from './migrations/0009-store-the-legal-basis';
import { TakeBackSolicitations0010001700000000010 } from './migrations/0010-take-back-solicitations';
import { KnowStruckCommunities0011001700000000011 } from './migrations/0011-know-struck-communities';
import { KeepWhenAnAskingWasJudged0012001700000000012 } from './migrations/0012-keep-when-an-asking-was-judged';
import { ReopeningTable, SolicitationTable } from './solicitation/solicitation.table';

/** What participation stores. */
export const storage: Storage = {
  tables: [
    KnownCommunityTable,
    KnownBuildingTable,
    KnownProjectTable,
    SolicitationTable,
    ReopeningTable,
    HouseholdResponseTable,
    ContactTable,
    AnswerTable,
    StrikeTable,
  ],
  migrations: [
    CreateMessaging0001700000000001,
    IndexIdempotency0001001700000001001,
    KeepPersonalDataKey0001001700000001002,
    CreateSolicitation0002001700000000002,
    CreateHouseholdResponse0003001700000000003,
    CreateKnownProject0004001700000000004,
    MarkInventedSolicitations0005001700000000005,
    CreateKnownBuilding0006001700000000006,
    MarkInventedRegister0007001700000000007,
    StrikeHouseholdEntries0008001700000000008,
    StoreTheLegalBasis0009001700000000009,
    TakeBackSolicitations0010001700000000010,
    KnowStruckCommunities0011001700000000011,
    KeepWhenAnAskingWasJudged0012001700000000012,
  ],
  appendOnly: ['household_contact', 'household_answer', 'household_strike', 'solicitation_reopening'],
  copies: {
    community: [KnownCommunityTable],
    building: [KnownBuildingTable],
    project: [KnownProjectTable],
  },
};
