import { setTimeout as wait } from 'node:timers/promises';
import { decisionEffective } from '@anju/events/governance';
import type { Envelope } from '@anju/events/define-event';
import { EntitySchema, type QueryRunner } from 'typeorm';
import { idColumn, integerColumn } from './columns';
import { on } from './consumer';
import type { Storage } from './database';
import { receive } from './inbox';
import { createRebuilder } from './rebuild-copy';
import { bareStorage, effective } from './testing/bare-service';
import { anEnvelope } from './testing/envelope';
import { holdAt } from './testing/hold-at';
import { testDatabase } from './testing/test-database';
import { toldAgain } from './testing/told-again';
import { transaction } from './transaction';

/** What is known of a decision: the place of the last event about it. */
const KnownTable = new EntitySchema<{ readonly decisionId: string; readonly place: number }>({
  name: 'known',
  columns: { decisionId: { ...idColumn, primary: true }, place: integerColumn },
});

class CreateKnown1700000000099 {
  async up(runner: QueryRunner) {
    await runner.query(
      'CREATE TABLE known (decisionId VARCHAR(64) NOT NULL PRIMARY KEY, place BIGINT NOT NULL)',
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
const database = testDatabase(storage);
const clock = () => '2022-09-20T10:00:00.000Z' as const;

/** What the next handler waits for before it commits. */
let hold: Promise<unknown> | null = null;

const consumer = {
  name: 'bare',
  subscriptions: [
    on(decisionEffective, async (tx, { subject, sequence }) => {
      if (subject === 'dec_second' && !(await tx.existsBy(KnownTable, { decisionId: 'dec_first' })))
        throw new Error('The first is not known');
      if (sequence === 1) await tx.insert(KnownTable, { decisionId: subject, place: 1 });
      else await tx.update(KnownTable, { decisionId: subject }, { place: sequence });
      const held = hold;
      hold = null;
      await held;
    }),
  ],
};

/** All that was told; who asks hears it from the last to the first. */
let log: Envelope[];
beforeEach(() => (log = []));

async function handle(subject: `dec_${string}`, sequence = 1) {
  const event = anEnvelope(effective(subject), { sequence });
  log.push(event);
  expect(await receive(database(), consumer, event, clock)).toBe('HANDLED');
}
const damage = (decisionId: string) =>
  transaction(database(), (tx) => tx.update(KnownTable, { decisionId }, { place: 99 }));
const lose = (decisionId: string) => transaction(database(), (tx) => tx.delete(KnownTable, { decisionId }));
const known = async () =>
  Object.fromEntries(
    (await database().read.find(KnownTable)).map(({ decisionId, place }) => [decisionId, place]),
  );

function rebuilder(answerMs = 60_000, giveUpMs = 300, keptMs = 60_000) {
  const delivery = toldAgain(() => log.toReversed());
  const timing = { askMs: 0, giveUpMs, everyMs: 10, answerMs, keptMs };
  return createRebuilder(database(), { storage, consumer, delivery, clock }, timing);
}

test('in whatever order it is told again, the copy is as it was when it was told first', async () => {
  await handle('dec_first');
  await handle('dec_second');
  await handle('dec_second', 2);
  await damage('dec_second');
  await lose('dec_first');

  expect(await rebuilder().rebuild('decision', false)).toEqual({
    events: 3,
    added: 1,
    changed: 1,
    removed: 0,
  });
  expect(await known()).toEqual({ dec_first: 1, dec_second: 2 });
  expect(await rebuilder().rebuild('decision', false)).toEqual({
    events: 3,
    added: 0,
    changed: 0,
    removed: 0,
  });
});

test('what is handled while the copy is rebuilt is in it', async () => {
  await handle('dec_a');
  for (let sequence = 2; sequence <= 6; sequence++) {
    await damage('dec_a');
    await Promise.all([rebuilder().rebuild('decision', false), handle('dec_a', sequence)]);
    expect(await known()).toEqual({ dec_a: sequence });
  }
});

test('an event that is being handled while the rows are compared is not lost', async () => {
  await handle('dec_a');
  await damage('dec_a');
  // Long enough for the comparison to meet its row, where there are several connections.
  hold = wait(400);
  await Promise.all([handle('dec_a', 2), wait(50).then(() => rebuilder().rebuild('decision', false))]);

  expect(await known()).toEqual({ dec_a: 2 });
});

describe('a row that is missing, and that no lock keeps', () => {
  beforeEach(async () => {
    await handle('dec_a');
    await lose('dec_a');
  });

  test('is as it was told, also where its next event comes right before it is written', async () => {
    const door = holdAt(database(), (sql) => sql.startsWith('INSERT INTO `known`'), 1);
    const rebuilding = rebuilder().rebuild('decision', false);
    await door.there;
    const handling = handle('dec_a', 2);
    // Until it is handled, or has met what keeps it from it.
    await Promise.race([handling, wait(700)]);
    door.letIn();
    await Promise.all([rebuilding, handling]);

    expect(await known()).toEqual({ dec_a: 2 });
  });

  test('is as it was told, also where its next event found none, and is not committed yet', async () => {
    hold = wait(400);
    await Promise.all([handle('dec_a', 2), wait(50).then(() => rebuilder().rebuild('decision', false))]);

    expect(await known()).toEqual({ dec_a: 2 });
  });

  test('is counted by a look, which keeps nobody from anything', async () => {
    expect(await rebuilder().rebuild('decision', true)).toMatchObject({ added: 1 });
    expect(await known()).toEqual({});
  });
});

test('where not all comes again, the copy is left as it is, and it is said', async () => {
  await handle('dec_first');
  await handle('dec_second');
  await damage('dec_first');
  // Without the first the second cannot be handled.
  log.shift();

  await expect(rebuilder().rebuild('decision', false)).rejects.toThrow(
    /^2 events that were handled did not come again: dec_second: Error: The first is not known$/,
  );
  expect(await known()).toEqual({ dec_first: 99, dec_second: 1 });
});

test('while the broker is away nothing is rebuilt, and it is said', async () => {
  await handle('dec_a');
  const away = { ...toldAgain(() => log), subscribe: () => Promise.reject(new Error('No broker')) };

  const { rebuild } = createRebuilder(database(), { storage, consumer, delivery: away, clock });
  await expect(rebuild('decision', false)).rejects.toThrow('nothing can be heard now: Error: No broker');
});

test('whoever waits is told how much of it came', async () => {
  await handle('dec_a');
  await handle('dec_b');
  log.pop();
  const { rebuild, underWay, stop } = rebuilder(0, 60_000);
  expect(underWay('decision', true)).toBeNull();
  expect(await rebuild('decision', true)).toEqual({ handled: 0, of: 0 });
  while (underWay('decision', true)!.handled === 0) await wait(10);
  expect(underWay('decision', true)).toEqual({ handled: 1, of: 2 });
  expect(underWay('decision', false)).toBeNull();
  await stop();
});

test('where a broker keeps all, nobody is asked to tell it again while it comes', async () => {
  await handle('dec_a');
  const asked: unknown[] = [];
  let hear: (event: Envelope) => Promise<void>;
  const delivery = {
    ...toldAgain(() => log),
    keepsAll: true,
    subscribe: async (_: unknown, take: typeof hear) => {
      hear = take;
      return { stop: async () => undefined };
    },
    askAgain: async (request: unknown) => void asked.push(request),
  };
  const timing = { askMs: 2_000, giveUpMs: 60_000, everyMs: 10, answerMs: 60_000, keptMs: 60_000 };
  const { rebuild } = createRebuilder(database(), { storage, consumer, delivery, clock }, timing);
  const rebuilt = rebuild('decision', true);
  // As a broker lets it in late, and has much that was handled nowhere.
  await wait(2_500);
  for (const each of ['dec_x', 'dec_y', 'dec_z'] as const) {
    await hear!(anEnvelope(effective(each)));
    await wait(800);
  }
  await hear!(log[0]!);
  expect(await rebuilt).toMatchObject({ events: 1 });
  expect(asked).toEqual([]);
});

test('what was done and nobody came for says nothing of what is there later', async () => {
  await handle('dec_a');
  const { rebuild, underWay, stop } = rebuilder(0, 300, 10);
  expect(await rebuild('decision', false)).toHaveProperty('handled');
  while (underWay('decision', false)) await wait(10);

  await damage('dec_a');
  expect(await rebuild('decision', false)).toHaveProperty('handled');
  while (underWay('decision', false)) await wait(10);
  expect(await known()).toEqual({ dec_a: 1 });
  await stop();
});

test('who asks again meets the same work, and a stop ends it', async () => {
  await handle('dec_a');
  const { rebuild, stop } = rebuilder(0);
  const both = await Promise.all([rebuild('decision', true), rebuild('decision', true)]);
  for (const each of both) expect(each).toHaveProperty('handled');
  let come = both[0]!;
  while ('handled' in come) come = await rebuild('decision', true);
  expect(come).toMatchObject({ events: 1 });

  log = [];
  expect(await rebuild('decision', true)).toHaveProperty('handled');
  await stop();
  await expect(rebuild('decision', true)).rejects.toThrow('aborted');
});
