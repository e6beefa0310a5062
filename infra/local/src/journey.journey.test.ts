import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { schemasFolder } from '@anju/events/schema-files';
import { topicOf } from '@anju/events/topic';
import { openSandbox } from '@anju/runtime/sandbox';
import { verifyBundle } from '@anju/verify/verify-bundle';
import { Ajv2020 } from 'ajv/dist/2020';
import { type CloudEvent, Kafka as CloudEventsKafka } from 'cloudevents';
import { createConnection } from 'mysql2/promise';
import { act, publishedFile, refusedBy } from './act';
import { type City, startCity } from './city';
import { forge } from './forge';
import { type Actors, createActors, offices } from './officers';
import { outsideReader, readFromOutside } from './outside-reader';
import { type CityOfProcesses, startProcesses } from './processes';
import { services } from './services';
import { type Told, tellStory } from './story';
import { newKey } from './story/cast';
import { contractWith } from './story/decide';

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
const userOf = (service: string) => `journey_${run}_${service.replaceAll('-', '_')}`;

/** As the engine of docker-compose is set up, under names of this run: each service has no more rights than there. */
async function createSchemas(): Promise<Record<string, string>> {
  const setUp = readFileSync(join(__dirname, '../../mariadb/init.sql'), 'utf8')
    .replaceAll('anju_', `anju_journey_${run}_`)
    .replaceAll('anju\\_', `anju\\_journey\\_${run}\\_`)
    .replaceAll(/'(\w+)'@/g, `'journey_${run}_$1'@`);
  const server = await createConnection({ uri: TEST_MARIADB, multipleStatements: true });
  await server.query(setUp);
  await server.end();
  return Object.fromEntries(services.map(({ name }) => [name, urlOf(name)]));
}

function urlOf(service: string): string {
  const url = new URL(schemaOf(service), TEST_MARIADB);
  url.username = userOf(service);
  url.password = service.replaceAll('-', '_');
  return url.href;
}

async function dropSchemas(): Promise<void> {
  const server = await createConnection(TEST_MARIADB);
  for (const { name } of services) {
    await server.query(`DROP DATABASE IF EXISTS ${schemaOf(name)}`);
    await server.query(`DROP USER IF EXISTS ${userOf(name)}`);
  }
  await server.end();
}

/** What a service has told, as its database has it. */
async function outboxOf(service: string): Promise<readonly { readonly id: string }[]> {
  const server = await createConnection(TEST_MARIADB);
  const [rows] = await server.query(`SELECT id FROM ${schemaOf(service)}.outbox`);
  await server.end();
  return rows as { id: string }[];
}

/** What the committed JSON Schema of its type has against an event's data. */
function problemsOf({ type, data }: CloudEvent): unknown {
  const schema = JSON.parse(readFileSync(join(schemasFolder, `${type}.json`), 'utf8'));
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
  return validate(data) ? [] : validate.errors;
}

const forms: readonly Form[] = [
  oneProcess,
  ...(TEST_BROKERS ? [onSqliteAndKafka] : []),
  ...(TEST_BROKERS && TEST_MARIADB ? [onMariadb] : []),
];

jest.setTimeout(400_000);

