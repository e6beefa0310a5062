import type { Storage } from '@anju/runtime/database';
import { IndexIdempotency0001001700000001001 } from '@anju/runtime/index-idempotency-migration';
import { CreateMessaging0001700000000001 } from '@anju/runtime/messaging-migration';
import { KeepPersonalDataKey0001001700000001002 } from '@anju/runtime/personal-data-key-migration';
import { AssemblyMeetingTable, DeliveryTable } from './assembly-meeting/assembly-meeting.table';
import { BallotBoxTable } from './ballot/ballot-box.table';
import {
  BallotAnswerTable,
  BallotTable,
  CoOwnerActTable,
  RatificationTable,
  VoidedAnswerTable,
  VoidedBallotTable,
} from './ballot/ballot.table';
import { HeadStandingTable } from './ballot/head-standing.table';
import { BuildingTable } from './building/building.table';
import { CommunityStrikeTable } from './community/community-strike.table';
import { CommunityTable } from './community/community.table';
import {
  ElectorateHeadTable,
  ElectorateSnapshotTable,
  ElectorateUnitTable,
  ElectorTable,
} from './electorate-snapshot/electorate-snapshot.table';
import { EvidenceTable } from './evidence/evidence.table';
import { ExclusiveUnitTable, UnitOwnerTable } from './exclusive-unit/exclusive-unit.table';
import { UnitStrikeTable } from './exclusive-unit/unit-strike.table';
import { FormSetAsideTable, HandedInFormTable } from './handed-in-form/handed-in-form.table';
import { KnownCompanyTable } from './known/company/company.table';
import { KnownProjectTable } from './known/project/project.table';
import { CreateCommunity0002001700000000002 } from './migrations/0002-create-community';
import { CreateKnown0003001700000000003 } from './migrations/0003-create-known';
import { CreateOwnersRoll0004001700000000004 } from './migrations/0004-create-owners-roll';
import { CreateOwnersCommittee0005001700000000005 } from './migrations/0005-create-owners-committee';
import { CreateAssemblyMeeting0010001700000000010 } from './migrations/0010-create-assembly-meeting';
import { CreateElectorateSnapshot0011001700000000011 } from './migrations/0011-create-electorate-snapshot';
import { CreateQuestion0012001700000000012 } from './migrations/0012-create-question';
import { CreateBallot0013001700000000013 } from './migrations/0013-create-ballot';
import { CreateProxy0014001700000000014 } from './migrations/0014-create-proxy';
import { CreateOwnersDecision0015001700000000015 } from './migrations/0015-create-owners-decision';
import { KeepWhatWasDecided0016001700000000016 } from './migrations/0016-keep-what-was-decided';
import { MarkInventedMeetings0017001700000000017 } from './migrations/0017-mark-invented-meetings';
import { LetOwnersInsist0018001700000000018 } from './migrations/0018-let-owners-insist';
import { CreateTitleProof0019001700000000019 } from './migrations/0019-create-title-proof';
import { SayWhyAProxyEnded0020001700000000020 } from './migrations/0020-say-why-a-proxy-ended';
import { LetOwnersRatify0021001700000000021 } from './migrations/0021-let-owners-ratify';
import { TakeObjectionsOnPaper0022001700000000022 } from './migrations/0022-take-objections-on-paper';
import { CorrectAPosting0023001700000000023 } from './migrations/0023-correct-a-posting';
import { NameThePaperOfACorrection0024001700000000024 } from './migrations/0024-name-the-paper-of-a-correction';
import { NameTheMinutes0025001700000000025 } from './migrations/0025-name-the-minutes';
import { RefoldFormNumbers0026001700000000026 } from './migrations/0026-refold-form-numbers';
import { WithdrawMeetings0030001700000000030 } from './migrations/0030-withdraw-meetings';
import { VoidPapersEnteredByMistake0031001700000000031 } from './migrations/0031-void-papers-entered-by-mistake';
import { StrikeHomes0032001700000000032 } from './migrations/0032-strike-homes';
import { MarkWhatRestsOnInvented0033001700000000033 } from './migrations/0033-mark-what-rests-on-invented';
import { MarkInventedDecisions0034001700000000034 } from './migrations/0034-mark-invented-decisions';
import { CorrectACommittee0035001700000000035 } from './migrations/0035-correct-a-committee';
import { StoreTheLegalBasis0036001700000000036 } from './migrations/0036-store-the-legal-basis';
import { KeepThePaperOfAVoiding0037001700000000037 } from './migrations/0037-keep-the-paper-of-a-voiding';
import { VoidTitleProofs0038001700000000038 } from './migrations/0038-void-title-proofs';
import { WithdrawObjections0039001700000000039 } from './migrations/0039-withdraw-objections';
import { WithdrawPostings0040001700000000040 } from './migrations/0040-withdraw-postings';
import { StrikeCommunities0041001700000000041 } from './migrations/0041-strike-communities';
import { CorrectDeliveries0042001700000000042 } from './migrations/0042-correct-deliveries';
import { KeepTheFirstPosting0043001700000000043 } from './migrations/0043-keep-the-first-posting';
import { NameThePaperOfAWithdrawal0044001700000000044 } from './migrations/0044-name-the-paper-of-a-withdrawal';
import { HandInForms0045001700000000045 } from './migrations/0045-hand-in-forms';
import { AnnulDecisions0046001700000000046 } from './migrations/0046-annul-decisions';
import { SealEvidence0050001700000000050 } from './migrations/0050-seal-evidence';
import { EnterRulesOfProcedure0051001700000000051 } from './migrations/0051-enter-rules-of-procedure';
import { ListOpenQuestions0052001700000000052 } from './migrations/0052-list-open-questions';
import { ObjectionTable } from './objection/objection.table';
import { OwnerTable } from './owner/owner.table';
import {
  CommitteeMemberTable,
  OwnersCommitteeTable,
  SupersededCommitteeTable,
} from './owners-committee/owners-committee.table';
import { AnnulmentTable, WithdrawnAnnulmentTable } from './owners-decision/annulment.table';
import { OwnersDecisionTable } from './owners-decision/owners-decision.table';
import { SupersededPostingTable } from './owners-decision/superseded-posting.table';
import { WithdrawnPostingTable } from './owners-decision/withdrawn-posting.table';
import { PublicationTable, SourceRowTable } from './publication/publication.table';
import { ProxyTable } from './proxy/proxy.table';
import { QuestionTable } from './question/question.table';
import { RulesOfProcedureTable, VoidedRulesTable } from './rules-of-procedure/rules-of-procedure.table';
import { SoldHeadTable, TitleProofTable, VoidedTitleProofTable } from './title-proof/title-proof.table';
import type { EntitySchema } from 'typeorm';

