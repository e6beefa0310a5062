import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { decisionEffective } from '@anju/events/governance';
import { type EntityManager, EntitySchema, type QueryRunner } from 'typeorm';
import { idColumn } from './columns';
import { type Consumer, on } from './consumer';
import type { Storage } from './database';
import { receive } from './inbox';
import { InboxTable } from './inbox.table';
import { appendToOutbox, OutboxTable } from './outbox';
import { publishAgain } from './publish-again';
import { createRebuilder } from './rebuild-copy';
import { publishPending } from './relay';
import { bareStorage, effective } from './testing/bare-service';
import { anEnvelope } from './testing/envelope';
import { testDelivery } from './testing/test-delivery';
import { ownDatabase } from './testing/test-database';
import { transaction } from './transaction';

// Whoever joins a group waits for the broker.
jest.setTimeout(60_000);

/** The copy: by what event each decision is known. */
const KnownTable = new EntitySchema<{ readonly decisionId: string; readonly eventId: string }>({
  name: 'known',
  columns: { decisionId: { ...idColumn, primary: true }, eventId: idColumn },
});
class CreateKnown1700000000099 {
  async up(runner: QueryRunner) {
    await runner.query(
      'CREATE TABLE known (decisionId VARCHAR(64) NOT NULL PRIMARY KEY, eventId VARCHAR(64) NOT NULL)',
    );
  }
  async down() {}
}
const storage: Storage = {
  ...bareStorage,
  tables: [KnownTable],
  migrations: [...bareStorage.migrations, CreateKnown1700000000099],
  copies: { decision: [KnownTable] },
};

const speaker = ownDatabase(bareStorage);
const listener = ownDatabase(storage);
const delivery = testDelivery();
const now = '2022-09-20T10:00:00.000Z' as const;
const clock = () => now;

// One broker serves all tests, so each speaks of its own decisions under its own name.
const run = randomUUID().slice(0, 8);
const consumer: Consumer = {
  name: `untold-${run}`,
  subscriptions: [
    on(decisionEffective, async (tx: EntityManager, { subject, id }) => {
      await tx.upsert(KnownTable, { decisionId: subject, eventId: id }, ['decisionId']);
    }),
  ],
};

const tell = async (subject: `dec_${string}`) => {
  await transaction(speaker(), (tx) => appendToOutbox(tx, [effective(subject)], now));
  await publishPending(speaker(), await delivery().publisherFor('governance'));
};
/** As whoever may write to the topic does: the contract is kept, and nobody of ours told it. */
const forge = async (subject: `dec_${string}`, sequence: number) => {
  const forged = anEnvelope(effective(subject), { subject, sequence, id: `evt_forged_${run}_${sequence}` });
  await (await delivery().publisherFor('governance')).send([forged]);
  return forged.id;
};
const stateOf = async (eventId: string) =>
  (await listener().read.findOneBy(InboxTable, { consumer: consumer.name, eventId }))?.state;
const known = async (decisionId: string) =>
  (await listener().read.findOneBy(KnownTable, { decisionId }))?.eventId;
const told = async (subject: string) =>
  (await speaker().read.find(OutboxTable, { where: { subject }, order: { sequence: 'ASC' } })).map(
    ({ id }) => id,
  );
async function until<T>(look: () => Promise<T>, wanted: T): Promise<void> {
  for (let tries = 0; (await look()) !== wanted && tries < 600; tries++) await wait(50);
  expect(await look()).toBe(wanted);
}

test('a forged event in the next place, handled with its effect, makes way for the true one, and the line goes on', async () => {
  const subject = `dec_${run}` as const;
  const listening = await delivery().subscribe(consumer, async (event) => {
    if (event.subject.includes(run)) await receive(listener(), consumer, event, clock);
  });
  // What a broker keeps needs no answer, and there another run, or a city, may answer to that name.
  const answering = delivery().keepsAll
    ? null
    : await delivery().onAsked('governance', async (request) => {
        await publishAgain(speaker(), request);
        await publishPending(speaker(), await delivery().publisherFor('governance'));
      });
  await tell(subject);
  const forged = await forge(subject, 2);
  await until(() => known(subject), forged);
  await tell(subject);
  const [, second] = await told(subject);
  await until(() => stateOf(second!), 'REFUSED');

  const rebuilder = createRebuilder(listener(), { storage, consumer, delivery: delivery(), clock });
  const untold = [{ subject, sequence: 2, eventId: forged, toldId: second! }];
  expect(await rebuilder.rebuild(null, true, untold)).toMatchObject({ events: 2, changed: 1 });
  expect(await known(subject)).toBe(forged);
  expect(await rebuilder.rebuild(null, false, untold)).toMatchObject({ events: 2, changed: 1 });
  expect([await known(subject), await stateOf(second!), await stateOf(forged)]).toEqual([
    second,
    'HANDLED',
    'REFUSED',
  ]);

  await tell(subject);
  const [, , third] = await told(subject);
  await until(() => known(subject), third);
  expect(await rebuilder.rebuild(null, true)).toMatchObject({ events: 3, changed: 0 });
  await answering?.stop();
  await listening.stop();
});
