import { transaction } from '@anju/runtime/transaction';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { solicitationSteps } from '../solicitation/solicitation.builder';
import { storage } from '../storage';
import { householdSteps } from './household-response.builder';
import { AnswerTable, ContactTable } from './household-response.table';

const database = testDatabase(storage);
const { register, open } = solicitationSteps(database);
const { answer, contact } = householdSteps(database);

const run = (sql: string) => transaction(database(), (tx) => tx.query(sql));

test.each([
  ['household_contact', 'contactedOn', ContactTable],
  ['household_answer', 'consents', AnswerTable],
])('[OVR-2] %s is never changed, deleted or replaced', async (name, column, table) => {
  await register();
  const { id: solicitationId } = await open();
  await contact({ solicitationId });
  await answer({ solicitationId });
  const before = await database().read.find(table as never);
  expect(before).toHaveLength(1);

  await expect(run(`UPDATE ${name} SET ${column} = ${column}`)).rejects.toThrow(/append-only/);
  await expect(run(`DELETE FROM ${name}`)).rejects.toThrow(/append-only/);
  await expect(run(`REPLACE INTO ${name} SELECT * FROM ${name}`)).rejects.toThrow(/append-only/);
  expect(await database().read.find(table as never)).toEqual(before);
});
