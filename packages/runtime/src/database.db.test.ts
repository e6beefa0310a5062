import Libsql from 'libsql';
import type { EntityManager } from 'typeorm';
import { LeaseTable } from './lease';
import { bareStorage } from './testing/bare-service';
import { engine, testDatabase } from './testing/test-database';
import { transaction } from './transaction';

const database = testDatabase(bareStorage);
const put = (tx: EntityManager, name: string) => tx.insert(LeaseTable, { name, token: 1, expiresAt: '' });
const names = async () =>
  (await database().read.find(LeaseTable, { order: { name: 'ASC' } })).map(({ name }) => name);

test('a lone parameter arrives as what it is: text, a number, nothing, bytes', async () => {
  const echo = async (value: unknown) => {
    const [{ it }] = await database().read.query('SELECT ? AS it', [value]);
    return it;
  };
  expect(await echo('凤源')).toBe('凤源');
  expect(Number(await echo(7))).toBe(7);
  expect(await echo(null)).toBeNull();
  expect(Buffer.from((await echo(Buffer.from([0, 255, 7]))) as Buffer)).toEqual(Buffer.from([0, 255, 7]));
});

test('a lone parameter of a statement that writes does, too', async () => {
  await transaction(database(), async (tx) => {
    await put(tx, 'kept');
    await tx.query('DELETE FROM lease WHERE name = ?', [null]);
    await tx.query('DELETE FROM lease WHERE name = ?', [Buffer.from('kep')]);
  });

  expect(await names()).toEqual(['kept']);
});

if (engine === 'sqlite') {
  test('what is committed is on the disk, and readers hold up no writer', async () => {
    const { writer } = database();

    expect(await writer.query('PRAGMA journal_mode')).toMatchObject([{ journal_mode: 'wal' }]);
    expect(await writer.query('PRAGMA synchronous')).toMatchObject([{ synchronous: 2 }]);
    expect(await writer.query('PRAGMA recursive_triggers')).toMatchObject([{ recursive_triggers: 1 }]);
  });

  test('nobody writes past `transaction`', async () => {
    await expect(put(database().read, 'past')).rejects.toThrow('readonly');
    expect(await names()).toEqual([]);
  });

  describe('while another program writes to the file', () => {
    let other: Libsql.Database;
    beforeEach(() => {
      other = new Libsql(String(database().writer.options.database));
      other.exec('BEGIN IMMEDIATE');
      other.exec("INSERT INTO lease VALUES ('theirs', 1, '')");
    });
    afterEach(() => void other.close());

    test('a transaction waits for it a moment', async () => {
      let tries = 0;
      await transaction(database(), async (tx) => {
        if (++tries === 3) other.exec('COMMIT');
        await put(tx, 'ours');
      });

      expect(await names()).toEqual(['ours', 'theirs']);
    });

    test('a transaction gives up in the end, and the next one sees and does all', async () => {
      const read = () => transaction(database(), (tx) => tx.find(LeaseTable));
      expect(await read()).toEqual([]);
      const refused = transaction(database(), async (tx) => {
        await tx.find(LeaseTable);
        await put(tx, 'lost');
      });
      await expect(refused).rejects.toMatchObject({ code: 'SQLITE_BUSY' });
      other.exec('COMMIT');

      expect(await read()).toMatchObject([{ name: 'theirs' }]);
      await transaction(database(), (tx) => put(tx, 'ours'));
      expect(await names()).toEqual(['ours', 'theirs']);
      expect(await database().writer.query('PRAGMA synchronous')).toMatchObject([{ synchronous: 2 }]);
    });

    test('a transaction that had read before is done again on what is there now', async () => {
      const seen: number[] = [];
      await transaction(database(), async (tx) => {
        seen.push(await tx.count(LeaseTable));
        if (seen.length === 1) other.exec('COMMIT');
        await put(tx, 'ours');
      });

      expect(seen).toEqual([0, 1]);
      expect(await names()).toEqual(['ours', 'theirs']);
    });
  });
} else {
  test('the schema compares text exactly, and keeps every character', async () => {
    const [{ collation, charset }] = await database().read.query(
      'SELECT @@collation_database AS collation, @@character_set_database AS charset',
    );

    expect({ collation, charset }).toEqual({ collation: 'utf8mb4_bin', charset: 'utf8mb4' });
  });
}
