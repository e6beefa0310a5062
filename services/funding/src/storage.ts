import type { Storage } from '@anju/runtime/database';
import { IndexIdempotency0001001700000001001 } from '@anju/runtime/index-idempotency-migration';
import { CreateMessaging0001700000000001 } from '@anju/runtime/messaging-migration';
import { KeepPersonalDataKey0001001700000001002 } from '@anju/runtime/personal-data-key-migration';
import { KnownBuildingTable, KnownUnitTable } from './known/building/building.table';
import { KnownCommitteeTable } from './known/committee/committee.table';
import { KnownCommunityTable } from './known/community/community.table';
import { KnownContractTable } from './known/contract/contract.table';
import { KnownDecisionTable } from './known/decision/decision.table';
import { HouseholdGateTable } from './known/household-gate/household-gate.table';
import { CreateKnown0002001700000000002 } from './migrations/0002-create-known';
import { CreateProject0003001700000000003 } from './migrations/0003-create-project';
import { CreateWarrant0004001700000000004 } from './migrations/0004-create-warrant';
import { CreateLedger0005001700000000005 } from './migrations/0005-create-ledger';
import { CreateUnitFundAccount0006001700000000006 } from './migrations/0006-create-unit-fund-account';
import { CreateMaintenanceJob0007001700000000007 } from './migrations/0007-create-maintenance-job';
import { CreateKnownContract0008001700000000008 } from './migrations/0008-create-known-contract';
import { CreateBookedReceipt0009001700000000009 } from './migrations/0009-create-booked-receipt';
import { NameWhatALinePaysFor0010001700000000010 } from './migrations/0010-name-what-a-line-pays-for';
import { RecordAcceptanceAndRelease0011001700000000011 } from './migrations/0011-record-acceptance-and-release';
import { KeepRetentionByHome0012001700000000012 } from './migrations/0012-keep-retention-by-home';
import { SetRetainedMoneyAside0013001700000000013 } from './migrations/0013-set-retained-money-aside';
import { EarmarkALine0014001700000000014 } from './migrations/0014-earmark-a-line';
import { TellReceiptsByFoldedNumbers0015001700000000015 } from './migrations/0015-tell-receipts-by-folded-numbers';
import { KeepMarksAndRejections0016001700000000016 } from './migrations/0016-keep-marks-and-rejections';
import { CreateMeasuredSheet0017001700000000017 } from './migrations/0017-create-measured-sheet';
import { RefoldPaperNumbers0018001700000000018 } from './migrations/0018-refold-paper-numbers';
import { CreateAcceptancePaper0019001700000000019 } from './migrations/0019-create-acceptance-paper';
import { KeepWhoDecided0020001700000000020 } from './migrations/0020-keep-who-decided';
import { BookAScanOnce0021001700000000021 } from './migrations/0021-book-a-scan-once';
import { EnterPapersOneAfterAnother0022001700000000022 } from './migrations/0022-enter-papers-one-after-another';
import { KeepMixedMatters0023001700000000023 } from './migrations/0023-keep-mixed-matters';
import { MarkInventedBuildings0024001700000000024 } from './migrations/0024-mark-invented-buildings';
import { ReverseAReceipt0025001700000000025 } from './migrations/0025-reverse-a-receipt';
import { CorrectAFundAccount0026001700000000026 } from './migrations/0026-correct-a-fund-account';
import { KeepPapersOfReversals0027001700000000027 } from './migrations/0027-keep-papers-of-reversals';
import { WithdrawAProject0028001700000000028 } from './migrations/0028-withdraw-a-project';
import { KeepSinceWhenAJobIsCovered0029001700000000029 } from './migrations/0029-keep-since-when-a-job-is-covered';
import { KnowStruckCommunities0030001700000000030 } from './migrations/0030-know-struck-communities';
import { WithdrawAJob0031001700000000031 } from './migrations/0031-withdraw-a-job';
import { MeetAtAScan0032001700000000032 } from './migrations/0032-meet-at-a-scan';
import { KeepWhatAJobIsByItself0033001700000000033 } from './migrations/0033-keep-what-a-job-is-by-itself';
import { FindAScanAnywhere0034001700000000034 } from './migrations/0034-find-a-scan-anywhere';
import { KeepWhenTheOwnersDecided0035001700000000035 } from './migrations/0035-keep-when-the-owners-decided';
import { StandUnderOneDecision0036001700000000036 } from './migrations/0036-stand-under-one-decision';
import { KnowAnnulledDecisions0037001700000000037 } from './migrations/0037-know-annulled-decisions';
import { JournalEntryTable, LedgerAccountTable, PostingTable } from './money/ledger/ledger.table';
import { BookedReceiptTable, BookedScanTable } from './money/maintenance-job/booked-receipt.table';
import { FundShareTable } from './money/maintenance-job/fund-share.table';
import {
  AcceptancePaperTable,
  MeasuredSheetTable,
  PapersOfCommunityTable,
  PapersOfScanTable,
} from './money/maintenance-job/job-paper.table';
import { MaintenanceJobTable } from './money/maintenance-job/maintenance-job.table';
import { ReceiptReversalTable } from './money/maintenance-job/receipt-reversal.table';
import { FundCorrectionTable } from './money/unit-fund-account/fund-correction.table';
import { UnitFundAccountTable } from './money/unit-fund-account/unit-fund-account.table';
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
    KnownContractTable,
    RenovationProjectTable,
    ProjectCommunityTable,
    FundingLineTable,
    WarrantTable,
    LedgerAccountTable,
    JournalEntryTable,
    PostingTable,
    UnitFundAccountTable,
    FundCorrectionTable,
    MaintenanceJobTable,
    FundShareTable,
    BookedReceiptTable,
    BookedScanTable,
    ReceiptReversalTable,
    MeasuredSheetTable,
    AcceptancePaperTable,
    PapersOfCommunityTable,
    PapersOfScanTable,
  ],
  migrations: [
    CreateMessaging0001700000000001,
    IndexIdempotency0001001700000001001,
    KeepPersonalDataKey0001001700000001002,
    CreateKnown0002001700000000002,
    CreateProject0003001700000000003,
    CreateWarrant0004001700000000004,
    CreateLedger0005001700000000005,
    CreateUnitFundAccount0006001700000000006,
    CreateMaintenanceJob0007001700000000007,
    CreateKnownContract0008001700000000008,
    CreateBookedReceipt0009001700000000009,
    NameWhatALinePaysFor0010001700000000010,
    RecordAcceptanceAndRelease0011001700000000011,
    KeepRetentionByHome0012001700000000012,
    SetRetainedMoneyAside0013001700000000013,
    EarmarkALine0014001700000000014,
    TellReceiptsByFoldedNumbers0015001700000000015,
    KeepMarksAndRejections0016001700000000016,
    CreateMeasuredSheet0017001700000000017,
    RefoldPaperNumbers0018001700000000018,
    CreateAcceptancePaper0019001700000000019,
    KeepWhoDecided0020001700000000020,
    BookAScanOnce0021001700000000021,
    EnterPapersOneAfterAnother0022001700000000022,
    KeepMixedMatters0023001700000000023,
    MarkInventedBuildings0024001700000000024,
    ReverseAReceipt0025001700000000025,
    CorrectAFundAccount0026001700000000026,
    KeepPapersOfReversals0027001700000000027,
    WithdrawAProject0028001700000000028,
    KeepSinceWhenAJobIsCovered0029001700000000029,
    KnowStruckCommunities0030001700000000030,
    WithdrawAJob0031001700000000031,
    MeetAtAScan0032001700000000032,
    KeepWhatAJobIsByItself0033001700000000033,
    FindAScanAnywhere0034001700000000034,
    KeepWhenTheOwnersDecided0035001700000000035,
    StandUnderOneDecision0036001700000000036,
    KnowAnnulledDecisions0037001700000000037,
  ],
  appendOnly: [
    'journal_entry',
    'posting',
    'unit_fund_account',
    'fund_correction',
    'booked_receipt',
    'booked_scan',
    'receipt_reversal',
  ],
  copies: {
    community: [KnownCommunityTable],
    building: [KnownBuildingTable, KnownUnitTable],
    committee: [KnownCommitteeTable],
    'household-gate': [HouseholdGateTable],
    decision: [KnownDecisionTable],
    contract: [KnownContractTable],
  },
  opened: [
    {
      table: WarrantTable,
      key: 'decisionId',
      told: ['communityId', 'contentCodes', 'buildingIds', 'ceilingFen'],
    },
  ],
};
