import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { playRecordedFacts } from '@anju/runtime/recorded-facts';
import { execute } from '@anju/runtime/testing/execute';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { subdistrict as caller } from './callers.builder';
import { householdSteps } from './household-response/household-response.builder';
import { schema } from './schema';
import { june16 as now, june7, solicitationSteps } from './solicitation/solicitation.builder';
import { storage } from './storage';
import { participation } from './subscriptions';

const database = testDatabase(storage);
const { open, close } = solicitationSteps(database);
const { importCsv } = householdSteps(database);

const facts = join(__dirname, '../data/demo-facts.json');
const answers = join(__dirname, '../../../infra/local/data/fengyuan-household-responses.csv');

test('[PART-2, PART-3] with its neighbours down participation asks a community of their recorded facts and shows it on the project', async () => {
  expect(await playRecordedFacts(database(), participation, facts, () => june7)).toBe(2);
  expect(await playRecordedFacts(database(), participation, facts, () => june7)).toBe(0);

  const { id } = await open('com_demo-fengyuan', { caller, synthetic: true });
  expect(await importCsv(id, readFileSync(answers), { caller })).toMatchObject({ created: 130 });
  expect(await close(id, { caller })).toMatchObject({ state: 'GATE_REACHED', consents: 70 });

  const source = `{ _entities(representations: [{ __typename: "RenovationProject", id: "prj_demo-fengyuan" }]) {
    ... on RenovationProject { solicitations { nodes { id state consents } } } } }`;
  const { data } = await execute(schema, source, { db: database(), now, caller });
  expect(data._entities[0].solicitations.nodes).toEqual([{ id, state: 'GATE_REACHED', consents: 70 }]);
});
