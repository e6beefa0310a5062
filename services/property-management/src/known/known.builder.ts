import type { ProjectApproved, ProjectListed, ProjectProposed } from '@anju/events/funding';
import type {
  AnnulmentWithdrawn,
  CommitteeCorrected,
  CommitteeEntered,
  CommunityRegistered,
  CommunityRevised,
  CommunityStruck,
  DecisionAdopted,
  DecisionAnnulled,
  DecisionEffective,
  DecisionRejected,
  DecisionSuspended,
} from '@anju/events/governance';

/** Governance's word on a community, its committee and its decisions; say only what the test is about. */
export const communityRegistered = (
  differing: Partial<CommunityRegistered['data']> = {},
): CommunityRegistered => ({
  type: 'governance.community-registered.v1',
  data: {
    communityId: 'com_1',
    divisionCode: '140502',
    name: '凤源',
    households: 144,
    buildings: 6,
    completedYear: 1998,
    synthetic: false,
    ...differing,
  },
});

export const communityRevised = (differing: Partial<CommunityRevised['data']> = {}): CommunityRevised => ({
  type: 'governance.community-revised.v1',
  data: { ...communityRegistered().data, ...differing },
});

export const communityStruck = (differing: Partial<CommunityStruck['data']> = {}): CommunityStruck => ({
  type: 'governance.community-struck.v1',
  data: { communityId: 'com_1', struckAt: '2022-06-07T01:00:00.000Z', ...differing },
});

export const committeeEntered = (differing: Partial<CommitteeEntered['data']> = {}): CommitteeEntered => ({
  type: 'governance.committee-entered.v1',
  data: {
    committeeId: 'oc_1',
    communityId: 'com_1',
    seats: 5,
    termFrom: '2021-08-02',
    termUntil: '2024-08-01',
    filingNumber: '2021-17',
    ...differing,
  },
});

export const committeeCorrected = (
  differing: Partial<CommitteeCorrected['data']> = {},
): CommitteeCorrected => ({
  type: 'governance.committee-corrected.v1',
  data: { ...committeeEntered().data, ...differing },
});

const decided = {
  decisionId: 'dec_1',
  questionId: 'que_1',
  meetingId: 'mtg_1',
  communityId: 'com_1',
  divisionCode: '140502',
  matter: 'HIRE_MANAGER',
  turnout: {
    entitled: { heads: 143, areaDm2: 936_000 },
    tookPart: { heads: 110, areaDm2: 720_000 },
    yes: { heads: 90, areaDm2: 590_000 },
  },
  ruleProfile: 'CN-140500@2022-06-05',
  decidedAt: '2022-07-16T01:00:00.000Z',
} as const;

export const decisionAdopted = (differing: Partial<DecisionAdopted['data']> = {}): DecisionAdopted => ({
  type: 'governance.decision-adopted.v1',
  data: { ...decided, warrants: { kind: 'HIRE', companyId: 'pmc_1' }, ...differing },
});

export const decisionRejected = (differing: Partial<DecisionRejected['data']> = {}): DecisionRejected => ({
  type: 'governance.decision-rejected.v1',
  data: { ...decided, reason: 'TOO_FEW_IN_FAVOUR', ...differing },
});

/** From 26 July 2022 on, the first moment of the day in China. */
export const decisionEffective = (differing: Partial<DecisionEffective['data']> = {}): DecisionEffective => ({
  type: 'governance.decision-effective.v1',
  data: {
    decisionId: 'dec_1',
    communityId: 'com_1',
    effectiveAt: '2022-07-25T16:00:00.000Z',
    ...differing,
  },
});

export const decisionSuspended = (): DecisionSuspended => ({
  type: 'governance.decision-suspended.v1',
  data: { decisionId: 'dec_1', communityId: 'com_1', suspendedAt: '2022-07-30T02:00:00.000Z' },
});

export const decisionAnnulled = (differing: Partial<DecisionAnnulled['data']> = {}): DecisionAnnulled => ({
  type: 'governance.decision-annulled.v1',
  data: {
    decisionId: 'dec_1',
    communityId: 'com_1',
    kind: 'COURT',
    annulledOn: '2022-08-01',
    annulledAt: '2022-08-01T01:00:00.000Z',
    ...differing,
  },
});

export const annulmentWithdrawn = (): AnnulmentWithdrawn => ({
  type: 'governance.annulment-withdrawn.v1',
  data: { decisionId: 'dec_1', communityId: 'com_1', withdrawnAt: '2022-08-01T01:30:00.000Z' },
});

/** Funding's word on a project. */
export const projectProposed = (differing: Partial<ProjectProposed['data']> = {}): ProjectProposed => ({
  type: 'funding.project-proposed.v1',
  data: {
    projectId: 'prj_1',
    divisionCode: '140502',
    name: '凤源改造',
    year: 2022,
    communityIds: ['com_1'],
    contents: [{ code: 'DRAINAGE', costFen: 800_000_000 }],
    contentsHash: 'a'.repeat(64),
    costFen: 800_000_000,
    ...differing,
  },
});

export const projectListed = (differing: Partial<ProjectListed['data']> = {}): ProjectListed => ({
  type: 'funding.project-listed.v1',
  data: { projectId: 'prj_1', communityIds: ['com_1'], listedAt: '2022-06-17T02:00:00.000Z', ...differing },
});

export const projectApproved = (differing: Partial<ProjectApproved['data']> = {}): ProjectApproved => ({
  type: 'funding.project-approved.v1',
  data: { projectId: 'prj_1', communityIds: ['com_1'], approvedAt: '2022-06-18T02:00:00.000Z', ...differing },
});
