import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Database, openDatabase, sqliteUrl } from './database';
import { addressOf } from './engine-addresses';
import { LeaseTable } from './lease';
import { bareStorage } from './testing/bare-service';
import { engine, shortWaits, testDatabase } from './testing/test-database';
import { transaction } from './transaction';

const database = testDatabase(bareStorage);

/** An address of its own at which the server under test answers, until it is cut off. */
interface Node {
  readonly port: number;
  /** How many connections it has. */
  readonly connections: () => number;
  readonly cut: () => Promise<void>;
  /** It takes connections and what is said on them, and says nothing any more. */
  readonly hang: () => void;
  /** Whether it has as many connections as it takes, and says so where it would greet. */
  readonly fill: (isFull: boolean) => void;
  /** What it has of connections says, or hears, nothing any more; new ones are as ever. */
  readonly swallow: (what: 'answers' | 'statements') => void;
  readonly mend: () => Promise<void>;
}

async function openNode(server: { host: string; port: number }): Promise<Node> {
  const open = new Set<Socket>();
  const pairs = new Set<Record<'answers' | 'statements', () => void>>();
  let hangs = false;
  let isFull = false;
  let listener: Server;
  const listen = async (port: number) => {
    listener = createServer((client) => {
      open.add(client);
      if (isFull) {
        const words = Buffer.from('\xff\x10\x04#08004Too many connections', 'latin1');
        client.end(Buffer.concat([Buffer.from([words.length, 0, 0, 0]), words]));
      }
      if (hangs || isFull)
        return void client.on('error', () => client.destroy()).once('close', () => open.delete(client));
      const upstream = connect(server);
      const pair = {
        answers: () => void upstream.unpipe(client).resume(),
        statements: () => void client.unpipe(upstream).resume(),
      };
      pairs.add(pair);
      client.once('close', () => open.delete(client) && pairs.delete(pair) && upstream.destroy());
      upstream.once('close', () => client.destroy());
      for (const each of [client, upstream]) each.on('error', () => each.destroy());
      client.pipe(upstream).pipe(client);
    });
    await new Promise<void>((resolve) => listener.listen(port, '127.0.0.1', resolve));
    return (listener.address() as AddressInfo).port;
  };
  const port = await listen(0);
  return {
    port,
    connections: () => open.size,
    cut: async () => {
      const closed = new Promise((resolve) => listener.close(resolve));
      for (const each of open) each.destroy();
      await closed;
    },
    hang: () => {
      hangs = true;
      for (const pair of pairs) pair.answers();
    },
    fill: (full) => void (isFull = full),
    swallow: (what) => {
      for (const pair of pairs) pair[what]();
    },
    mend: async () => void (await listen(port)),
  };
}

