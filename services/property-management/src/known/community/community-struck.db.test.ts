import { receive } from '@anju/runtime/inbox';
import { anEnvelope } from '@anju/runtime/testing/envelope';
import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import { firstOfAugust, hiringPlace, sign } from '../../pm-contract/signing.builder';
import { storage } from '../../storage';
import { propertyManagement } from '../../subscriptions';
import { communityRevised, communityStruck } from '../known.builder';

const database = testDatabase(storage);
const hear = (fact: Parameters<typeof anEnvelope>[0], sequence: number) =>
  receive(database(), propertyManagement, anEnvelope(fact, { sequence }), () => firstOfAugust);

test('[REG-8] for a community that was struck, told twice too, no contract is entered until a revision restores it', async () => {
  const { companyId } = await hiringPlace(database());
  expect(await hear(communityStruck(), 2)).toBe('HANDLED');
  expect(await hear(communityStruck(), 2)).toBe('DUPLICATE');
  const before = await factsIn(database());
  expect(await sign(database(), companyId)).toMatchObject({
    code: 'COMMUNITY_STRUCK',
    message: expect.stringContaining('import a list that has it'),
  });
  expect(await factsIn(database())).toEqual(before);

  await hear(communityRevised(), 3);
  expect(await sign(database(), companyId)).toMatchObject({ __typename: 'PmContract' });
});
