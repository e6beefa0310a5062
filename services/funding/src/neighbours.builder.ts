import type {
  AnnulmentWithdrawn,
  BuildingRecorded,
  CommitteeCorrected,
  CommitteeEntered,
  CommunityRegistered,
  CommunityRevised,
  CommunityStruck,
  DecisionAdopted,
  DecisionEffective,
  DecisionAnnulled,
  DecisionSuspended,
  DecisionRejected,
  Warrants,
} from '@anju/events/governance';
import type { HouseholdGateMissed, HouseholdGateReached } from '@anju/events/participation';
import type { ContractSigned, ContractVoided } from '@anju/events/property-management';
import type { Id } from '@anju/values/id';

/** What other services say in these tests; say only what a test is about. */
export const communityRegistered = (
  differing: Partial<CommunityRegistered['data']> = {},
): CommunityRegistered => ({
  type: 'governance.community-registered.v1',
  data: {
    communityId: 'com_1',
    divisionCode: '140502',
    name: '凤源食品厂小区',
    households: 144,
    buildings: 6,
    completedYear: 1996,
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

type Unit = BuildingRecorded['data']['units'][number];

/** Homes `<number>-1-101`, `-102` … of 65.00 m² each, owned by one owner each. */
export const buildingRecorded = (
  number: string,
  units: number | readonly Partial<Unit>[],
  differing: Partial<BuildingRecorded['data']> = {},
): BuildingRecorded => ({
  type: 'governance.building-recorded.v1',
  data: {
    buildingId: `bld_${number}`,
    communityId: 'com_1',
    number,
    units: (typeof units === 'number' ? Array.from({ length: units }, () => ({})) : units).map((unit, i) => ({
      unitId: `unt_${number}_${i + 1}`,
      label: `${number}-1-${101 + i}`,
      areaDm2: 6500,
      housingKind: 'COMMERCIAL_HOUSING',
      ownerIds: [`own_${number}_${i + 1}`],
      ...unit,
    })),
    synthetic: true,
    ...differing,
  },
});

/** The committee that `committee` of `callers.builder.ts` signs for. */
export const committeeEntered = (differing: Partial<CommitteeEntered['data']> = {}): CommitteeEntered => ({
  type: 'governance.committee-entered.v1',
  data: {
    committeeId: 'oc_1',
    communityId: 'com_1',
    seats: 5,
    termFrom: '2021-01-01',
    termUntil: '2025-12-31',
    filingNumber: '城区业备〔2021〕7号',
    ...differing,
  },
});

export const committeeCorrected = (
  differing: Partial<CommitteeCorrected['data']> = {},
): CommitteeCorrected => ({
  type: 'governance.committee-corrected.v1',
  data: { ...committeeEntered().data, ...differing },
});

const asked = {
  solicitationId: 'sol_1' as Id<'sol'>,
  communityId: 'com_1' as Id<'com'>,
  divisionCode: '140502' as const,
  households: 144,
  contacted: 130,
  answers: 100,
  consents: 70,
  managementModeConsents: 70,
  ruleProfile: 'CN-140500@2021-11-01',
  decidedAt: '2022-06-15T02:00:00.000Z' as const,
};

export const householdGateReached = (
  differing: Partial<HouseholdGateReached['data']> = {},
): HouseholdGateReached => ({
  type: 'participation.household-gate-reached.v1',
  data: { ...asked, ...differing },
});

export const householdGateMissed = (
  differing: Partial<HouseholdGateMissed['data']> = {},
): HouseholdGateMissed => ({
  type: 'participation.household-gate-missed.v1',
  data: { ...asked, consents: 66, shortOf: ['CONSENT'], ...differing },
});

/** All owners of so many square decimetres took part and agreed. */
export const turnoutOf = (heads: number, areaDm2: number): DecisionAdopted['data']['turnout'] => {
  const all = { heads, areaDm2 };
  return { entitled: all, tookPart: all, yes: all };
};

const decided = {
  decisionId: 'dec_1',
  questionId: 'que_1',
  meetingId: 'mtg_1',
  communityId: 'com_1',
  divisionCode: '140502',
  matter: 'USE_MAINTENANCE_FUND',
  turnout: {
    entitled: { heads: 24, areaDm2: 156_000 },
    tookPart: { heads: 20, areaDm2: 130_000 },
    yes: { heads: 18, areaDm2: 117_000 },
  },
  ruleProfile: 'CN-140500@2022-06-05',
  decidedAt: '2022-07-16T01:00:00.000Z',
} as const;

/** Owners adopted a decision; unless told, to repair the roof of building 2 for at most 100,000 yuan. */
export const decisionAdopted = (differing: Partial<DecisionAdopted['data']> = {}): DecisionAdopted => ({
  type: 'governance.decision-adopted.v1',
  data: { ...decided, warrants: payWarrant(), ...differing },
});

export const decisionRejected = (differing: Partial<DecisionRejected['data']> = {}): DecisionRejected => ({
  type: 'governance.decision-rejected.v1',
  data: { ...decided, reason: 'TOO_FEW_TOOK_PART', ...differing },
});

export const payWarrant = (differing: Partial<Extract<Warrants, { kind: 'PAY' }>> = {}): Warrants => ({
  kind: 'PAY',
  ceilingFen: 10_000_000,
  contentCodes: ['ROOF_REPAIR'],
  buildingIds: ['bld_2'],
  ...differing,
});

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
    annulledOn: '2022-09-18',
    annulledAt: '2022-09-20T02:00:00.000Z',
    ...differing,
  },
});

export const annulmentWithdrawn = (): AnnulmentWithdrawn => ({
  type: 'governance.annulment-withdrawn.v1',
  data: { decisionId: 'dec_1', communityId: 'com_1', withdrawnAt: '2022-09-22T02:00:00.000Z' },
});

/** The company that `company` of `callers.builder.ts` is looks after the community. */
export const contractSigned = (differing: Partial<ContractSigned['data']> = {}): ContractSigned => ({
  type: 'property-management.contract-signed.v1',
  data: {
    contractId: 'pct_1',
    communityId: 'com_1',
    companyId: 'pmc_1',
    decisionId: 'dec_hire',
    from: '2022-08-01',
    until: '2025-07-31',
    ...differing,
  },
});

export const contractVoided = (): ContractVoided => ({
  type: 'property-management.contract-voided.v1',
  data: {
    contractId: 'pct_1',
    communityId: 'com_1',
    companyId: 'pmc_1',
    decisionId: 'dec_hire',
    committeeId: 'oc_1',
    voidedAt: '2022-08-02T02:00:00.000Z',
  },
});
