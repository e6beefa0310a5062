import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anju } from '@anju/cli/anju';
import { openSandbox } from '@anju/runtime/sandbox';
import { act, refusedBy } from './act';
import { type CityInOneProcess, startCity } from './city';
import { type Client, until } from './client';
import { type Actors, createActors, offices } from './officers';
import { type Told, tellStory } from './story';
import { newKey } from './story/cast';
import { contractWith } from './story/decide';

jest.setTimeout(180_000);

let city: CityInOneProcess;
let folder: string;
let actors: Actors;
let told: Told;
let county: Client;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'anju-annulled-'));
  const sandbox = await openSandbox(folder);
  city = await startCity({ sandbox, logLevel: 'silent', port: 0 });
  actors = createActors(city.url, sandbox.issuer);
  told = await tellStory(actors, { onStep: () => undefined });
  county = await actors.as(offices.countyBureau);
});
afterAll(async () => {
  await city?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** From the owners' decision over its warrant and what was paid under it to the contract, and the project's gate. */
const trail = `query ($project: ID!) {
  project(id: $project) {
    state
    gates { gate state missing }
    decisions { nodes { state annulment { kind annulledOn paperNumber enteredBy } } }
  }
  roof: ownersDecision(id: "ROOF") {
    state effectiveAt question { status }
    warrant { effectiveAt annulledOn }
    maintenanceJobs { nodes { id state paidFen receipt { paidOn } stop { annulledOn openFen decision { state } } } }
  }
  manager: ownersDecision(id: "MANAGER") {
    state contract { state decisionAnnulledOn }
  }
  division(code: "140502") { decisions { adopted rejected effective annulled } }
}`;
const look = () =>
  actors.anybody.ask(
    trail.replace('ROOF', told.decisionIds.roof).replace('MANAGER', told.decisionIds.manager),
    { project: told.projectId },
  );
const gateIn = ({ project }: Awaited<ReturnType<typeof look>>) =>
  project.gates.find(({ gate }: { gate: string }) => gate === 'OWNERS_DECISION');
const jobIn = ({ roof }: Awaited<ReturnType<typeof look>>, id: string) =>
  roof.maintenanceJobs.nodes.find((job: { id: string }) => job.id === id);

const judgment = { number: '（2022）晋0502民初123号（虚构）', sha256: 'ab'.repeat(32) };
const annul = (decisionId: string) =>
  act(county, 'annulDecision', {
    input: {
      ...newKey(),
      decisionId,
      kind: 'COURT',
      annulledOn: '2022-09-13',
      paperNumber: judgment.number,
      paperSha256: judgment.sha256,
    },
  });
async function rebuilt(service: string) {
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  const argv = ['events', 'rebuild', service, 'decision', '--url', city.url, '--data', folder];
  await anju(argv, {}, say, say);
  return said.join('\n');
}

test('[GOV-VOTE-10, GOV-VOTE-12] a judgment annuls what a meeting decided: the warrant falls in every service, what was paid and signed stays', async () => {
  const before = await look();
  expect([gateIn(before).state, before.roof.state]).toEqual(['MET', 'EFFECTIVE']);
  const { adopted, effective } = before.division.decisions;
  for (const decisionId of Object.values(told.decisionIds)) await annul(decisionId);
  await until('all of it to be known', async () => {
    const { roof, manager, project } = await look();
    const known = [roof.warrant.annulledOn, manager.contract.decisionAnnulledOn].every(Boolean);
    return known && gateIn({ project } as never).state === 'MISSING';
  });

  const after = await look();
  expect(gateIn(after).missing).toContain(`${told.decisionIds.contents} of 凤源`);
  expect(after.project.decisions.nodes).toEqual([
    {
      state: 'ANNULLED',
      annulment: {
        kind: 'COURT',
        annulledOn: '2022-09-13',
        paperNumber: judgment.number,
        enteredBy: 'COUNTY_BUREAU',
      },
    },
  ]);
  expect(after.roof).toMatchObject({
    state: 'ANNULLED',
    effectiveAt: null,
    question: { status: 'COUNTED' },
    warrant: { effectiveAt: null, annulledOn: '2022-09-13' },
  });
  const stopped = { annulledOn: '2022-09-13', decision: { state: 'ANNULLED' } };
  const paid = jobIn(before, told.jobId);
  expect(jobIn(after, told.jobId)).toMatchObject({
    state: 'PAID',
    paidFen: paid.paidFen,
    receipt: { paidOn: '2022-09-13' },
    stop: stopped,
  });
  expect(jobIn(before, told.secondRoofJobId)).toMatchObject({ state: 'WORKS_DONE', stop: null });
  expect(jobIn(after, told.secondRoofJobId)).toMatchObject({
    state: 'WORKS_DONE',
    stop: { ...stopped, openFen: 200_000 },
  });
  expect(after.manager).toEqual({
    state: 'ANNULLED',
    contract: { state: 'RUNNING', decisionAnnulledOn: '2022-09-13' },
  });
  expect(after.division.decisions).toMatchObject({
    adopted: adopted - 3,
    effective: effective - 3,
    annulled: 3,
  });
});

test('[GOV-VOTE-10] nothing more is paid, signed or posted on them, and each refusal names the rule', async () => {
  const committee = await actors.as(told.people.committee!);
  const because = { code: 'DECISION_ANNULLED', rule: 'GOV-VOTE-10' };
  await refusedBy(
    committee,
    'applyForFundPayment',
    { input: { jobId: told.secondRoofJobId, ...newKey() } },
    because,
  );
  await refusedBy(
    committee,
    'signContract',
    { input: contractWith(told, told.companyId, told.decisionIds.manager) },
    because,
  );
  await refusedBy(
    committee,
    'postDecision',
    { input: { decisionId: told.decisionIds.roof, place: '小区南门公告栏', ...newKey() } },
    because,
  );
});

test('[GOV-VOTE-10] copies that are rebuilt are as before', async () => {
  for (const service of ['funding', 'property-management'])
    expect(await rebuilt(service)).toMatch(/ \/ It is as what was handled says\.$/);
});

test('[GOV-VOTE-10] where another judgment sets it aside, the warrant holds again everywhere', async () => {
  for (const decisionId of Object.values(told.decisionIds))
    await act(county, 'withdrawAnnulment', {
      input: {
        ...newKey(),
        decisionId,
        reason: '再审改判',
        paperNumber: '（2022）晋05民再7号（虚构）',
        paperSha256: 'cd'.repeat(32),
      },
    });
  const again = await until('all of it to be known', async () => {
    const found = await look();
    const { roof, manager } = found;
    const fallen = roof.warrant.annulledOn ?? manager.contract.decisionAnnulledOn;
    return !fallen && gateIn(found).state === 'MET' && found;
  });
  expect(again.roof).toMatchObject({ state: 'EFFECTIVE', warrant: { effectiveAt: again.roof.effectiveAt } });
  expect(jobIn(again, told.jobId).stop).toBeNull();
  expect(again.division.decisions).toMatchObject({ annulled: 0 });
});
