import { act, demoFile, publishedFile } from '@anju/local/act';
import { type Client, createClient } from '@anju/local/client';
import { type Claims, offices, tokenDays } from '@anju/local/officers';
import { newKey } from '@anju/local/story/cast';
import { enterCommittee } from '@anju/local/story/register';
import { openSandbox } from '@anju/runtime/sandbox';
import type { City } from './city';

/** What the clients of a faulted city need to know of it. */
export interface Scene {
  readonly communityId: string;
  /** The roof is to be paid for by these homes, under this decision. */
  readonly roof: { readonly buildingId: string; readonly decisionId: string };
  /** A vote that stays open. */
  readonly vote: { readonly meetingId: string; readonly questionId: string };
  /** A neighbouring community, whose roll is corrected again and again. */
  readonly neighbourId: string;
  /** Its households are asked, and this asking stays open. */
  readonly asking: { readonly solicitationId: string; readonly homes: readonly string[] };
  /** What a company is called is put right again and again. */
  readonly companyId: string;
  readonly owners: readonly string[];
  readonly tokens: Tokens;
}

export interface Tokens {
  readonly committee: string;
  readonly county: string;
  readonly finance: string;
  readonly street: string;
  readonly operator: string;
  readonly ownerOf: (ownerId: string) => Promise<string>;
}

/** From nothing to where money can be moved and ballots cast, without a fault. */
export async function prepare(city: City): Promise<Scene> {
  const { issuer } = await openSandbox(city.folder);
  const mint = (claims: Claims) => issuer.mint(claims, tokenDays * 86_400);
  const [county, finance, street, operator] = await Promise.all([
    mint(offices.countyBureau),
    mint(offices.finance),
    mint(offices.subdistrict),
    mint(offices.operator),
  ]);
  const governance = (token: string) => createClient(city.urls.governance, token);
  const funding = (token: string) => createClient(city.urls.funding, token);
  const moveClock = (to: string) => act(governance(operator), 'advanceClock', { to });

  await act(governance(county), 'importCommunities', {
    input: { publication: 'jincheng-urban-2020', file: publishedFile('jincheng-urban-2020.csv') },
  });
  const communityId = await idOf(governance(county), '凤源');
  const neighbourId = await idOf(governance(county), '南大街');
  await act(governance(county), 'importOwnersRoll', {
    input: { communityId, file: demoFile('fengyuan-owners-roll.csv') },
  });
  const committee = await mint({
    sub: 'fengyuan-committee',
    roles: ['OWNERS_COMMITTEE'],
    communities: [communityId],
    committee: await enterCommittee(governance(county), communityId),
  });
  await act(funding(finance), 'importFundAccounts', {
    input: { ...newKey(), communityId, file: demoFile('fengyuan-fund-accounts.csv') },
  });
  const homes = await readRoll(governance(street), communityId);
  const underTheRoof = homes.filter(({ building }) => building.number === '2');
  const buildingId = underTheRoof[0]!.building.id;

  const convene = async (input: object): Promise<{ id: string; questions: { id: string }[] }> =>
    act(
      governance(committee),
      'conveneMeeting',
      { input: { communityId, form: 'WRITTEN_CONSULTATION', synthetic: true, ...input, ...newKey() } },
      'id questions { id }',
    );
  const opensAt = '2022-07-05T00:00:00+08:00';
  const roofMeeting = await convene({
    opensAt,
    closesAt: '2022-07-16T00:00:00+08:00',
    questions: [
      {
        title: '是否同意使用维修资金维修2号楼屋面',
        matter: 'USE_MAINTENANCE_FUND',
        scope: 'BUILDINGS',
        buildingIds: [buildingId],
        pay: { contentCodes: ['ROOF_REPAIR'], ceilingFen: 100_000_000_000 },
      },
    ],
  });
  const openVote = await convene({
    opensAt,
    closesAt: '2023-07-01T00:00:00+08:00',
    questions: [{ title: '是否同意共用车位的管理办法', matter: 'OTHER_MAJOR', scope: 'ZONE' }],
  });
  const deliver = (meetingId: string, to: readonly Home[]) =>
    act(governance(committee), 'recordDeliveries', {
      input: { ...newKey(), meetingId, deliveries: deliveriesTo(to) },
    });
  await deliver(roofMeeting.id, underTheRoof);
  await deliver(openVote.id, homes);

  await moveClock('2022-07-05T01:00:00.000Z');
  const questionId = roofMeeting.questions[0]!.id;
  for (const [i, { owners }] of underTheRoof.entries())
    await act(governance(committee), 'enterPaperBallot', {
      input: {
        ...newKey(),
        meetingId: roofMeeting.id,
        formNumber: `R-${i}`,
        ownerId: owners[0]!.id,
        signed: true,
        receivedAt: '2022-07-05T00:30:00.000Z',
        answers: [{ questionId, marks: ['YES'] }],
      },
    });
  await moveClock('2022-07-15T16:00:00.000Z');
  const { decision } = await act(
    governance(street),
    'closeVoting',
    { input: { questionId, ...newKey() } },
    'decision { id }',
  );
  await moveClock('2022-07-18T01:00:00.000Z');
  await act(governance(street), 'postDecision', {
    input: { decisionId: decision.id, place: '小区南门公告栏', ...newKey() },
  });
  await moveClock('2022-09-13T01:00:00.000Z');

  const participation = createClient(city.urls.participation, street);
  const ask = async (communityId: string): Promise<string> =>
    (await act(participation, 'openSolicitation', { input: { communityId, synthetic: true } }, 'id')).id;
  // One household alone was reached there, which is told.
  const solicitationId = await ask(neighbourId);
  const reached = { household: '1-1-101', kind: 'REFUSED', on: '2022-09-13' };
  await act(participation, 'recordAnswer', { input: { ...newKey(), solicitationId, ...reached } });
  await act(participation, 'closeSolicitation', { solicitationId });
  const company = await act(
    createClient(city.urls['property-management'], county),
    'registerCompany',
    { input: { name: '安和物业服务有限公司（虚构）', creditCode: '91140500MA0ANJ0U1W', synthetic: true } },
    'id',
  );

  return {
    communityId,
    neighbourId,
    asking: {
      solicitationId: await ask(communityId),
      homes: homes.slice(0, askedHomes).map(({ label }) => label),
    },
    companyId: company.id,
    roof: { buildingId, decisionId: decision.id },
    vote: { meetingId: openVote.id, questionId: openVote.questions[0]!.id },
    owners: [...new Set(homes.map(({ owners }) => owners[0]!.id))],
    tokens: {
      committee,
      county,
      finance,
      street,
      operator,
      ownerOf: (owner) => mint({ sub: owner, roles: ['OWNER'], owner, communities: [communityId] }),
    },
  };
}

