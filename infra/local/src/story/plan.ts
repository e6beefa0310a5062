import { act, demoFile, refusedBy } from '../act';
import { until } from '../client';
import { type Cast, newKey } from './cast';
import { enterCommittee, type Place } from './register';

/** The renovation as planned, and the roof repair that the owners pay for themselves. */
export interface Plan {
  readonly projectId: string;
  /** Names the project's content list, which the owners are asked to accept. */
  readonly contentsHash: string;
  readonly jobId: string;
  /** What the owners of the roof were never asked about: the walls. */
  readonly wallJobId: string;
  /** A second repair of the roof, for which the ceiling has no room. */
  readonly secondRoofJobId: string;
}

/** The street asks the households; before enough of them agree the project cannot be listed. */
export async function hear(cast: Cast, { communityId, roofOf }: Place) {
  const { county, street, moveClock } = cast;
  const solicitation = await act(
    street,
    'openSolicitation',
    { input: { communityId, synthetic: true } },
    'id',
  );
  const project = await act(
    county,
    'proposeProject',
    { input: { ...newKey(), ...proposal(communityId, roofOf) } },
    'id contentsHash',
  );
  await refusedBy(
    county,
    'listProject',
    { projectId: project.id },
    { code: 'HOUSEHOLD_GATE_NOT_REACHED', rule: 'PART-3' },
  );
  await moveClock('2022-06-13T01:00:00.000Z');
  await act(street, 'importHouseholdResponses', {
    input: { solicitationId: solicitation.id, file: demoFile('fengyuan-household-responses.csv') },
  });
  await act(street, 'closeSolicitation', { solicitationId: solicitation.id });
  return { projectId: project.id as string, contentsHash: project.contentsHash as string };
}

/** The annual plan takes the project, and the committee proposes the repair of the roof. */
export async function list(
  cast: Cast,
  place: Place,
  { projectId, contentsHash }: Pick<Plan, 'projectId' | 'contentsHash'>,
): Promise<Plan> {
  const { actors, county, moveClock } = cast;
  const { communityId, withoutFund, roofOf, wallsOf, committee, companyId } = place;
  await until('the project to be listed', async () => {
    await act(county, 'listProject', { projectId });
    return true;
  });
  await moveClock('2022-06-17T01:00:00.000Z');
  await act(county, 'approveProject', { input: { projectId, documentNumber: '城住建〔2022〕17号（虚构）' } });

  const works = {
    communityId,
    projectId,
    contentCode: 'ROOF_REPAIR',
    buildingIds: [roofOf],
    title: '2号楼屋面防水维修（虚构）',
    contractorName: '晋安防水工程有限公司（虚构）',
    partOwner: 'OWNERS',
    // As it was built, and long out of warranty.
    lastWorks: { part: 'WATERPROOFING', acceptedOn: '1996-10-20' },
    synthetic: true,
  };
  const newerWalls = {
    ...works,
    contentCode: 'WALL_REPAIR',
    buildingIds: [wallsOf],
    title: '3号楼外墙修补（虚构）',
    lastWorks: { part: 'WATERPROOFING', acceptedOn: '2019-10-20' },
  };
  const propose = async (input: typeof works): Promise<string> =>
    (await act(committee, 'proposeMaintenanceJob', { input: { ...newKey(), ...input } }, 'id')).id;

  await refusedBy(
    committee,
    'proposeMaintenanceJob',
    { input: { ...newKey(), ...newerWalls } },
    { code: 'UNDER_WARRANTY', rule: 'MF-1' },
  );
  const elsewhere = { ...works, communityId: withoutFund, projectId: null, buildingIds: [] };
  // The company is known, and nobody there has hired it.
  const neighboursManager = await actors.as({
    sub: 'nandajie-manager',
    roles: ['PM_COMPANY'],
    communities: [withoutFund],
    company: companyId,
  });
  await refusedBy(
    neighboursManager,
    'proposeMaintenanceJob',
    { input: { ...newKey(), ...elsewhere } },
    { code: 'COMPANY_NOT_CONTRACTED', rule: 'MF-2' },
  );
  const neighbours = await actors.as({
    sub: 'nandajie-committee',
    roles: ['OWNERS_COMMITTEE'],
    communities: [withoutFund],
    committee: await enterCommittee(county, withoutFund),
  });
  await refusedBy(
    neighbours,
    'proposeMaintenanceJob',
    { input: { ...newKey(), ...elsewhere } },
    { code: 'NO_FUND', rule: 'MF-7' },
  );
  const jobId = await propose(works);
  await refusedBy(
    committee,
    'applyForFundPayment',
    { input: { jobId, ...newKey() } },
    { code: 'NO_DECISION', rule: 'MF-2' },
  );
  return {
    projectId,
    contentsHash,
    jobId,
    wallJobId: await propose({ ...works, contentCode: 'WALL_REPAIR', title: '2号楼外墙修补（虚构）' }),
    secondRoofJobId: await propose({ ...works, title: '2号楼屋面二次维修（虚构）' }),
  };
}

const proposal = (communityId: string, roofOf: string) => ({
  name: '凤源食品厂小区改造（虚构拆分）',
  year: 2022,
  communityIds: [communityId],
  contents: [
    { code: 'DRAINAGE', description: '排水管网改造', costFen: 300_000_000 },
    { code: 'CABLES', description: '线缆入地规整', costFen: 180_000_000 },
    { code: 'WALL_REPAIR', description: '外立面整治', costFen: 314_000_000 },
    { code: 'ROOF_REPAIR', description: '2号楼屋面维修', costFen: 6_000_000, buildingIds: [roofOf] },
  ],
  money: [
    { kind: 'POLICY', instrument: 'SUPERIOR_SPECIAL_SUBSIDY', amountFen: 230_000_000, synthetic: true },
    {
      kind: 'RESIDENT',
      instrument: 'MAINTENANCE_FUND',
      amountFen: 6_000_000,
      contentItemNumber: 4,
      synthetic: true,
    },
    { kind: 'FISCAL', instrument: 'COUNTY_BUDGET', amountFen: 400_000_000, synthetic: true },
    { kind: 'UTILITY_OWNER', instrument: 'OWN_PROGRAMME', amountFen: 100_000_000, synthetic: true },
    { kind: 'FORMER_EMPLOYER', instrument: 'IN_KIND', amountFen: 24_000_000, synthetic: true },
    { kind: 'SOCIAL_CAPITAL', instrument: 'PAID_USE', amountFen: 40_000_000, synthetic: true },
  ],
  synthetic: true,
});
