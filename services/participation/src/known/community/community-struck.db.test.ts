import { receive } from '@anju/runtime/inbox';
import { anEnvelope } from '@anju/runtime/testing/envelope';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { communityRegistered, communityRevised, communityStruck } from '../../neighbours.builder';
import { june7 as now, solicitationSteps } from '../../solicitation/solicitation.builder';
import { storage } from '../../storage';
import { participation } from '../../subscriptions';

const database = testDatabase(storage);
const { open, look } = solicitationSteps(database);
const hear = (fact: Parameters<typeof anEnvelope>[0], sequence: number) =>
  receive(database(), participation, anEnvelope(fact, { sequence }), () => now);

test('[PART-2] in a community that was struck, told twice too, nobody is asked until a revision restores it', async () => {
  expect(await hear(communityStruck(), 2)).toBe('WAITING');
  await hear(communityRegistered(), 1);
  expect(await hear(communityStruck(), 2)).toBe('DUPLICATE');
  expect(await open()).toMatchObject({
    code: 'COMMUNITY_STRUCK',
    retryable: false,
    message: expect.stringContaining('import a list that has it'),
  });

  await hear(communityRevised(), 3);
  expect(await open()).toMatchObject({ state: 'OPEN', round: 1 });
});

test('[PART-2] a solicitation that was open before stays, and is seen', async () => {
  await hear(communityRegistered(), 1);
  const { id } = await open();
  await hear(communityStruck(), 2);
  expect(await look(id)).toMatchObject({ state: 'OPEN', households: 144 });
});
