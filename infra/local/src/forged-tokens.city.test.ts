import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSandbox, type Sandbox } from '@anju/runtime/sandbox';
import { newId } from '@anju/values/id';
import { act, attempt, demoFile, type Mutation, refusedBy } from './act';
import { type CityInOneProcess, startCity } from './city';
import { type Client, createClient, Refused } from './client';
import { forge } from './forge';
import { type Actors, type Claims, createActors } from './officers';
import { assembleCast, type Cast, newKey } from './story/cast';
import { contractWith } from './story/decide';
import { hear } from './story/plan';
import { type Place, register } from './story/register';

jest.setTimeout(180_000);

let city: CityInOneProcess;
let sandbox: Sandbox;
let folder: string;
let actors: Actors;
let cast: Cast;
let place: Place;
let projectId: string;
let solicitationId: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'anju-forged-tokens-'));
  sandbox = await openSandbox(folder);
  city = await startCity({ sandbox, logLevel: 'silent', port: 0 });
  actors = createActors(city.url, sandbox.issuer);
  cast = await assembleCast(actors);
  place = await register(cast);
  ({ projectId } = await hear(cast, place));
  const { community } = await actors.anybody.ask(
    'query($id: ID!) { community(id: $id) { solicitations { nodes { id } } } }',
    { id: place.communityId },
  );
  solicitationId = community.solicitations.nodes[0].id;
});
afterAll(async () => {
  await city?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** An office that sees all that is asked below, in the county where it lies. */
const insider: Claims = {
  sub: 'chengqu-insider',
  roles: ['COUNTY_BUREAU', 'SUBDISTRICT_OFFICE', 'FINANCE'],
  division: '140502',
};

interface Door {
  readonly at: string;
  readonly url: string;
  readonly query: string;
  /** What the answer shows to who may see it. */
  readonly shows: string;
}

const entity = (type: string, id: string, fields: string) =>
  `{ _entities(representations: [{ __typename: "${type}", id: "${id}" }]) { ... on ${type} { ${fields} } } }`;

/** Every way in: the gateway, each service, and `_entities` of each. */
function doors(): readonly Door[] {
  const { homes, communityId } = place;
  const owner = homes[0]!.owners[0]!.id;
  const named = 'fullName(purpose: "核对")';
  const door = (name: string, query: string, shows: string) => {
    return { at: name, url: city.subgraphs[name]!, query, shows };
  };
  return [
    { at: 'gateway', url: city.url, query: `{ owner(id: "${owner}") { ${named} } }`, shows: 'fullName":"' },
    door('governance', `{ owner(id: "${owner}") { ${named} } }`, 'fullName":"'),
    door('governance', entity('Owner', owner, named), 'fullName":"'),
    door('funding', '{ projects { nodes { name } } }', '凤源'),
    door('funding', entity('ExclusiveUnit', homes[0]!.id, 'fundAccount { balanceFen }'), 'balanceFen":'),
    door(
      'participation',
      `{ solicitation(id: "${solicitationId}") { responses(first: 1) { nodes { household } } } }`,
      'household":"',
    ),
    door(
      'participation',
      entity('Community', communityId, 'solicitations { nodes { consents } }'),
      'consents":70',
    ),
    door('property-management', '{ pmCompanies { nodes { name } } }', '安和'),
    door('property-management', entity('PmCompany', place.companyId, 'name'), '安和'),
  ];
}

/** The answer as it came over the wire. */
async function ask({ url, query }: Door, authorization: string) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

test('a forged or expired token opens no door, at the gateway nor at any service nor by _entities', async () => {
  const { genuine, forged } = forge(sandbox, insider);
  expect(forged.length).toBeGreaterThanOrEqual(50);
  const all = doors();
  expect(new Set(all.map(({ at }) => at)).size).toBe(5);

  for (const door of all) {
    const { status, text } = await ask(door, genuine);
    expect({ at: door.at, query: door.query, status, text }).toMatchObject({
      status: 200,
      text: expect.stringContaining(door.shows),
    });
  }
  // The genuine one is remembered everywhere by now, and no forgery of it is taken for it.
  const opened: unknown[] = [];
  for (const { what, authorization } of forged) {
    await Promise.all(
      all.map(async (door) => {
        const { status, headers, text } = await ask(door, authorization);
        const { data, errors } = JSON.parse(text);
        const refused =
          status === 401 &&
          data === undefined &&
          errors.length === 1 &&
          errors[0].extensions.code === 'UNAUTHENTICATED' &&
          headers.get('www-authenticate')?.startsWith('Bearer') &&
          !text.includes(door.shows);
        if (!refused) opened.push({ what, at: door.at, query: door.query, status, text });
      }),
    );
  }
  expect(opened).toEqual([]);
});

interface Elsewhere {
  readonly mutation: Mutation;
  /** Whose it is. */
  readonly service: string;
  readonly by: () => Claims;
  readonly args: () => Record<string, unknown>;
}

const tianchang = (...roles: string[]): Claims => ({ sub: 'tianchang', roles, division: '341181' });
const inFengyuan = (file: string) => ({ communityId: place.communityId, file: demoFile(file) });
const aCommittee = (communityId: string) => ({
  communityId,
  members: ['王建国', '李芳', '张敏', '刘洋', '陈静'].map((name, i) => ({
    name,
    role: i === 0 ? 'CHAIR' : 'MEMBER',
  })),
  termFrom: '2021-05-20',
  termUntil: '2026-05-19',
  filingNumber: '1',
  synthetic: true,
});
const elsewhere: readonly Elsewhere[] = [
  {
    mutation: 'importOwnersRoll',
    service: 'governance',
    by: () => tianchang('COUNTY_BUREAU'),
    args: () => ({ input: inFengyuan('fengyuan-owners-roll.csv') }),
  },
  {
    mutation: 'enterCommittee',
    service: 'governance',
    by: () => tianchang('COUNTY_BUREAU'),
    args: () => ({
      input: aCommittee(place.communityId),
    }),
  },
  {
    mutation: 'importFundAccounts',
    service: 'funding',
    by: () => tianchang('FINANCE'),
    args: () => ({ input: { ...newKey(), ...inFengyuan('fengyuan-fund-accounts.csv') } }),
  },
  {
    mutation: 'listProject',
    service: 'funding',
    by: () => tianchang('COUNTY_BUREAU'),
    args: () => ({ projectId }),
  },
  {
    mutation: 'approveProject',
    service: 'funding',
    by: () => tianchang('COUNTY_BUREAU'),
    args: () => ({ input: { projectId, documentNumber: '1' } }),
  },
  {
    mutation: 'openSolicitation',
    service: 'participation',
    by: () => tianchang('SUBDISTRICT_OFFICE'),
    args: () => ({ input: { communityId: place.communityId } }),
  },
  {
    mutation: 'importHouseholdResponses',
    service: 'participation',
    by: () => tianchang('SUBDISTRICT_OFFICE'),
    args: () => ({ input: { solicitationId, file: demoFile('fengyuan-household-responses.csv') } }),
  },
];

test.each(elsewhere)('$mutation for 凤源 is refused to whom another county knows', async (each) => {
  const { mutation, service, by, args } = each;
  const token = await sandbox.issuer.mint(by(), 3_600);
  for (const url of [city.url, city.subgraphs[service]!]) {
    const stranger = createClient(url, token);
    const refusal = await attempt(stranger, mutation, args(), '__typename').catch((error: unknown) => error);

    expect(refusal).toBeInstanceOf(Refused);
    expect((refusal as Refused).refusal.code).toBe('NOT_IN_SCOPE');
  }
});

test('a committee of another county signs no contract for 凤源', async () => {
  const { communities } = await actors.anybody.ask(
    '{ communities(divisionCode: "341181", first: 1) { nodes { id } } }',
  );
  const communityId = communities.nodes[0].id;
  const theirs = await act(cast.tianchang, 'enterCommittee', { input: aCommittee(communityId) }, 'id');
  const committee = await actors.as({
    sub: 'tianchang-committee',
    roles: ['OWNERS_COMMITTEE'],
    communities: [communityId],
    committee: theirs.id,
  });
  const contract = contractWith(place, place.companyId, newId('dec'));

  await refusedBy(
    committee,
    'signContract',
    { input: { ...contract, signedOn: '2022-06-12' } },
    { code: 'NOT_THE_COMMITTEE', rule: 'GOV-COM-5' },
  );
});

test('a valid token of another county reads nothing personal, at no door', async () => {
  const token = await sandbox.issuer.mint(tianchang(...insider.roles), 3_600);
  const shown: unknown[] = [];
  for (const door of doors().filter(({ query }) => /Owner|owner\(|fundAccount|household/.test(query))) {
    const { text } = await ask(door, `Bearer ${token}`);
    if (text.includes(door.shows)) shown.push({ at: door.at, query: door.query, text });
  }
  expect(shown).toEqual([]);
});

test('a valid token with no role for it is refused by name: FORBIDDEN', async () => {
  const token = await sandbox.issuer.mint({ sub: 'zhang', roles: ['PUBLIC'] }, 3_600);
  const clients = [city.url, city.subgraphs['funding']!].map((url): Client => createClient(url, token));
  for (const client of clients) {
    const { errors, data } = await client.raw(
      'mutation($id: ID!) { listProject(projectId: $id) { __typename } }',
      { id: projectId },
    );
    expect(data ?? null).toBeNull();
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  }
});
