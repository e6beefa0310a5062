import type { Storage } from '@anju/runtime/database';
import { CreateMessaging0001700000000001 } from '@anju/runtime/messaging-migration';
import { KnownBuildingTable, KnownUnitTable } from './known/building/building.table';
import { KnownCommitteeTable } from './known/committee/committee.table';
import { KnownCommunityTable } from './known/community/community.table';
import { KnownDecisionTable } from './known/decision/decision.table';
import { HouseholdGateTable } from './known/household-gate/household-gate.table';
import { CreateKnown0002001700000000002 } from './migrations/0002-create-known';
import { CreateProject0003001700000000003 } from './migrations/0003-create-project';
import { CreateWarrant0004001700000000004 } from './migrations/0004-create-warrant';
import { WarrantTable } from './money/warrant/warrant.table';
import {
  FundingLineTable,
  ProjectCommunityTable,
  RenovationProjectTable,
} from './projects/renovation-project/renovation-project.table';

/** What funding stores: what it knows of others' things, then its own. */
export const storage: Storage = {
  tables: [
    KnownCommunityTable,
    KnownBuildingTable,
    KnownUnitTable,
    KnownCommitteeTable,
    HouseholdGateTable,
    KnownDecisionTable,
    RenovationProjectTable,
    ProjectCommunityTable,
    FundingLineTable,
    WarrantTable,
  ],
  migrations: [
    CreateMessaging0001700000000001,
    CreateKnown0002001700000000002,
    CreateProject0003001700000000003,
    CreateWarrant0004001700000000004,
  ],
  appendOnly: [],
};
