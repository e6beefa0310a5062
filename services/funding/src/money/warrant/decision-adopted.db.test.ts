import { receive } from '@anju/runtime/inbox';
import { anEnvelope } from '@anju/runtime/testing/envelope';
import { execute } from '@anju/runtime/testing/execute';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { anybody } from '../../callers.builder';
import { findDecision } from '../../known/decision/decision.table';
import { decisionAdopted, decisionEffective, payWarrant } from '../../neighbours.builder';
import { schema } from '../../schema';
import { storage } from '../../storage';
import { funding } from '../../subscriptions';
import { WarrantTable } from './warrant.table';

const database = testDatabase(storage);
const now = '2022-07-16T02:00:00.000Z';
const clock = () => now as typeof now;

test('[MF-2] an adopted decision is a warrant for its works, once however often it is delivered', async () => {
  const event = anEnvelope(decisionAdopted());

  expect(await receive(database(), funding, event, clock)).toBe('HANDLED');
  expect(await receive(database(), funding, event, clock)).toBe('DUPLICATE');

  expect(await database().read.find(WarrantTable)).toMatchObject([
    { decisionId: 'dec_1', contentCodes: ['ROOF_REPAIR'], ceilingFen: 10_000_000, recordedAt: now },
  ]);
});

test('an event that breaks its contract is parked, and warrants nothing', async () => {
  const event = anEnvelope(decisionAdopted({ warrants: payWarrant({ ceilingFen: -1 }) }));

  expect(await receive(database(), funding, event, clock)).toBe('PARKED');
  expect(await database().read.find(WarrantTable)).toEqual([]);
  expect(await findDecision(database().read, 'dec_1')).toBeNull();
});

test('[GOV-VOTE-12] the gateway finds the warrant on the decision, and from when it holds', async () => {
  const source = `{ _entities(representations: [
    { __typename: "OwnersDecision", id: "dec_1" }, { __typename: "OwnersDecision", id: "dec_2" }
  ]) { ... on OwnersDecision { warrant { ceilingFen committedFen effectiveAt } } } }`;
  const ask = () => execute(schema, source, { db: database(), now, caller: anybody });
  await receive(database(), funding, anEnvelope(decisionAdopted()), clock);

  const warrant = { ceilingFen: 10_000_000, committedFen: 0, effectiveAt: null };
  expect(await ask()).toEqual({ data: { _entities: [{ warrant }, { warrant: null }] } });

  await receive(database(), funding, anEnvelope(decisionEffective(), { sequence: 2 }), clock);
  const effectiveAt = '2022-07-25T16:00:00.000Z';
  expect(await ask()).toMatchObject({ data: { _entities: [{ warrant: { effectiveAt } }, {}] } });
});
