import { decisionEffective } from '@anju/events/governance';
import { on } from './consumer';
import type { Database } from './database';
import { receive } from './inbox';
import { InboxTable } from './inbox.table';
import { appendToOutbox, OutboxTable } from './outbox';
import { bareStorage, effective } from './testing/bare-service';
import { anEnvelope } from './testing/envelope';
import { limitPages } from './testing/limit-pages';
import { engine, ownDatabase } from './testing/test-database';
import { isOutOfRoom, transaction } from './transaction';

const database = ownDatabase(bareStorage);
const now = '2022-09-20T10:00:00.000Z';

let told = 0;
const tell = (db: Database) => transaction(db, (tx) => appendToOutbox(tx, [effective(`dec_${++told}`)], now));

/** Until there is no room; each that is not refused is acknowledged. */
async function tellAll(db: Database): Promise<{ acknowledged: number; refused: number }> {
  const sum = { acknowledged: 0, refused: 0 };
  for (let i = 0; sum.refused < 5 && i < 1_000; i++) {
    try {
      await tell(db);
      sum.acknowledged++;
    } catch (error) {
      expect(isOutOfRoom(error)).toBe(true);
      sum.refused++;
    }
  }
  expect(sum.refused).toBe(5);
  return sum;
}

if (engine === 'sqlite') {
  test('what finds no room is refused, all that was acknowledged is there, and it goes on once there is room', async () => {
    const counted: string[] = [];
    database().measured.add(({ what }) => void counted.push(what));
    await limitPages(database(), 2);
    const { acknowledged } = await tellAll(database());
    expect(await database().read.count(OutboxTable)).toBe(acknowledged);
    expect(counted.filter((what) => what === 'NO_ROOM')).toHaveLength(5);
    // Whatever came next would be within that one, and be committed by nobody.
    expect(database().writer.createQueryRunner().isTransactionActive).toBe(false);

    await limitPages(database(), null);
    await tell(database());
    expect(await database().read.count(OutboxTable)).toBe(acknowledged + 1);
  });

  test('what was refused and could not be rolled back takes nothing along that comes after it', async () => {
    const runner = database().writer.createQueryRunner();
    jest.spyOn(runner, 'rollbackTransaction').mockRejectedValueOnce(new Error('disk I/O error'));
    const refused = { accepted: false };
    const answered = await transaction(database(), async (tx) => {
      await appendToOutbox(tx, [effective('dec_refused')], now);
      return refused;
    });
    expect(answered).toBe(refused);

    await tell(database());
    expect((await database().read.find(OutboxTable)).map(({ subject }) => subject)).toEqual([`dec_${told}`]);
  });

  test('an event is not parked because its database was full: it is brought again', async () => {
    const consumer = {
      name: 'tester',
      subscriptions: [
        on(decisionEffective, async (tx) => {
          for (let i = 0; i < 100; i++) await appendToOutbox(tx, [effective(`dec_of_${i}`)], now);
        }),
      ],
    };
    const take = () =>
      receive(
        database(),
        consumer,
        anEnvelope(effective('dec_1'), { subject: 'dec_1', sequence: 1 }),
        () => now,
      );
    await limitPages(database(), 1);
    await expect(take()).rejects.toThrow('full');
    expect(await database().read.find(InboxTable)).toMatchObject([{ state: 'WAITING', error: null }]);

    await limitPages(database(), null);
    expect(await take()).toBe('DUPLICATE');
    expect(await database().read.find(InboxTable)).toMatchObject([{ state: 'HANDLED' }]);
  });
}

if (engine === 'mariadb') {
  test('a full table is known as such', async () => {
    const { writer } = database();
    await writer.query('CREATE TABLE tiny (text CHAR(250)) ENGINE=MEMORY MAX_ROWS=1');
    try {
      const filling = transaction(database(), async (tx) => {
        await tx.query('SET max_heap_table_size = 16384');
        await tx.query('ALTER TABLE tiny ENGINE=MEMORY');
        await tx.query("INSERT INTO tiny SELECT REPEAT('x', 250) FROM information_schema.COLUMNS");
      });
      const error: unknown = await filling.catch((each: unknown) => each);
      expect([isOutOfRoom(error), (error as Error).message]).toEqual([
        true,
        expect.stringContaining("The table 'tiny' is full"),
      ]);
    } finally {
      await writer.query('DROP TABLE tiny');
    }
  });
}

test.each([
  [{ errno: 1021 }, true],
  [{ errno: 1026, message: 'Error writing file \'./a\' (Errcode: 28 "No space left on device")' }, true],
  [{ errno: 1030, message: 'Got error 28 "No space left on device" from storage engine InnoDB' }, true],
  [{ errno: 1030, message: 'Got error 122 "Internal error" from storage engine' }, false],
  [{ code: 'SQLITE_IOERR_SHMSIZE' }, true],
  [{ code: 'SQLITE_IOERR' }, false],
  [{ message: 'No space left on device' }, false],
])('%j is for want of room: %s', (error, expected) => {
  expect(isOutOfRoom(error)).toBe(expected);
});
