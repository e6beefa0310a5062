import { receive } from '@anju/runtime/inbox';
import { anEnvelope } from '@anju/runtime/testing/envelope';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { contractSigned } from '../../neighbours.builder';
import { storage } from '../../storage';
import { funding } from '../../subscriptions';
import { findContractsBetween } from './contract.table';

const database = testDatabase(storage);
const clock = () => '2022-08-01T02:00:00.000Z' as const;
const tell = (...about: Parameters<typeof contractSigned>) =>
  receive(database(), funding, anEnvelope(contractSigned(...about)), clock);

test('[MF-2] a signed contract is known, and told twice it is one', async () => {
  expect(await tell()).toBe('HANDLED');
  expect(await tell()).toBe('DUPLICATE');
  expect(await tell({ contractId: 'pct_2', from: '2019-08-01', until: '2022-07-31' })).toBe('HANDLED');
  expect(await tell({ contractId: 'pct_3', companyId: 'pmc_2' })).toBe('HANDLED');

  const between = { companyId: 'pmc_1', communityId: 'com_1' } as const;
  expect(await findContractsBetween(database().read, between)).toEqual([
    { id: 'pct_2', ...between, from: '2019-08-01', until: '2022-07-31' },
    { id: 'pct_1', ...between, from: '2022-08-01', until: '2025-07-31' },
  ]);
});
