import type { ProjectApproved, ProjectListed, ProjectProposed } from '@anju/events/funding';
import type {
  BuildingRecorded,
  CommunityRegistered,
  CommunityRevised,
  CommunityStruck,
} from '@anju/events/governance';

const fengyuan: CommunityRegistered['data'] = {
  communityId: 'com_1',
  divisionCode: '140502',
  name: '凤源食品厂小区',
  households: 144,
  buildings: 6,
  completedYear: 1996,
  synthetic: false,
};

/** What other services say in these tests; say only what a test is about. */
export const communityRegistered = (
  differing: Partial<CommunityRegistered['data']> = {},
): CommunityRegistered => ({
  type: 'governance.community-registered.v1',
  data: { ...fengyuan, ...differing },
});

export const communityRevised = (differing: Partial<CommunityRevised['data']> = {}): CommunityRevised => ({
  type: 'governance.community-revised.v1',
  data: { ...fengyuan, ...differing },
});

export const communityStruck = (differing: Partial<CommunityStruck['data']> = {}): CommunityStruck => ({
  type: 'governance.community-struck.v1',
  data: { communityId: 'com_1', struckAt: '2022-06-07T01:00:00.000Z', ...differing },
});

/** The owners' roll of a building: an owner for each of these homes. */
export const buildingRecorded = (
  number: string,
  labels: readonly string[],
  differing: Partial<BuildingRecorded['data']> = {},
): BuildingRecorded => ({
  type: 'governance.building-recorded.v1',
  data: {
    buildingId: `bld_${number}`,
    communityId: 'com_1',
    number,
    units: labels.map((label) => ({
      unitId: `unt_${label}`,
      label,
      areaDm2: 6500,
      housingKind: 'COMMERCIAL_HOUSING',
      ownerIds: [`own_${label}`],
    })),
    synthetic: false,
    ...differing,
  },
});

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
