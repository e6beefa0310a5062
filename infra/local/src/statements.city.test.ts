import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  moves as projectMoves,
  aProposal,
} from '@anju/funding/projects/renovation-project/renovation-project.builder';
import { communityRegistered } from '@anju/funding/neighbours.builder';
import { funding } from '@anju/funding/subscriptions';
import { meetingWith, other } from '@anju/governance/assembly-meeting/assembly-meeting.builder';
import { cast } from '@anju/governance/ballot/ballot.builder';
import { close } from '@anju/governance/question/vote.builder';
import {
  AssemblyMeetingTable,
  insertMeeting,
} from '@anju/governance/assembly-meeting/assembly-meeting.table';
import { putCommunity } from '@anju/governance/assembly-meeting/roll.builder';
import { communityC } from '@anju/governance/electorate-snapshot/electorate.builder';
import { insertDecision, OwnersDecisionTable } from '@anju/governance/owners-decision/owners-decision.table';
import { insertQuestions, QuestionTable } from '@anju/governance/question/question.table';
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

/** Communities, each with a project, an asking, a decision and a contract. */
async function seed() {
  const governance = dbOf('governance');
  await putCommunity(governance);
  const { meetingId, questionIds } = await meetingWith(governance, [other()]);
  await cast(governance, 'A', meetingId, { [questionIds[0]!]: 'YES' });
  const { decision } = await close(governance, questionIds[0]!);
  const company = await registerCompany(dbOf('property-management'));

  const projects = projectMoves(() => dbOf('funding'));
  const { open } = solicitationSteps(() => dbOf('participation'));
  const street = aCaller({ roles: new Set(['SUBDISTRICT_OFFICE']), division: '140502' });
  const contents = [
    { code: 'DRAINAGE' as const, description: '雨污分流', costFen: 500_000_000, buildingIds: [] },
  ];
  for (let number = 1; number <= most; number++) {
    const communityId = `com_${number}` as const;
    if (number > 1) await decidedLikeTheFirst(governance, number);
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
    await transaction(dbOf('property-management'), (tx) =>
      insertContract(
        tx,
        aContract({
          id: `pct_${number}`,
          decisionId: number === 1 ? decision.id : `dec_${number}`,
          communityId,
          companyId: company.id,
          from: '2022-01-01',
        }),
      ),
    );
  }
}

async function decidedLikeTheFirst(governance: Database, number: number) {
  const communityId = `com_${number}` as const;
  await putCommunity(governance, { id: communityId, roll: communityC.slice(0, 2) });
  await transaction(governance, async (tx) => {
    const [meeting] = await tx.find(AssemblyMeetingTable, { take: 1 });
    const [question] = await tx.find(QuestionTable, { take: 1 });
    const [decision] = await tx.find(OwnersDecisionTable, { take: 1 });
    const [meetingId, questionId] = [`mtg_${number}`, `que_${number}`] as const;
    await insertMeeting(tx, { ...meeting!, id: meetingId, communityId });
    await insertQuestions(tx, [{ ...question!, id: questionId, meetingId, communityId }]);
    await insertDecision(tx, { ...decision!, id: `dec_${number}`, questionId, meetingId, communityId });
  });
}

const page = `query ($first: Int!) { communities(divisionCode: "140502", first: $first) { nodes {
  name households division { name }
  projects { nodes { name state money { kind amountFen } gates { gate state missing } communities { name } } }
  solicitations { nodes { state contacted answers gate { shortOf } } }
  decisions { nodes { outcome question { title meeting { id } } record { turnout { yes { heads areaDm2 } } } contract { id } } }
  contract { feeFenPerM2Month company { name } }
  maintenanceFund { balanceFen } maintenanceJobs { nodes { state } }
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

test('a page of 50 communities with projects, decisions and contracts takes the statements of one of 5, and not one more', async () => {
  const few = await statementsFor(5);
  const many = await statementsFor(most);

  expect([few.nodes.length, many.nodes.length]).toEqual([5, most]);
  for (const node of many.nodes) {
    expect(node).toMatchObject({
      projects: { nodes: [{ gates: expect.any(Array) }] },
      solicitations: { nodes: [{ state: 'OPEN' }] },
      decisions: { nodes: [{ contract: { id: expect.stringMatching(/^pct_/) } }] },
      contract: { company: { name: expect.any(String) } },
    });
  }
  const asked = Object.entries(few.statements).map(([name, { length }]) => [name, length > 0]);
  expect(asked).toEqual(
    ['governance', 'funding', 'participation', 'property-management'].map((name) => [name, true]),
  );
  expect(many.statements).toEqual(few.statements);
});
