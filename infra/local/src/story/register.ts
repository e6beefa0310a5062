import { act, demoFile, publishedFile } from '../act';
import type { Client } from '../client';
import type { Actors, Claims } from '../officers';
import { type Cast, newKey } from './cast';

/** A home of the roll. */
export interface Home {
  readonly id: string;
  readonly label: string;
  readonly building: { readonly id: string; readonly number: string };
  readonly owners: readonly { readonly id: string }[];
}

/** What the registers hold when the story begins. */
export interface Place {
  readonly communityId: string;
  /** A neighbouring community that has no maintenance fund. */
  readonly withoutFund: string;
  readonly homes: readonly Home[];
  /** The building whose roof leaks. */
  readonly roofOf: string;
  /** The building whose walls were done a few years ago. */
  readonly wallsOf: string;
  readonly committee: Client;
  readonly committeeClaims: Claims;
  readonly companyId: string;
  /** Another company, which nobody chose. */
  readonly rivalId: string;
}

export async function register({ actors, county, tianchang, finance, street }: Cast): Promise<Place> {
  await act(county, 'importCommunities', {
    input: { publication: 'jincheng-urban-2020', file: publishedFile('jincheng-urban-2020.csv') },
  });
  await act(tianchang, 'importCommunities', {
    input: { publication: 'tianchang-2021', file: publishedFile('tianchang-2021.csv') },
  });
  const communityId = await idOfCommunity(actors, '凤源');
  await act(county, 'importOwnersRoll', {
    input: { communityId, file: demoFile('fengyuan-owners-roll.csv') },
  });
  const committeeId = await enterCommittee(county, communityId);
  const committeeClaims: Claims = {
    sub: 'fengyuan-committee',
    roles: ['OWNERS_COMMITTEE'],
    communities: [communityId],
    committee: committeeId,
  };
  const companyId = await registerCompany(county, '安和物业服务有限公司（虚构）', '91140500MA0ANJ0U1W');
  const rivalId = await registerCompany(county, '康居物业服务有限公司（虚构）', '91140500MA0ANJ0U20');
  await act(finance, 'importFundAccounts', {
    input: { ...newKey(), communityId, file: demoFile('fengyuan-fund-accounts.csv') },
  });
  const homes = await readRoll(street, communityId);
  const buildingOf = (number: string) =>
    homes.find(({ building }) => building.number === number)!.building.id;
  return {
    communityId,
    withoutFund: await idOfCommunity(actors, '南大街'),
    homes,
    roofOf: buildingOf('2'),
    wallsOf: buildingOf('3'),
    committee: await actors.as(committeeClaims),
    committeeClaims,
    companyId,
    rivalId,
  };
}

async function idOfCommunity({ anybody }: Actors, name: string): Promise<string> {
  const { communities } = await anybody.ask(
    'query($name: String) { communities(divisionCode: "140502", name: $name) { nodes { id } } }',
    { name },
  );
  return communities.nodes[0].id;
}

/** Enters five invented members as the committee of a community. */
export async function enterCommittee(county: Client, communityId: string): Promise<string> {
  const members = ['李卫东', '张凤霞', '刘春梅', '陈国庆', '杨振华'].map((name, i) => ({
    name,
    role: i === 0 ? 'CHAIR' : 'MEMBER',
  }));
  const input = {
    communityId,
    members,
    termFrom: '2021-05-20',
    termUntil: '2026-05-19',
    filingNumber: '城业备〔2021〕3号（虚构）',
    synthetic: true,
  };
  return (await act(county, 'enterCommittee', { input }, 'id')).id;
}

async function registerCompany(county: Client, name: string, creditCode: string): Promise<string> {
  return (await act(county, 'registerCompany', { input: { name, creditCode, synthetic: true } }, 'id')).id;
}

/** Every home of the roll, page by page. */
async function readRoll(street: Client, communityId: string): Promise<Home[]> {
  const homes: Home[] = [];
  for (let after: string | null = null; ;) {
    const { community }: any = await street.ask(
      `query($id: ID!, $after: String) { community(id: $id) { rollUnits(first: 100, after: $after) {
         nodes { id label building { id number } owners { id } } pageInfo { hasNextPage endCursor } } } }`,
      { id: communityId, after },
    );
    homes.push(...community.rollUnits.nodes);
    if (!community.rollUnits.pageInfo.hasNextPage) return homes;
    after = community.rollUnits.pageInfo.endCursor;
  }
}
