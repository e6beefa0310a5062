import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import type { EntityManager } from 'typeorm';
import { openDatabase, sqliteUrl } from './database';
import { LeaseTable } from './lease';
import { Mendable } from './mendable';
import { bareStorage } from './testing/bare-service';
import { engine, shortWaits, testDatabase } from './testing/test-database';
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

test('nobody writes past `transaction`', async () => {
  await transaction(database(), (tx) => put(tx, 'kept'));
  const { read } = database();
  for (const past of [
    () => put(read, 'past'),
    () => read.update(LeaseTable, { name: 'kept' }, { token: 2 }),
    () => read.delete(LeaseTable, { name: 'kept' }),
    () => read.query('DELETE FROM lease'),
    () => read.createQueryBuilder().delete().from(LeaseTable).execute(),
    () => read.transaction((tx) => put(tx, 'past')),
  ])
    await expect(past()).rejects.toThrow('readonly');

  expect(await read.find(LeaseTable)).toMatchObject([{ name: 'kept', token: 1 }]);
});

if (engine === 'sqlite') {
  test('what is committed is on the disk, and readers hold up no writer', async () => {
    const { writer } = database();

    expect(await writer.query('PRAGMA journal_mode')).toMatchObject([{ journal_mode: 'wal' }]);
    expect(await writer.query('PRAGMA synchronous')).toMatchObject([{ synchronous: 2 }]);
    expect(await writer.query('PRAGMA recursive_triggers')).toMatchObject([{ recursive_triggers: 1 }]);
  });

  test('once it is closed the one file has all of it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'anju-one-file-'));
    const db = await openDatabase(sqliteUrl(join(folder, 'all.db')), bareStorage);
    await transaction(db, (tx) => put(tx, 'kept'));
    await db.close();

    copyFileSync(join(folder, 'all.db'), join(folder, 'backup.db'));
    const backup = await openDatabase(sqliteUrl(join(folder, 'backup.db')), bareStorage);
    expect(await backup.read.find(LeaseTable)).toMatchObject([{ name: 'kept' }]);
    await backup.close();
    rmSync(folder, { recursive: true });
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

  test('copies of a service that start together make their tables once, and all start', async () => {
    const schema = `copies_${Date.now()}`;
    await database().writer.query(`CREATE DATABASE ${schema}`);
    const url = new URL((database().writer.options as { url: string }).url);
    url.pathname = `/${schema}`;
    const told = jest.spyOn(console, 'error').mockReturnValue();
    try {
      const copies = await Promise.all(Array.from({ length: 4 }, () => openDatabase(url.href, bareStorage)));
      expect(await copies[0]!.read.count(LeaseTable)).toBe(0);
      for (const { read } of copies)
        expect(await read.query('SELECT @@collation_database AS it')).toEqual([{ it: 'utf8mb4_bin' }]);
      const name = (
        await database().read.query("SELECT CONCAT('anju migrates ', MD5(?)) AS name", [schema])
      )[0];
      const [holder] = copies;
      const runner = holder!.writer.createQueryRunner();
      await runner.query('SELECT GET_LOCK(?, 0)', [name.name]);
      told.mockClear();
      const late = openDatabase(url.href, bareStorage, { waits: shortWaits });
      await expect(late).rejects.toThrow(
        /另一个进程正在更新.* \/ Another process is bringing this schema up to date/,
      );
      await expect(late).rejects.toBeInstanceOf(Mendable);
      // Said before the wait, which may be long.
      expect(told.mock.calls).toEqual([
        [expect.stringMatching(/^另一个进程正在更新.* \/ Another process is .* for at most 1 seconds\.$/)],
      ]);
      told.mockClear();
      await runner.release();
      await Promise.all(copies.map((copy) => copy.close()));
      // Whoever is gone holds up nobody.
      await (await openDatabase(url.href, bareStorage, { waits: shortWaits })).close();
      expect(told).not.toHaveBeenCalled();
    } finally {
      told.mockRestore();
      await database().writer.query(`DROP DATABASE ${schema}`);
    }
  });
}

if (engine === 'mariadb') {
  describe('a server that cannot be opened is told to who can put it right, in both languages and without the password', () => {
    const stranger = `anju_${process.pid}`;
    beforeEach(() => database().writer.query(`CREATE OR REPLACE USER ${stranger} IDENTIFIED BY 'geheim'`));
    afterEach(() => database().writer.query(`DROP USER ${stranger}`));

    test.each<[string, (url: URL) => void, string, string]>([
      [
        'nobody listens',
        (url) => (url.port = '9'),
        '没有 MariaDB 应答',
        'No MariaDB answers at 127.0.0.1:9 (',
      ],
      ['no such host', (url) => (url.hostname = 'nowhere.invalid'), '没有 MariaDB 应答', 'nowhere.invalid:'],
      ['a wrong password', (url) => (url.password = 'falsch'), '不接受用户', 'does not take user anju_'],
      ['no right to the schema', () => undefined, '无权使用', 'may not use schema anju_test_'],
      [
        'no such schema',
        (url) => {
          [url.username, url.password] = ['root', ''];
          url.pathname = '/nothing_here';
        },
        '没有库 nothing_here',
        'There is no schema nothing_here at',
      ],
    ])('%s', async (_, wrong, zh, en) => {
      const url = new URL((database().writer.options as { readonly url?: string }).url!);
      [url.username, url.password] = [stranger, 'geheim'];
      wrong(url);
      const error = (await openDatabase(url.href, bareStorage).catch((each: unknown) => each)) as Error;

      expect(error).toBeInstanceOf(Mendable);
      const [chinese, english] = error.message.split(' / ');
      expect(chinese).toContain(zh);
      expect(english).toContain(en);
      expect(error.message).not.toMatch(/geheim|falsch/);
    });

    test('no right to make tables', async () => {
      const url = new URL((database().writer.options as { readonly url?: string }).url!);
      [url.username, url.password, url.pathname] = [stranger, 'geheim', `/${stranger}_empty`];
      await database().writer.query(`CREATE DATABASE ${stranger}_empty`);
      try {
        await database().writer.query(`GRANT SELECT ON ${stranger}_empty.* TO ${stranger}`);
        const error = (await openDatabase(url.href, bareStorage).catch((each: unknown) => each)) as Error;

        expect(error).toBeInstanceOf(Mendable);
        expect(error.message).toMatch(/无权在其中建表.* \/ .*not make its tables/);
      } finally {
        await database().writer.query(`DROP DATABASE ${stranger}_empty`);
      }
    });
  });
}

if (engine === 'mariadb')
  test('who stands still in a transaction keeps its rows from others for ten seconds, and no longer', async () => {
    await transaction(database(), (tx) => put(tx, 'row'));
    let hasIt = () => {};
    let wakes = () => {};
    const locked = new Promise<void>((resolve) => (hasIt = resolve));
    const woken = new Promise<void>((resolve) => (wakes = resolve));
    const still = transaction(database(), async (tx) => {
      await tx.update(LeaseTable, { name: 'row' }, { token: 2 });
      hasIt();
      await woken;
      await tx.update(LeaseTable, { name: 'row' }, { token: 4 });
    });
    await locked;
    await transaction(database(), (tx) => tx.update(LeaseTable, { name: 'row' }, { token: 3 }));
    wakes();

    await expect(still).rejects.toThrow();
    expect(await database().read.findOneBy(LeaseTable, { name: 'row' })).toMatchObject({ token: 3 });
  });