describe.each(forms)('the journey, as $name', ({ name, start, tidyUp }) => {
  const stopped = new Set<string>();
  let city: City;
  let actors: Actors;
  let told: Told;
  let folder: string;
  let seen: any;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'anju-journey-'));
    city = await start(folder);
    const { issuer } = await openSandbox(folder);
    actors = createActors(city.url, issuer);
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

  test("the README's queries are answered as they stand there", async () => {
    const readme = readFileSync(join(__dirname, '../../../README.md'), 'utf8');
    const queries = [...readme.matchAll(/```graphql\n([\s\S]+?)```/g)].map(([, query]) => query!);
    expect(queries.length).toBeGreaterThan(0);
    for (const query of queries) {
      const { division } = await actors.anybody.ask(query);
      expect(division).toMatchObject({ name: '晋城市', communityCount: 5, contracts: { running: 1 } });
    }
  });

  test('[REG-2, REG-3, REG-4] the roll has 144 homes, 143 heads and 9,360.00 m²', async () => {
    const { community } = await actors.anybody.ask(
      'query($id: ID!) { community(id: $id) { zone { buildings units heads areaDm2 unitsWithoutArea synthetic } } }',
      { id: told.communityId },
    );
    const zone = {
      buildings: 6,
      units: 144,
      heads: 143,
      areaDm2: 936_000,
      unitsWithoutArea: 0,
      synthetic: true,
    };
    expect(community.zone).toEqual(zone);
  });

  test('[REG-9, REG-10] the other city: eight communities of 18.222 million yuan, and no year to judge them by', async () => {
    const { division, elsewhere } = await actors.anybody.ask(`{
      division(code: "140500") { communities(first: 100) { nodes { division { code } } } }
      elsewhere: division(code: "341181") {
        communityCount
        communities(first: 100) { nodes { investmentFen scope } }
      } }`);
    const { nodes } = elsewhere.communities;
    expect(elsewhere.communityCount).toBe(8);
    expect(nodes.reduce((sum: number, { investmentFen }: any) => sum + investmentFen, 0)).toBe(1_822_200_000);
    expect(new Set(nodes.map(({ scope }: any) => scope))).toEqual(new Set(['UNKNOWN']));
    expect(division.communities.nodes.map((each: any) => each.division.code)).not.toContain('341181');
  });

  test('[REG-1] the lists imported again change nothing, and say what they leave out', async () => {
    const again = await act(
      await actors.as(offices.tianchangBureau),
      'importCommunities',
      { input: { publication: 'tianchang-2021', file: publishedFile('tianchang-2021.csv') } },
      'created changed unchanged notes { reason }',
    );
    expect(again).toMatchObject({ created: 0, changed: 0, unchanged: 8 });
    const reasons = again.notes.map(({ reason }: any) => reason).join();
    expect(reasons).toContain('149 households, 12,900 m2, 417.8 万元');
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
    expect(seen.division.decisions).toEqual({ adopted: 3, rejected: 0, effective: 3, synthetic: 3 });
    const { turnout } = seen.project.decisions.nodes[0].record;
    expect(turnout.entitled).toEqual({ heads: 143, areaDm2: 936_000 });
  });

  test('[GOV-VOTE-9] anybody checks the evidence of each decision, and finds the key and the hash that are posted', async () => {
    for (const questionId of Object.values(told.questionIds)) {
      const { evidence, question } = await actors.anybody.ask(
        `query ($id: ID!) { evidence(questionId: $id) { bundle }
           question(id: $id) { decision { record { evidence { sha256 keyThumbprint } } } } }`,
        { id: questionId },
      );
      const posted = question.decision.record.evidence;
      const { faults, said, sha256 } = await verifyBundle(Buffer.from(evidence.bundle), posted.keyThumbprint);
      expect(faults).toEqual([]);
      expect(sha256).toBe(posted.sha256);
      expect(said!.statement).toMatchObject({ questionId, verdict: { outcome: 'ADOPTED' } });
    }
  });

  test('[GOV-VOTE-14] while ballots were taken, each question showed its six integers and what was missing', () => {
    const nothing = { heads: 0, areaDm2: 0, state: 'NOTHING' };
    const byAllOwners = {
      entitled: { heads: 143, areaDm2: 936_000 },
      tookPart: { heads: 102, areaDm2: 671_340 },
      yes: { heads: 82, areaDm2: 540_055 },
    };
    const underTheRoof = {
      entitled: { heads: 24, areaDm2: 156_000 },
      tookPart: { heads: 24, areaDm2: 156_000 },
      yes: { heads: 19, areaDm2: 124_075 },
    };
    expect(told.whileOpen).toEqual(
      [byAllOwners, underTheRoof, byAllOwners].map((turnout) => ({
        status: 'OPEN',
        turnout,
        missing: nothing,
      })),
    );
  });

  test('[GOV-MEET-3] every owner was reached, and how', async () => {
    const { assemblyMeeting } = await actors.anybody.ask(
      `query($id: ID!) { assemblyMeeting(id: $id) {
         deliveries { owners hand post posted online notDelivered } } }`,
      { id: told.meetingId },
    );
    expect(assemblyMeeting.deliveries).toEqual({
      owners: 144,
      hand: 105,
      post: 31,
      posted: 8,
      online: 0,
      notDelivered: 0,
    });
  });

  test('[MF-7] what is paid, kept and owed is the whole cost, to the fen', () => {
    const [job] = seen.project.maintenanceJobs.nodes;
    expect(job).toMatchObject({ state: 'PAID', costFen: 5_812_345, retainedFen: 174_370 });
    expect(job.receivableFen).toBeGreaterThan(0);
    expect(job.paidFen + job.retainedFen + job.receivableFen).toBe(job.costFen);
    expect(job.collectedFen).toBe(100_000);
  });

  test('[RES-1, MF-7] the shares of the 24 homes add up to the job by each column, to the fen, and its papers are there', async () => {
    const [job] = seen.project.maintenanceJobs.nodes;
    expect(job.measurement).toEqual({ paperNumber: 'FY-JL-2022-09', signedOn: '2022-09-12' });
    expect(job.receipt).toEqual({ paperNumber: 'BK-2022-0913', paidOn: '2022-09-13' });

    const finance = await actors.as(offices.finance);
    const { maintenanceJob } = await finance.ask(
      `query($id: ID!) { maintenanceJob(id: $id) { keptFen community { maintenanceFund { synthetic } } shares(first: 100) {
        nodes { shareFen retainedFen keptFen drawnFen receivableFen collectedFen } } } }`,
      { id: told.jobId },
    );
    const { nodes } = maintenanceJob.shares;
    expect(nodes).toHaveLength(24);
    const sumOf = (column: string) => nodes.reduce((sum: number, share: any) => sum + share[column], 0);
    expect({
      costFen: sumOf('shareFen'),
      retainedFen: sumOf('retainedFen'),
      paidFen: sumOf('drawnFen'),
      receivableFen: sumOf('receivableFen'),
      collectedFen: sumOf('collectedFen'),
    }).toEqual({
      costFen: job.costFen,
      retainedFen: job.retainedFen,
      paidFen: job.paidFen,
      receivableFen: job.receivableFen,
      collectedFen: job.collectedFen,
    });
    expect(sumOf('keptFen')).toBe(maintenanceJob.keptFen);
    expect(maintenanceJob.community.maintenanceFund.synthetic).toBe(true);
  });

  test("[FUND-1] the city's board has the project's money by its six kinds, which are its cost, and what was paid", () => {
    const [{ paidFen, collectedFen }] = seen.project.maintenanceJobs.nodes;
    const money = Object.fromEntries(
      seen.division.moneyByKind.map((each: any) => [each.kind, [each.plannedFen, each.paidFen]]),
    );
    expect(money).toEqual({
      FISCAL: [400_000_000, 0],
      POLICY: [230_000_000, 0],
      RESIDENT: [6_000_000, paidFen + collectedFen],
      UTILITY_OWNER: [100_000_000, 0],
      FORMER_EMPLOYER: [24_000_000, 0],
      SOCIAL_CAPITAL: [40_000_000, 0],
    });
    const states = seen.division.projectsByState.filter(({ projects }: any) => projects > 0);
    expect(states).toEqual([{ state: 'APPROVED', projects: 1, synthetic: 1 }]);
    expect(Object.values(money).reduce((sum, [planned]: any) => sum + planned, 0)).toBe(seen.project.costFen);
  });

  test('[PM-13] the company that the owners named looks after the place', () => {
    expect(seen.division.contracts).toEqual({ running: 1, total: 1 });
    expect(seen.project.pmContracts.nodes).toMatchObject([
      { company: { name: '安和物业服务有限公司（虚构）' }, decision: { outcome: 'ADOPTED' } },
    ]);
  });

  test('[PROJ-1] the works may not begin: the gates that are shut are named', async () => {
    const county = await actors.as(offices.countyBureau);
    const { startProject } = await county.ask(
      `mutation($id: ID!) { startProject(projectId: $id) {
         ... on RenovationProjectRefusal { code message } } }`,
      { id: told.projectId },
    );
    expect(startProject.message).toContain('UTIL-2');
  });

  test('what a service keeps of others is what comes of all that they told, told once more', async () => {
    const operator = await actors.as(offices.operator);
    for (const service of ['Governance', 'Funding', 'Participation', 'PropertyManagement']) {
      let made: any;
      do {
        const field = `rebuild${service}Copy(dryRun: true)`;
        ({ made } = await operator.ask(`mutation { made: ${field} {
          ... on CopyRebuilt { events added changed removed } ... on EventFlowRefusal { code } } }`));
      } while (made.code === 'STILL_REBUILDING');
      expect(made).toEqual({ events: expect.any(Number), added: 0, changed: 0, removed: 0 });
      expect(made.events).toBeGreaterThan(0);
    }
  });

  test('an operator sees that nothing of the story is held up anywhere', async () => {
    const operator = await actors.as(offices.operator);
    const flow = '{ service parked { subject } held { subject } }';
    const flows: any[] = Object.values(
      await operator.ask(`{ governanceEvents ${flow} fundingEvents ${flow}
        participationEvents ${flow} propertyManagementEvents ${flow} }`),
    );
    expect(flows.map(({ service }) => service)).toEqual(services.map((each) => each.name));
    // Other tests speak on the same broker, of things that nobody registered.
    const standing = flows.flatMap(({ parked, held }) => [...parked, ...held]);
    expect(standing.filter(({ subject }) => JSON.stringify(told).includes(subject))).toEqual([]);
  });

  // In one process one thing says who asks for all of them; here each reads its own environment.
  if (name !== oneProcess.name)
    test.each([...services.map((service) => service.name), 'gateway'])(
      '%s, by itself, takes a token of the issuer and no other',
      async (part) => {
        const { url } = (city as CityOfProcesses).parts.get(part)!;
        const { genuine, forged } = forge(await openSandbox(folder), offices.operator);
        const service = part === 'gateway' ? 'governance' : part;
        const query = `{ ${service.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())}Events { service } }`;
        const ask = async (authorization: string) => {
          const response = await fetch(url, {
            method: 'POST',
            headers: { 'content-type': 'application/json', authorization },
            body: JSON.stringify({ query }),
          });
          const { data } = (await response.json()) as { data?: any };
          return [response.status, Object.values(data ?? {})];
        };
        expect(await ask(genuine)).toEqual([200, [{ service }]]);

        const kinds = ['another key under our kid', 'expired', 'algorithm none, unsigned'];
        const refused = forged.filter(({ what }) => kinds.includes(what));
        const answers = await Promise.all(refused.map(({ authorization }) => ask(authorization)));
        expect(answers).toEqual(kinds.map(() => [401, []]));
      },
    );

  if (name === onMariadb.name)
    test(`${outsideReader} reads every event, in order per aggregate, as a CloudEvent of its schema`, async () => {
      // Of tests that pass a whole run prints no titles.
      console.warn(`The topics are read by ${outsideReader}.`);
      const read = await Promise.all(
        services.map((service) => readFromOutside(TEST_BROKERS, topicOf(service.name))),
      );
      const told = await Promise.all(services.map((service) => outboxOf(service.name)));
      expect(told.flat().length).toBeGreaterThan(0);

      const ours = new Set(told.flat().map(({ id }) => id));
      const seen = read.flat().filter(({ headers }) => ours.has(headers['ce_id']!));
      expect(seen.map(({ headers }) => headers['ce_id']).toSorted()).toEqual([...ours].toSorted());
      const places = new Map<string, number[]>();
      for (const { key, headers, value } of seen) {
        const event = CloudEventsKafka.toEvent({ headers, body: value, value } as never) as CloudEvent;
        expect(event.validate()).toBe(true);
        expect(event.subject).toBe(key);
        expect(problemsOf(event)).toEqual([]);
        places.set(key, [...(places.get(key) ?? []), Number(event['sequence'])]);
      }
      for (const [key, sequences] of places)
        expect([key, sequences]).toEqual([key, sequences.map((_, i) => i + 1)]);
    });

  if (name === onMariadb.name)
    test.each([
      ['governance', 'ballot'],
      ['funding', 'posting'],
      ['funding', 'outbox'],
    ])('%s may not empty its %s behind the triggers', async (service, table) => {
      const connection = await createConnection(urlOf(service));
      for (const statement of [`TRUNCATE TABLE ${table}`, `DROP TABLE ${table}`])
        await expect(connection.query(statement)).rejects.toThrow(/DROP command denied/);
      await connection.end();
    });

  // In one process there is nothing to stop; with a developer's SQLite files it is no other than with servers.
  if (name === (TEST_MARIADB ? onMariadb : onSqliteAndKafka).name)
    test.each(services.map((service) => service.name))(
      'with the other three stopped, %s answers and decides from its copies',
      async (service) => {
        const { parts, startAgain, subgraphs } = city as CityOfProcesses;
        if (stopped.delete(service)) await startAgain(service);
        for (const { name: other } of services) {
          if (other === service || stopped.has(other)) continue;
          await parts.get(other)!.stop();
          stopped.add(other);
        }
        const { issuer } = await openSandbox(folder);
        await decidesAlone[service]!(createActors(subgraphs[service]!, issuer), told);
      },
    );
});

