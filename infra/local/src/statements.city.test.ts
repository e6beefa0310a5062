import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { committee as fundCommittee } from '@anju/funding/callers.builder';
import {
  aJob,
  aMeasurement,
  aReceipt,
  fundFile,
  importAccounts,
  jobSteps,
  september,
} from '@anju/funding/money/maintenance-job/maintenance-job.builder';
import {
  moves as projectMoves,
  aProposal,
} from '@anju/funding/projects/renovation-project/renovation-project.builder';
import {
  buildingRecorded,
  committeeEntered,
  communityRegistered,
  decisionAdopted,
  decisionEffective,
  payWarrant,
  turnoutOf,
} from '@anju/funding/neighbours.builder';
import { funding } from '@anju/funding/subscriptions';
import {
  committee,
  meetingWith,
  other,
  owner,
} from '@anju/governance/assembly-meeting/assembly-meeting.builder';
import { cast } from '@anju/governance/ballot/ballot.builder';
import { close } from '@anju/governance/question/vote.builder';
import { putCommunity } from '@anju/governance/assembly-meeting/roll.builder';
import { communityC } from '@anju/rulebook/electorate.builder';
import { solicitationSteps } from '@anju/participation/solicitation/solicitation.builder';
import { participation } from '@anju/participation/subscriptions';
import { register as registerCompany } from '@anju/property-management/pm-company/pm-company.builder';
import { aContract } from '@anju/property-management/pm-contract/contract.builder';
import { insertContract } from '@anju/property-management/pm-contract/pm-contract.table';
import { propertyManagement } from '@anju/property-management/subscriptions';
import type { Database } from '@anju/runtime/database';
import { openSandbox } from '@anju/runtime/sandbox';
import { aCaller } from '@anju/runtime/testing/execute';
import { deliver } from '@anju/runtime/testing/envelope';
import { currentTraceparent } from '@anju/runtime/trace';
import { transaction } from '@anju/runtime/transaction';
import type { Id } from '@anju/values/id';
import { type CityInOneProcess, startCity } from './city';

jest.setTimeout(180_000);

const now = '2022-06-07T01:00:00.000Z';
const most = 50;

