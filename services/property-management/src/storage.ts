import type { Storage } from '@anju/runtime/database';
import { IndexIdempotency0001001700000001001 } from '@anju/runtime/index-idempotency-migration';
import { CreateMessaging0001700000000001 } from '@anju/runtime/messaging-migration';
import { KeepPersonalDataKey0001001700000001002 } from '@anju/runtime/personal-data-key-migration';
import { KnownCommitteeTable } from './known/committee/committee.table';
import { KnownCommunityTable } from './known/community/community.table';
import { KnownDecisionTable } from './known/decision/decision.table';
import { KnownProjectTable } from './known/project/project.table';
import { CreateKnown0002001700000000002 } from './migrations/0002-create-known';
import { CreatePmCompany0003001700000000003 } from './migrations/0003-create-pm-company';
import { CreatePmContract0004001700000000004 } from './migrations/0004-create-pm-contract';
import { CreateKnownProject0005001700000000005 } from './migrations/0005-create-known-project';
import { KeepMarksOfTheInvented0006001700000000006 } from './migrations/0006-keep-marks-of-the-invented';
import { CorrectACompany0007001700000000007 } from './migrations/0007-correct-a-company';
import { VoidContractsEnteredByMistake0008001700000000008 } from './migrations/0008-void-contracts-entered-by-mistake';
import { BindTheDaysOfVoidedContracts0009001700000000009 } from './migrations/0009-bind-the-days-of-voided-contracts';
import { KeepWhoRegisteredACompany0010001700000000010 } from './migrations/0010-keep-who-registered-a-company';
import { KnowStruckCommunities0011001700000000011 } from './migrations/0011-know-struck-communities';
import { KnowAnnulledDecisions0012001700000000012 } from './migrations/0012-know-annulled-decisions';
import { PmCompanyTable, SupersededNameTable } from './pm-company/pm-company.table';
import { PmContractTable } from './pm-contract/pm-contract.table';

/** What property-management stores. */
export const storage: Storage = {
  tables: [
    KnownCommunityTable,
    KnownCommitteeTable,
    KnownDecisionTable,
    KnownProjectTable,
    PmCompanyTable,
    SupersededNameTable,
    PmContractTable,
  ],
  migrations: [
    CreateMessaging0001700000000001,
    IndexIdempotency0001001700000001001,
    KeepPersonalDataKey0001001700000001002,
    CreateKnown0002001700000000002,
    CreatePmCompany0003001700000000003,
    CreatePmContract0004001700000000004,
    CreateKnownProject0005001700000000005,
    KeepMarksOfTheInvented0006001700000000006,
    CorrectACompany0007001700000000007,
    VoidContractsEnteredByMistake0008001700000000008,
    BindTheDaysOfVoidedContracts0009001700000000009,
    KeepWhoRegisteredACompany0010001700000000010,
    KnowStruckCommunities0011001700000000011,
    KnowAnnulledDecisions0012001700000000012,
  ],
  appendOnly: ['superseded_company_name'],
  copies: {
    community: [KnownCommunityTable],
    committee: [KnownCommitteeTable],
    decision: [KnownDecisionTable],
    project: [KnownProjectTable],
  },
};
