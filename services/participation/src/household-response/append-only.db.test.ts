import { transaction } from '@anju/runtime/transaction';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { solicitationSteps } from '../solicitation/solicitation.builder';
import { storage } from '../storage';
import { householdSteps } from './household-response.builder';
import { AnswerTable, ContactTable, StrikeTable } from './household-response.table';

const database = testDatabase(storage);
const { register, open } = solicitationSteps(database);
const { answer, contact, entriesOf, strike } = householdSteps(database);

const run = (sql: string) => transaction(database(), (tx) => tx.query(sql));

test.each([
  ['household_contact', 'contactedOn', ContactTable],
  ['household_answer', 'consents', AnswerTable],
  ['household_strike', 'reason', StrikeTable],
])('[OVR-2] %s is never changed, deleted or replaced', async (name, column, table) => {
  await register();
  const { id: solicitationId } = await open();
  await contact({ solicitationId });
  await answer({ solicitationId });
  await strike((await entriesOf(solicitationId, '2-1-301'))[0]!);
  const before = await database().read.find(table as never);
  expect(before).toHaveLength(1);

  await expect(run(`UPDATE ${name} SET ${column} = ${column}`)).rejects.toThrow(/append-only/);
  await expect(run(`DELETE FROM ${name}`)).rejects.toThrow(/append-only/);
  await expect(run(`REPLACE INTO ${name} SELECT * FROM ${name}`)).rejects.toThrow(/append-only/);
  expect(await database().read.find(table as never)).toEqual(before);
});
