import type { Envelope } from '@anju/events/define-event';
import { receive } from '@anju/runtime/inbox';
import { anEnvelope } from '@anju/runtime/testing/envelope';
import { aCaller, execute } from '@anju/runtime/testing/execute';
import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import { annulmentWithdrawn, decisionAnnulled } from '../known/known.builder';
import { schema } from '../schema';
import { storage } from '../storage';
import { propertyManagement } from '../subscriptions';
import { firstOfAugust as now, hiringPlace, sign } from './signing.builder';

const database = testDatabase(storage);
let companyId: string;
beforeEach(async () => {
  ({ companyId } = await hiringPlace(database()));
});

const event = (fact: Parameters<typeof anEnvelope>[0], sequence: number) => anEnvelope(fact, { sequence });
const take = (envelope: Envelope) => receive(database(), propertyManagement, envelope, () => now);

async function see(id: string) {
  const source = `query ($id: ID!) { pmContract(id: $id) { state decision { id } decisionAnnulledOn } }`;
  const asked = { db: database(), now, caller: aCaller(), variables: { id } };
  return (await execute(schema, source, asked)).data.pmContract;
}

test('[GOV-VOTE-10] on an annulled decision nothing is signed, and it is once the annulment is withdrawn', async () => {
  const annulment = event(decisionAnnulled(), 3);
  expect(await take(annulment)).toBe('HANDLED');
  expect(await take(annulment)).toBe('DUPLICATE');
  const before = await factsIn(database());
  const refused = await sign(database(), companyId);
  expect(refused).toMatchObject({ code: 'DECISION_ANNULLED', rule: 'GOV-VOTE-10' });
  expect(refused.message).toContain('annulled as of 2022-08-01');
  expect(await factsIn(database())).toEqual(before);

  await take(event(annulmentWithdrawn(), 4));
  expect(await sign(database(), companyId)).toMatchObject({ __typename: 'PmContract' });
});

test('[GOV-VOTE-10] a contract that was signed before runs on, and shows that its decision is annulled', async () => {
  const { id } = await sign(database(), companyId);
  const standing = { state: 'RUNNING', decision: { id: 'dec_1' }, decisionAnnulledOn: null };
  expect(await see(id)).toEqual(standing);
  await take(event(decisionAnnulled(), 3));
  expect(await see(id)).toEqual({ ...standing, decisionAnnulledOn: '2022-08-01' });
  await take(event(annulmentWithdrawn(), 4));
  expect(await see(id)).toEqual(standing);
});