const decidedLater = [
  'firstPostedOn',
  'postedOn',
  'postedAt',
  'place',
  'photoSha256',
  'objectionsUntil',
  'openObjections',
  'effectiveAt',
  'minutesNumber',
  'minutesSha256',
  'annulledAt',
];
const answeredLater = [
  'answer',
  'answeredBy',
  'answeredAt',
  'insistedAt',
  'streetAnswer',
  'streetAnsweredAt',
  'withdrawnAt',
  'withdrawalReason',
];

const columnsBut = <Row>({ options: { columns } }: EntitySchema<Row>, changing: readonly string[]) =>
  Object.keys(columns).filter((column) => !changing.includes(column));

/** What governance stores: the register first, then the assembly. */
export const storage: Storage = {
  tables: [
    PublicationTable,
    SourceRowTable,
    CommunityTable,
    CommunityStrikeTable,
    KnownCompanyTable,
    KnownProjectTable,
    BuildingTable,
    ExclusiveUnitTable,
    OwnerTable,
    UnitOwnerTable,
    UnitStrikeTable,
    OwnersCommitteeTable,
    CommitteeMemberTable,
    SupersededCommitteeTable,
    RulesOfProcedureTable,
    VoidedRulesTable,
    AssemblyMeetingTable,
    DeliveryTable,
    ElectorateSnapshotTable,
    ElectorateUnitTable,
    ElectorateHeadTable,
    ElectorTable,
    QuestionTable,
    BallotTable,
    BallotAnswerTable,
    CoOwnerActTable,
    VoidedAnswerTable,
    VoidedBallotTable,
    RatificationTable,
    HeadStandingTable,
    BallotBoxTable,
    HandedInFormTable,
    FormSetAsideTable,
    ProxyTable,
    TitleProofTable,
    SoldHeadTable,
    VoidedTitleProofTable,
    OwnersDecisionTable,
    SupersededPostingTable,
    WithdrawnPostingTable,
    AnnulmentTable,
    WithdrawnAnnulmentTable,
    ObjectionTable,
    EvidenceTable,
  ],
  migrations: [
    CreateMessaging0001700000000001,
    IndexIdempotency0001001700000001001,
    KeepPersonalDataKey0001001700000001002,
    CreateCommunity0002001700000000002,
    CreateKnown0003001700000000003,
    CreateOwnersRoll0004001700000000004,
    CreateOwnersCommittee0005001700000000005,
    CreateAssemblyMeeting0010001700000000010,
    CreateElectorateSnapshot0011001700000000011,
    CreateQuestion0012001700000000012,
    CreateBallot0013001700000000013,
    CreateProxy0014001700000000014,
    CreateOwnersDecision0015001700000000015,
    KeepWhatWasDecided0016001700000000016,
    MarkInventedMeetings0017001700000000017,
    LetOwnersInsist0018001700000000018,
    CreateTitleProof0019001700000000019,
    SayWhyAProxyEnded0020001700000000020,
    LetOwnersRatify0021001700000000021,
    TakeObjectionsOnPaper0022001700000000022,
    CorrectAPosting0023001700000000023,
    NameThePaperOfACorrection0024001700000000024,
    NameTheMinutes0025001700000000025,
    RefoldFormNumbers0026001700000000026,
    WithdrawMeetings0030001700000000030,
    VoidPapersEnteredByMistake0031001700000000031,
    StrikeHomes0032001700000000032,
    MarkWhatRestsOnInvented0033001700000000033,
    MarkInventedDecisions0034001700000000034,
    CorrectACommittee0035001700000000035,
    StoreTheLegalBasis0036001700000000036,
    KeepThePaperOfAVoiding0037001700000000037,
    VoidTitleProofs0038001700000000038,
    WithdrawObjections0039001700000000039,
    WithdrawPostings0040001700000000040,
    StrikeCommunities0041001700000000041,
    CorrectDeliveries0042001700000000042,
    KeepTheFirstPosting0043001700000000043,
    NameThePaperOfAWithdrawal0044001700000000044,
    HandInForms0045001700000000045,
    AnnulDecisions0046001700000000046,
    SealEvidence0050001700000000050,
    EnterRulesOfProcedure0051001700000000051,
    ListOpenQuestions0052001700000000052,
  ],
  appendOnly: [
    'community_strike',
    'unit_strike',
    'superseded_committee',
    'rules_of_procedure',
    'voided_rules_of_procedure',
    'notice_delivery',
    'electorate_snapshot',
    'electorate_unit',
    'electorate_head',
    'elector',
    'ballot',
    'ballot_answer',
    'co_owner_act',
    'voided_answer',
    'voided_ballot',
    'ratification',
    'handed_in_form',
    'form_set_aside',
    'title_proof',
    'sold_head',
    'voided_title_proof',
    'superseded_posting',
    'withdrawn_posting',
    'annulment',
    'withdrawn_annulment',
    'evidence',
  ],
  writtenOnce: {
    question: columnsBut(QuestionTable, ['version', 'status']),
    proxy: columnsBut(ProxyTable, ['version', 'recalledAt', 'endedBecause']),
    owners_decision: columnsBut(OwnersDecisionTable, ['version', ...decidedLater]),
    objection: columnsBut(ObjectionTable, ['version', ...answeredLater]),
  },
  copies: {
    company: [KnownCompanyTable],
    project: [KnownProjectTable],
  },
};
