import { setTimeout as wait } from 'node:timers/promises';
import { type Connection, createConnection } from 'mysql2/promise';
import type { EntityManager } from 'typeorm';
import { openDatabase } from './database';
import { LeaseTable } from './lease';
import { bareStorage } from './testing/bare-service';
import { engine, shortWaits, ownDatabase } from './testing/test-database';
import { Conflict, transaction } from './transaction';

const database = ownDatabase(bareStorage, { waits: shortWaits });

// Leases stand for any table here.
const put = (tx: EntityManager, name: string) => tx.insert(LeaseTable, { name, token: 1, expiresAt: '' });

if (engine === 'mariadb')
  describe('a row that another session has, and does not let go of', () => {
    let other: Connection;
    beforeEach(async () => {
      await transaction(database(), (tx) => put(tx, 'held'));
      other = await createConnection((database().writer.options as { readonly url?: string }).url!);
      await other.beginTransaction();
      await other.query("SELECT * FROM lease WHERE name = 'held' FOR UPDATE");
    });
    afterEach(() => other.end());
    const take = () =>
      transaction(database(), (tx) => tx.update(LeaseTable, { name: 'held' }, { token: 2 }), {
        repeatable: true,
      });

    test('is waited for, and not for ever: then it is a conflict, which the client is told', async () => {
      const since = performance.now();
      await expect(take()).rejects.toMatchObject({ errno: 1205 });
      const seconds = (performance.now() - since) / 1000;
      expect([seconds > 3, seconds < 30]).toEqual([true, true]);
    }, 60_000);

    test('is there for who waited when it is let go of meanwhile', async () => {
      const taking = take();
      await wait(1_500);
      await other.rollback();
      await expect(taking).resolves.toMatchObject({ affected: 1 });
    }, 30_000);
  });

test('what took longer than anybody waits, and lost a conflict at its end, is tried once more', async () => {
  let tries = 0;
  let later = 0;
  const now = jest.spyOn(performance, 'now').mockImplementation(() => later);
  const work = async (tx: EntityManager) => {
    later += 60_000;
    if (++tries === 1) throw new Conflict('at its end');
    await put(tx, 'long');
  };
  try {
    await transaction(database(), work);
    expect(tries).toBe(2);
    await expect(
      transaction(database(), async () => {
        later += 60_000;
        tries++;
        throw new Conflict('always');
      }),
    ).rejects.toThrow('always');
    expect(tries).toBe(4);
  } finally {
    now.mockRestore();
  }
  expect(await database().read.existsBy(LeaseTable, { name: 'long' })).toBe(true);
});

if (engine === 'mariadb')
  test('what took long because it waited is not tried again, and whoever asked is told', async () => {
    const { url } = database().writer.options as { readonly url?: string };
    const other = await createConnection(url!);
    const quick = await openDatabase(url!, bareStorage, { waits: { ...shortWaits, tableSeconds: 1 } });
    let later = 0;
    const now = jest.spyOn(performance, 'now').mockImplementation(() => later);
    const triesOf = async (work: (tx: EntityManager) => Promise<unknown>, lost: object) => {
      let tries = 0;
      const trying = transaction(
        quick,
        (tx) => {
          // As long as the usual waits.
          later += 15_001;
          tries++;
          return work(tx);
        },
        { repeatable: true },
      );
      await expect(trying).rejects.toMatchObject(lost);
      return tries;
    };
    try {
      await other.query('LOCK TABLES lease WRITE');
      expect(await triesOf((tx) => put(tx, 'late'), { errno: 1205 })).toBe(1);
      const away = () => Promise.reject(Object.assign(new Error('No answer'), { fatal: true }));
      expect(await triesOf(away, { fatal: true })).toBe(1);
    } finally {
      now.mockRestore();
      await other.end();
      await quick.close();
    }
  });
