import { receive } from '@anju/runtime/inbox';
import { anEnvelope } from '@anju/runtime/testing/envelope';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { contractSigned, contractVoided } from '../../neighbours.builder';
import { storage } from '../../storage';
import { funding } from '../../subscriptions';
import { KnownContractTable } from './contract.table';

const database = testDatabase(storage);
const clock = () => '2022-08-02T02:00:00.000Z' as const;
const hear = (fact: Parameters<typeof anEnvelope>[0], sequence = 1) =>
  receive(database(), funding, anEnvelope(fact, { sequence }), clock);
const known = async () => (await database().read.find(KnownContractTable)).map(({ id }) => id);

test('[MF-2] a contract that was voided is known no more, told twice too, and the one signed anew is', async () => {
  await hear(contractSigned());
  await hear(contractSigned({ contractId: 'pct_2', communityId: 'com_2' }));
  expect(await hear(contractVoided(), 2)).toBe('HANDLED');
  expect(await hear(contractVoided(), 2)).toBe('DUPLICATE');
  expect(await known()).toEqual(['pct_2']);

  await hear(contractSigned({ contractId: 'pct_3', until: '2024-07-31' }));
  expect(await known()).toEqual(['pct_2', 'pct_3']);
});

test('[MF-2] that it was voided waits until it is known that it was signed', async () => {
  expect(await hear(contractVoided(), 2)).toBe('WAITING');
  expect(await hear(contractSigned(), 1)).toBe('HANDLED');
  expect(await known()).toEqual([]);
  expect(await hear(contractSigned(), 1)).toBe('DUPLICATE');
  expect(await known()).toEqual([]);
});