if (engine === 'mariadb')
  describe('a service whose URL names several nodes', () => {
    let nodes: Node[];
    let db: Database;
    const put = (name: string) =>
      transaction(db, (tx) => tx.insert(LeaseTable, { name, token: 1, expiresAt: '' }));
    const counts = () => nodes.map(({ connections }) => connections());
    /** As many connections at once as it may have. */
    const busy = () => Promise.all(Array.from({ length: 10 }, () => db.read.query('SELECT SLEEP(0.05)')));
    beforeEach(async () => {
      const url = new URL((database().writer.options as { readonly url?: string }).url!);
      nodes = await Promise.all([1, 2].map(() => openNode(addressOf(url.href))));
      const [a, b] = nodes.map(({ port }) => `127.0.0.1:${port}`);
      db = await openDatabase(url.href.replace(url.host, `${a},${b}`), bareStorage, { waits: shortWaits });
    });
    afterEach(async () => {
      await db.close();
      await Promise.all(nodes.map(({ cut }) => cut()));
    });

    test('has all its connections to the first', async () => {
      await busy();
      expect(counts()).toEqual([10, 0]);
    });

    test('goes on to the second when the first is gone, stays there when it is back, and returns when need be', async () => {
      const [first, second] = nodes as [Node, Node];
      await busy();
      await first.cut();
      await put('after the first');
      await busy();
      await first.mend();
      await busy();
      expect(counts()).toEqual([0, 10]);

      await second.cut();
      await put('after the second');
      await busy();
      expect(counts()).toEqual([10, 0]);
      await second.mend();
    });

    test('fails when all are gone, and goes on when one is back', async () => {
      const [first, second] = nodes as [Node, Node];
      await Promise.all([first.cut(), second.cut()]);
      // More than it may have connections.
      const many = Array.from({ length: 25 }, () => db.read.query('SELECT 1').then(() => 'answered'));
      const said = await Promise.allSettled(many);
      expect(said.map(({ status }) => status)).toEqual(many.map(() => 'rejected'));

      await second.mend();
      await put('later');
      await busy();
      expect(counts()).toEqual([0, 10]);
      await first.mend();
    });

    test('leaves a node that hangs, and waits for one that is slow', async () => {
      const slow = db.read.query('SELECT SLEEP(2) AS woken');
      await expect(slow).resolves.toEqual([{ woken: 0 }]);

      await busy();
      nodes[0]!.hang();
      await expect(db.read.query('SELECT 1')).rejects.toMatchObject({ fatal: true });
      await put('later');
      await busy();
      expect(counts()[1]).toBe(10);
    });

    test.each(['answers', 'statements'] as const)(
      'gives up a connection whose %s are swallowed, though its node is there',
      async (what) => {
        await busy();
        nodes[0]!.swallow(what);
        await expect(db.read.query('SELECT 1')).rejects.toMatchObject({ fatal: true });
        await transaction(db, (tx) => tx.insert(LeaseTable, { name: what, token: 1, expiresAt: '' }));
        await busy();
        expect(await db.read.existsBy(LeaseTable, { name: what })).toBe(true);
        expect(counts()).toEqual([10, 0]);
      },
      30_000,
    );

    test('goes on to the next where one has as many connections as it takes', async () => {
      nodes[0]!.fill(true);
      await nodes[0]!.cut();
      await nodes[0]!.mend();
      await put('where there is room');
      expect(counts()[1]).toBe(1);
    });

    test('waits for the one that has, where the other is gone', async () => {
      nodes[0]!.fill(true);
      await nodes[0]!.cut();
      await nodes[0]!.mend();
      await nodes[1]!.cut();
      const asked = put('once there is room');
      await wait(1_000);
      nodes[0]!.fill(false);
      await asked;
      expect(counts()[0]).toBe(1);
      await nodes[1]!.mend();
    });

    test('keeps the connections that it has, where all have as many as they take', async () => {
      const three = Array.from({ length: 3 }, () => db.read.query('SELECT SLEEP(1.5)'));
      await wait(500);
      expect(counts()).toEqual([3, 0]);
      nodes.forEach(({ fill }) => fill(true));
      await put('on one that is free again');
      await Promise.all(three);
      expect(counts()).toEqual([3, 0]);
    });

    describe('where the server has as many connections as it takes', () => {
      const server = (sql: string) => database().writer.query(sql);
      const user = 'anju_test_few';
      let few: Database;
      beforeEach(async () => {
        const url = new URL((database().writer.options as { readonly url?: string }).url!);
        await server(`CREATE OR REPLACE USER ${user} WITH MAX_USER_CONNECTIONS 3`);
        await server(`GRANT ALL ON ${url.pathname.slice(1)}.* TO ${user}`);
        [url.username, url.password] = [user, ''];
        few = await openDatabase(url.href, bareStorage, { waits: shortWaits });
      });
      afterEach(async () => {
        await few.close();
        await server(`DROP USER ${user}`);
      });
      const slow = (seconds: number) => few.read.query(`SELECT SLEEP(${seconds}) AS woken`);

      test('who needs one waits until there is one, and what goes on is let go on', async () => {
        const asked = Array.from({ length: 12 }, () => slow(1.5));
        expect(await Promise.all(asked)).toEqual(asked.map(() => [{ woken: 0 }]));
      }, 30_000);

      test('who waits for longer than one may is told that nothing was done', async () => {
        const all = [slow(13), slow(13), slow(13)];
        await wait(500);
        const connections = expect.stringContaining('max_user_connections');
        await expect(few.read.query('SELECT 1')).rejects.toMatchObject({ fatal: true, message: connections });
        // Nor is it said at a start that nobody answers.
        const { url } = few.writer.options as { readonly url?: string };
        await expect(
          openDatabase(url!, bareStorage, { waits: { ...shortWaits, freeMs: 500 } }),
        ).rejects.toThrow('has as many connections as it takes');
        expect(await Promise.all(all)).toEqual(all.map(() => [{ woken: 0 }]));
      }, 40_000);
    });

    test('keeps nobody waiting long where no node answers, however many ask', async () => {
      await busy();
      nodes.forEach(({ hang }) => hang());
      const since = performance.now();
      // More than twice as many as it may have connections, which may be done again, and are.
      const asked = Array.from({ length: 45 }, () =>
        transaction(db, (tx) => tx.query('SELECT 1'), { repeatable: true }),
      );
      const said = await Promise.allSettled(asked);
      expect(said.map(({ status }) => status)).toEqual(asked.map(() => 'rejected'));
      expect(performance.now() - since).toBeLessThan(45_000);
      // What is still connecting fails now, and not as the database is closed.
      await Promise.all(nodes.map(({ cut }) => cut()));
      await Promise.allSettled(Array.from({ length: 25 }, () => db.read.query('SELECT 1')));
    }, 60_000);

    test('answers what stands behind a statement after which a connection is given up', async () => {
      const runner = db.writer.createQueryRunner();
      const connection = (await runner.connect()) as { destroy: () => void };
      const asked = [runner.query('SELECT SLEEP(0.3)'), runner.query('SELECT 1')];
      connection.destroy();
      const said = await Promise.allSettled(asked);
      expect(said.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
      await runner.release();
      await busy();
    });

    test('leaves a node that its cluster has left behind, with all connections it has there', async () => {
      const leftBehind = "SIGNAL SQLSTATE '08S01' SET MYSQL_ERRNO = 1047, MESSAGE_TEXT = 'not ready'";
      await busy();
      let tries = 0;
      await transaction(db, async (tx) => {
        if (++tries === 1) await tx.query(leftBehind);
        await tx.insert(LeaseTable, { name: 'there', token: 1, expiresAt: '' });
      });
      expect(tries).toBe(2);
      await busy();
      while (nodes[0]!.connections() > 0) await wait(20);
      expect(counts()).toEqual([0, 10]);
    });
  });

if (engine === 'sqlite')
  test('a file has one name, whatever is in it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'anju_test_'));
    const db = await openDatabase(sqliteUrl(join(folder, 'a@b,c.db')), bareStorage);
    await db.close();
    expect(existsSync(join(folder, 'a@b,c.db'))).toBe(true);
    rmSync(folder, { recursive: true });
  });