/** So few that each answers more than once. */
const askedHomes = 6;

const deliveriesTo = (homes: readonly Home[]) =>
  [...new Set(homes.flatMap(({ owners }) => owners.map(({ id }) => id)))].map((ownerId) => ({
    ownerId,
    way: 'HAND',
    deliveredOn: '2022-06-06',
  }));

async function idOf(client: Client, name: string): Promise<string> {
  const { communities } = await client.ask(
    'query($name: String) { communities(divisionCode: "140502", name: $name) { nodes { id } } }',
    { name },
  );
  return communities.nodes[0].id;
}

interface Home {
  readonly label: string;
  readonly building: { readonly id: string; readonly number: string };
  readonly owners: readonly { readonly id: string }[];
}

async function readRoll(client: Client, communityId: string): Promise<Home[]> {
  const homes: Home[] = [];
  for (let after: string | null = null; ;) {
    const { community }: any = await client.ask(
      `query($id: ID!, $after: String) { community(id: $id) { rollUnits(first: 100, after: $after) {
         nodes { label building { id number } owners { id } } pageInfo { hasNextPage endCursor } } } }`,
      { id: communityId, after },
    );
    homes.push(...community.rollUnits.nodes);
    if (!community.rollUnits.pageInfo.hasNextPage) return homes;
    after = community.rollUnits.pageInfo.endCursor;
  }
}