let city: CityInOneProcess;
let folder: string;
const dbOf = (name: string): Database => city.running.find((each) => each.name === name)!.db;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'anju-statements-'));
  city = await startCity({ sandbox: await openSandbox(folder), logLevel: 'error', port: 0 });
  await seed();
});
afterAll(async () => {
  await city?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Communities, each with a project, an asking, a counted vote, a contract, and a job that was paid. */
async function seed() {
  const company = await registerCompany(dbOf('property-management'));
  const projects = projectMoves(() => dbOf('funding'));
  const { open } = solicitationSteps(() => dbOf('participation'));
  const street = aCaller({ roles: new Set(['SUBDISTRICT_OFFICE']), division: '140502' });
  const contents = [
    { code: 'DRAINAGE' as const, description: '雨污分流', costFen: 500_000_000, buildingIds: [] },
  ];
  for (let number = 1; number <= most; number++) {
    const communityId = `com_${number}` as const;
    const decisionId = await aCountedVote(number);
    const fact = communityRegistered({ communityId, name: communityId });
    for (const [name, consumer] of Object.entries({
      funding,
      participation,
      'property-management': propertyManagement,
    }))
      await deliver(dbOf(name), consumer, [fact], { now });
    expect(await projects.propose(aProposal({ communityIds: [communityId], contents }))).toMatchObject({
      state: 'PROPOSED',
    });
    expect(await open(communityId, { caller: street, now })).toMatchObject({ state: 'OPEN' });
    await aPaidJob(number);
    await transaction(dbOf('property-management'), (tx) =>
      insertContract(
        tx,
        aContract({
          id: `pct_${number}`,
          decisionId,
          communityId,
          companyId: company.id,
          from: '2022-01-01',
        }),
      ),
    );
  }
}

/** Of two homes' owners one votes, which is counted. */
async function aCountedVote(number: number): Promise<Id<'dec'>> {
  const governance = dbOf('governance');
  const communityId = `com_${number}` as const;
  const by = committee(String(number));
  await putCommunity(governance, { id: communityId, roll: communityC.slice(1, 3) });
  const { meetingId, questionIds } = await meetingWith(
    governance,
    [other()],
    { communityId },
    { caller: by },
  );
  const answers = { [questionIds[0]!]: 'YES' };
  const ballot = await cast(governance, 'A', meetingId, answers, { caller: owner('A', communityId) });
  expect(ballot).toMatchObject({ __typename: 'Ballot' });
  const { decision } = await close(governance, questionIds[0]!, { caller: by });
  return decision.id;
}

/** The roof of a house of two homes, by a decision of their owners. */
async function aPaidJob(number: number) {
  const db = dbOf('funding');
  const { propose, link, measure, apply, approve, instruct, receipt } = jobSteps(() => db);
  const communityId = `com_${number}` as const;
  const committeeId = `oc_${number}` as const;
  const decisionId = `dec_roof_${number}` as const;
  const building = buildingRecorded(`${number}`, 2, { communityId });
  const decided = {
    decisionId,
    communityId,
    questionId: `que_roof_${number}`,
    meetingId: `mtg_roof_${number}`,
    warrants: payWarrant({ buildingIds: [building.data.buildingId] }),
    turnout: turnoutOf(2, 13_000),
  } as const;
  const facts = [
    [building],
    [committeeEntered({ committeeId, communityId })],
    [decisionAdopted(decided), decisionEffective({ decisionId, communityId })],
  ];
  for (const ofOne of facts) await deliver(db, funding, ofOne, { now: september });
  const balances = building.data.units.map(({ label }) => [label, '4000.00'] as const);
  await importAccounts(db, fundFile(Object.fromEntries(balances)), { communityId });

  const by = { caller: { ...fundCommittee, communities: new Set([communityId]), committee: committeeId } };
  const job = aJob({ communityId, buildingIds: [building.data.buildingId] });
  const { id: jobId } = await propose(job, by);
  await link({ jobId, decisionId }, by);
  await measure(aMeasurement(jobId, { measuredFen: 500_000 }), by);
  await apply({ jobId }, by);
  await approve({ jobId, documentNumber: `城建维〔2022〕${number}号` });
  const { instructedFen } = await instruct({ jobId });
  expect(await receipt(aReceipt(jobId, instructedFen))).toMatchObject({ state: 'PAID' });
}

const page = `query ($first: Int!) { communities(divisionCode: "140502", first: $first) { nodes {
  name households division { name }
  projects { nodes { name state money { kind amountFen } gates { gate state missing } communities { name } } }
  solicitations { nodes { state contacted answers gate { shortOf } } }
  decisions { nodes { outcome
    question { title status meeting { id } turnout { entitled { heads areaDm2 } tookPart { heads areaDm2 } yes { heads areaDm2 } }
      pending { heads areaDm2 } invalid { heads areaDm2 } verdict { outcome } missing { heads areaDm2 state } }
    record { ballots turnout { yes { heads areaDm2 } } } contract { id } } }
  contract { feeFenPerM2Month company { name } }
  maintenanceFund { balanceFen } maintenanceJobs { nodes { state costFen paidFen decision { id } measurement { measuredFen } receipt { paidOn } } }
} } }`;

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

/** The statements of each service for one page; what goes on in the background is in no trace, or in another. */
async function statementsFor(first: number) {
  const statements: Record<string, string[]> = {};
  const spies = city.running.map(({ name, db }) => {
    const told: string[] = (statements[name] = []);
    return jest.spyOn(db.read.connection.logger, 'logQuery').mockImplementation((sql) => {
      if (currentTraceparent() === traceparent) told.push(sql.replace(/\?(, ?\?)+|(?<=LIMIT )\d+/g, '?'));
    });
  });
  const response = await fetch(city.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', traceparent },
    body: JSON.stringify({ query: page, variables: { first } }),
  });
  const { data, errors } = (await response.json()) as { data: any; errors?: unknown };
  for (const spy of spies) spy.mockRestore();
  expect(errors).toBeUndefined();
  // Services answer, and loaders ask, in the order that comes about.
  for (const told of Object.values(statements)) told.sort();
  return { statements, nodes: data.communities.nodes as readonly unknown[] };
}

test('a page of 50 communities with projects, votes, contracts and paid jobs takes the statements of one of 5, and not one more', async () => {
  const few = await statementsFor(5);
  const many = await statementsFor(most);

  expect([few.nodes.length, many.nodes.length]).toEqual([5, most]);
  for (const node of many.nodes) {
    expect(node).toMatchObject({
      projects: { nodes: [{ gates: expect.any(Array) }] },
      solicitations: { nodes: [{ state: 'OPEN' }] },
      decisions: {
        nodes: [
          {
            question: { verdict: { outcome: expect.any(String) }, turnout: { tookPart: { heads: 1 } } },
            record: { ballots: 1 },
            contract: { id: expect.stringMatching(/^pct_/) },
          },
        ],
      },
      maintenanceJobs: { nodes: [{ state: 'PAID', receipt: { paidOn: '2022-09-20' } }] },
      contract: { company: { name: expect.any(String) } },
    });
  }
  const asked = Object.entries(few.statements).map(([name, { length }]) => [name, length > 0]);
  expect(asked).toEqual(
    ['governance', 'funding', 'participation', 'property-management'].map((name) => [name, true]),
  );
  expect(many.statements).toEqual(few.statements);
});