/** What each service answers and decides with nothing but what it heard of the others. */
const decidesAlone: Readonly<Record<string, (actors: Actors, told: Told) => Promise<void>>> = {
  governance: async (actors, { people, communityId, projectId, contentsHash, companyId }) => {
    const input = {
      ...newKey(),
      communityId,
      form: 'WRITTEN_CONSULTATION',
      opensAt: '2022-10-01T00:00:00+08:00',
      closesAt: '2022-10-15T00:00:00+08:00',
      questions: [
        {
          title: '是否同意改造内容清单',
          matter: 'OTHER_MAJOR',
          scope: 'ZONE',
          acceptContents: { projectId, contentsHash },
        },
        { title: '是否同意选聘安和物业', matter: 'HIRE_MANAGER', scope: 'ZONE', hire: { companyId } },
      ],
    };
    const committee = await actors.as(people['committee']!);
    const { questions } = await act(committee, 'conveneMeeting', { input }, 'questions { number }');
    expect(questions).toHaveLength(2);
  },
  funding: async (actors, { people, communityId, projectId, roofOf }) => {
    const { project } = await actors.anybody.ask(
      'query($id: ID!) { project(id: $id) { gates { gate state } } }',
      { id: projectId },
    );
    const met = project.gates.filter(({ state }: any) => state === 'MET').map(({ gate }: any) => gate);
    expect(met).toEqual(expect.arrayContaining(['HOUSEHOLD_CONSENT', 'OWNERS_DECISION']));
    const input = {
      ...newKey(),
      communityId,
      projectId,
      contentCode: 'ROOF_REPAIR',
      buildingIds: [roofOf],
      title: '2号楼檐口维修（虚构）',
      contractorName: '晋安防水工程有限公司（虚构）',
      partOwner: 'OWNERS',
      noLastWorksKnown: true,
      synthetic: true,
    };
    const job = await act(await actors.as(people['committee']!), 'proposeMaintenanceJob', { input }, 'state');
    expect(job.state).toBe('PROPOSED');
  },
  participation: async (actors, { withoutFund: communityId }) => {
    const street = await actors.as(offices.subdistrict);
    const opened = await act(street, 'openSolicitation', { input: { communityId } }, 'state households');
    expect(opened).toMatchObject({ state: 'OPEN', households: 1246 });
  },
  'property-management': async (actors, told) => {
    const committee = await actors.as(told.people['committee']!);
    const input = contractWith(told, told.rivalId, told.decisionIds.manager);
    const expected = { code: 'COMPANY_NOT_NAMED', rule: 'GOV-COM-5' };
    await refusedBy(committee, 'signContract', { input }, expected);

    const company = {
      name: '和顺物业服务有限公司（虚构）',
      creditCode: '91140500MA0ANJ0U33',
      synthetic: true,
    };
    const county = await actors.as(offices.countyBureau);
    expect(await act(county, 'registerCompany', { input: company }, 'name')).toMatchObject({
      name: company.name,
    });
  },
};
