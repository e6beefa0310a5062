import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSandbox } from '@anju/runtime/sandbox';
import { createConnection } from 'mysql2/promise';
import { type City, startCity } from './city';
import { createActors, offices } from './officers';
import { type CityOfProcesses, startProcesses } from './processes';
import { services } from './services';
import { type Told, tellStory } from './story';

/** Where the engines answer; empty where a developer has none. */
declare const TEST_MARIADB: string;
declare const TEST_BROKERS: string;

interface Form {
  readonly name: string;
  readonly start: (folder: string) => Promise<City>;
  readonly tidyUp: () => Promise<void>;
}

const nothing = async () => undefined;
const run = Date.now().toString(36);

const oneProcess: Form = {
  name: 'one process on SQLite',
  start: async (folder) => startCity({ sandbox: await openSandbox(folder), logLevel: 'error', port: 0 }),
  tidyUp: nothing,
};
const onSqliteAndKafka: Form = {
  name: 'separate processes on SQLite and Kafka',
  start: (folder) => startProcesses({ folder, brokers: TEST_BROKERS }),
  tidyUp: nothing,
};
const onMariadb: Form = {
  name: 'separate processes on MariaDB and Kafka',
  start: async (folder) =>
    startProcesses({ folder, brokers: TEST_BROKERS, databaseUrls: await createSchemas() }),
  tidyUp: dropSchemas,
};
const schemaOf = (service: string) => `anju_journey_${run}_${service.replaceAll('-', '_')}`;

async function createSchemas(): Promise<Record<string, string>> {
  const server = await createConnection(TEST_MARIADB);
  for (const { name } of services) await server.query(`CREATE DATABASE ${schemaOf(name)}`);
  await server.end();
  return Object.fromEntries(services.map(({ name }) => [name, new URL(schemaOf(name), TEST_MARIADB).href]));
}

async function dropSchemas(): Promise<void> {
  const server = await createConnection(TEST_MARIADB);
  for (const { name } of services) await server.query(`DROP DATABASE IF EXISTS ${schemaOf(name)}`);
  await server.end();
}

const forms: readonly Form[] = [
  oneProcess,
  ...(TEST_BROKERS ? [onSqliteAndKafka] : []),
  ...(TEST_BROKERS && TEST_MARIADB ? [onMariadb] : []),
];

jest.setTimeout(180_000);

describe.each(forms)('the journey, as $name', ({ start, tidyUp }) => {
  let city: City;
  let told: Told;
  let folder: string;
  let seen: any;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'anju-journey-'));
    city = await start(folder);
    const { issuer } = await openSandbox(folder);
    const actors = createActors(city.url, issuer);
    told = await tellStory(actors, { onStep: () => undefined });
    seen = await actors.anybody.ask(told.firstQuery);
  });
  afterAll(async () => {
    await city?.stop();
    await tidyUp();
    rmSync(folder, { recursive: true, force: true });
  });

  test('[REG-10] five communities of Jincheng with 4,233 households, never 4,377', () => {
    expect(seen.division).toMatchObject({ communityCount: 5, households: 4233 });
  });

  test('[REG-2, REG-3, REG-4] the roll has 144 homes, 143 heads and 9,360.00 m²', async () => {
    const { community } = await createActors(city.url, (await openSandbox(folder)).issuer).anybody.ask(
      'query($id: ID!) { community(id: $id) { zone { buildings units heads areaDm2 unitsWithoutArea } } }',
      { id: told.communityId },
    );
    const zone = { buildings: 6, units: 144, heads: 143, areaDm2: 936_000, unitsWithoutArea: 0 };
    expect(community.zone).toEqual(zone);
  });

  test('[PART-2, PART-3] the households were asked, and the project is in the annual plan', () => {
    const survey = { state: 'GATE_REACHED', households: 144, contacted: 130, answers: 100, consents: 70 };
    expect(seen.project.solicitations.nodes).toEqual([survey]);
    expect(seen.project.state).toBe('APPROVED');
  });

  test('[PROJ-1] the owners accepted the contents; what is still missing says so', () => {
    const states = seen.project.gates.map(({ gate, state }: any) => [gate, state]);
    expect(states).toContainEqual(['HOUSEHOLD_CONSENT', 'MET']);
    expect(states).toContainEqual(['OWNERS_DECISION', 'MET']);
    expect(states).toContainEqual(['UTILITY_PLANS', 'MISSING']);
  });

  test('[GOV-VOTE-9, GOV-VOTE-12] three decisions were adopted and are effective', () => {
    expect(seen.division.decisions).toEqual({ adopted: 3, rejected: 0, effective: 3 });
    const { turnout } = seen.project.decisions.nodes[0].record;
    expect(turnout.entitled).toEqual({ heads: 143, areaDm2: 936_000 });
  });

  test('[MF-7] what is paid, kept and owed is the whole cost, to the fen', () => {
    const [job] = seen.project.maintenanceJobs.nodes;
    expect(job).toMatchObject({ state: 'PAID', costFen: 5_812_345, retainedFen: 174_370 });
    expect(job.receivableFen).toBeGreaterThan(0);
    expect(job.paidFen + job.retainedFen + job.receivableFen).toBe(job.costFen);
    const residents = seen.division.moneyByKind.find(({ kind }: any) => kind === 'RESIDENT');
    expect(residents).toMatchObject({ plannedFen: 6_000_000, paidFen: job.paidFen });
  });

  test('[PM-13] the company that the owners named looks after the place', () => {
    expect(seen.division.contracts).toEqual({ running: 1, total: 1 });
    expect(seen.project.communities[0].contract.company.name).toBe('安和物业服务有限公司（虚构）');
  });

  test('[PROJ-1] the works may not begin: the gates that are shut are named', async () => {
    const { issuer } = await openSandbox(folder);
    const county = await createActors(city.url, issuer).as(offices.countyBureau);
    const { startProject } = await county.ask(
      `mutation($id: ID!) { startProject(projectId: $id) {
         ... on RenovationProjectRefusal { code message } } }`,
      { id: told.projectId },
    );
    expect(startProject.message).toContain('UTIL-2');
  });

  test('with the others stopped, funding still answers from its copies', async () => {
    if (!('parts' in city)) return;
    const { parts, subgraphs } = city as CityOfProcesses;
    await Promise.all(
      ['governance', 'participation', 'property-management'].map((name) => parts.get(name)!.stop()),
    );
    const { issuer } = await openSandbox(folder);
    const { project } = await createActors(subgraphs['funding']!, issuer).anybody.ask(
      'query($id: ID!) { project(id: $id) { state gates { state } } }',
      { id: told.projectId },
    );
    expect(project.gates.filter(({ state }: any) => state === 'MET').length).toBeGreaterThanOrEqual(2);
  });
});
