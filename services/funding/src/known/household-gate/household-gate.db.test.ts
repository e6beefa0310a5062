import { deliver } from '@anju/runtime/testing/envelope';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { householdGateMissed, householdGateReached } from '../../neighbours.builder';
import { storage } from '../../storage';
import { funding } from '../../subscriptions';
import { findHouseholdGatesOf } from './household-gate.table';

const database = testDatabase(storage);

test('[PART-3] an asking that was opened again counts with the outcome it has then', async () => {
  const gates = () => findHouseholdGatesOf(database().read, ['com_1']);
  const now = '2022-06-16T01:00:00.000Z';
  await deliver(database(), funding, [householdGateMissed()], { now });
  expect(await gates()).toMatchObject([{ shortOf: expect.arrayContaining([expect.any(String)]) }]);

  await deliver(database(), funding, [householdGateReached()], { now, sequence: 2 });
  expect(await gates()).toMatchObject([{ shortOf: [] }]);
});
