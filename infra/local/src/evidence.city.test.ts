import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anju } from '@anju/cli/anju';
import { owner } from '@anju/governance/assembly-meeting/assembly-meeting.builder';
import { eventfulVote } from '@anju/governance/evidence/evidence.builder';
import { close } from '@anju/governance/question/vote.builder';
import { openSandbox, type Sandbox } from '@anju/runtime/sandbox';
import { testEvidenceKey, testPersonalData } from '@anju/runtime/testing/execute';
import { type CityInOneProcess, startCity } from './city';
import { createActors, offices } from './officers';

let city: CityInOneProcess;
let folder: string;
let sandbox: Sandbox;
let questionId: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'anju-evidence-'));
  // The vote is made by the service's own builders, which have these.
  sandbox = {
    ...(await openSandbox(folder)),
    personalData: testPersonalData,
    evidenceKey: testEvidenceKey,
  };
  city = await startCity({ sandbox, logLevel: 'silent', port: 0 });
  const { db } = city.running.find(({ name }) => name === 'governance')!;
  questionId = (await eventfulVote(db)).zone;
  await close(db, questionId);
});
afterAll(async () => {
  await city?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const run = async (words: readonly string[], env: Record<string, string> = {}) => {
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  return { code: await anju(words, { ANJU_URL: city.url, ...env }, say, say), said: said.join('\n') };
};
const keep = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};
const tokenOf = (claims: object) => sandbox.issuer.mint(claims, 60);

test('[GOV-VOTE-9] anybody fetches the public form from the gateway and checks it, with a receipt of an owner', async () => {
  const { code, said } = await run(['evidence', questionId]);
  expect(code).toBe(0);
  const bundle = keep('public.jsonl', `${said}\n`);
  const b = await createActors(city.url, sandbox.issuer).as({
    ...{ sub: 'b', roles: ['OWNER'], owner: owner('b').owner!, communities: ['com_1'] },
  });
  const { evidenceReceipts } = await b.ask(
    'query ($id: ID!) { evidenceReceipts(questionId: $id) { nodes { receipt } } }',
    { id: questionId },
  );
  const receipt = keep('receipt.json', evidenceReceipts.nodes[0].receipt);

  const key = ['--thumbprint', testEvidenceKey.thumbprint];
  const checked = await run(['verify', bundle, '--receipt', receipt, ...key]);
  expect(checked).toEqual({
    code: 0,
    said: expect.stringContaining('The receipt holds: it leads to the root.'),
  });
  expect(checked.said).toContain('参与 / Took part: 6 人 / heads, 630.00 m²');
});

test('[GOV-VOTE-9, PRIV-1] the street fetches the form for a court, which is counted again; who may not is told so', async () => {
  const court = ['evidence', questionId, '--form', 'court'];
  const asStreet = { ANJU_TOKEN: await tokenOf(offices.subdistrict) };
  const { code, said } = await run([...court, '--purpose', '法院调取'], asStreet);
  expect(code).toBe(0);
  expect(await run(['verify', keep('court.jsonl', `${said}\n`)])).toEqual({
    code: 0,
    said: expect.stringContaining('Court form: counted again from its roll and ballots'),
  });

  expect(await run(court, asStreet)).toMatchObject({
    code: 1,
    said: expect.stringContaining('needs --purpose'),
  });
  const { said: refused } = await run([...court, '--purpose', '看看']);
  expect(refused).toContain('Only these roles may do this: SUBDISTRICT_OFFICE, COUNTY_BUREAU.');
  const elsewhere = { ANJU_TOKEN: await tokenOf(offices.tianchangBureau) };
  const beyond = await run([...court, '--purpose', '看看'], elsewhere);
  expect(beyond).toEqual({ code: 1, said: expect.stringContaining('the token does not reach it') });
});

test('[GOV-MEET-2, GOV-MEET-6] notice and result are written as pages to print', async () => {
  const { question } = await createActors(city.url, sandbox.issuer).anybody.ask(
    'query ($id: ID!) { question(id: $id) { meeting { id } decision { id } } }',
    { id: questionId },
  );
  expect(await run(['sheet', question.meeting.id])).toEqual({
    code: 0,
    said: expect.stringMatching(/^<!doctype html>[^]*业主大会会议通知[^]*<\/html>$/),
  });
  expect((await run(['sheet', question.decision.id])).said).toContain('业主共同决定公告');
});

test.each([
  [['sheet']],
  [['sheet', 'que_1']],
  [['sheet', 'mtg_none']],
  [['sheet', 'mtg_1', 'mtg_2']],
  [['sheet', 'mtg_1', '--dry-run']],
  [['evidence']],
  [['evidence', 'que_1', 'que_2']],
  [['evidence', '']],
  [['evidence', 'que_1', '--form', 'other']],
  [['evidence', 'que_1', '--form', '']],
  [['evidence', 'que_1', '--purpose', '看看']],
  [['evidence', 'que_1', '--dry-run']],
  [['evidence', 'que_none']],
])('anju %j is refused in both languages', async (words) => {
  expect(await run(words)).toEqual({ code: 1, said: expect.stringMatching(/\p{Script=Han}.* \/ .*[a-z]/u) });
});
