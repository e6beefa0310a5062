import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { freePort } from './free-port.mjs';
import { createServer } from './server.mjs';

const galera = ['/usr/lib/galera/libgalera_smm.so', '/usr/lib64/galera-4/libgalera_smm.so'].find(existsSync);

/** However slow the machine is: nothing else goes on in this process meanwhile. */
const setUpMs = 60_000;

/** For each node its own and, a hundred further on each, those that nodes of a cluster use among themselves. */
export async function choosePortsOfMariadb(count, first = 0) {
  const ports = [];
  for (let i = 0; i < count; i++) {
    const own = (hundreds) => freePort(first ? first + 100 * hundreds + i : 0);
    ports.push({ sql: await own(0), group: await own(1), increments: await own(2), copies: await own(3) });
  }
  return ports;
}

/**
 * A private server, or a Galera cluster of as many nodes as there are ports, in a folder. What is there is gone on
 * with: its own user must be able to reach it. `durable` is set as a bureau is to set it, and the other is faster. Null where MariaDB (or, for a cluster,
 * Galera or rsync) is not installed.
 */
export function createMariadb(folder, ports, { durable }) {
  const isCluster = ports.length > 1;
  if (spawnSync('mariadbd', ['--version']).error) return null;
  if (isCluster && (!galera || spawnSync('rsync', ['--version']).error)) return null;

  const servers = ports.map((_, i) => createServer(`MariaDB node ${i + 1}`, join(folder, `n${i + 1}`)));
  const addresses = ports.map(({ sql }) => `mariadb://root@127.0.0.1:${sql}`);
  const defaults = ({ folder }) => `--defaults-file=${join(folder, 'my.cnf')}`;
  const answers = (i) => (isCluster ? isInCluster : answersSql)(addresses[i]);
  const start = (server, ...more) => {
    server.start('mariadbd', [defaults(server), ...more]);
    return server.awaitAnswer(() => answers(servers.indexOf(server)));
  };
  const has = ({ folder }) => existsSync(join(folder, 'data/ibdata1'));

  return {
    addresses,
    servers,
    answers,
    start: async () => {
      const dead = servers.filter(({ pid }) => pid() === null);
      servers.forEach((server, i) => prepare(server, settings(i, ports, server.folder, durable)));
      if (!servers.some(has)) install(servers[0]);
      const positions = new Map(isCluster ? dead.filter(has).map((each) => [each, recover(each)]) : []);
      const resume = (server) =>
        positions.has(server) ? [`--wsrep_start_position=${positions.get(server).text}`] : [];

      let others = dead;
      if (isCluster && dead.length === servers.length) {
        // Nobody is there to join: the one that knows most begins, and the others take from it what they lack.
        const known = [...positions].sort(([, a], [, b]) => b.number - a.number);
        const first = known[0]?.[0] ?? servers[0];
        beginWith(first);
        await start(first, '--wsrep-new-cluster', ...resume(first));
        others = dead.filter((each) => each !== first);
      }
      await Promise.all(others.map((each) => start(each, ...resume(each))));
    },
    stop: async () => {
      await Promise.all(servers.map(({ kill }) => kill()));
      rmSync(folder, { recursive: true, force: true });
    },
  };

  function prepare({ folder }, text) {
    // A node that copies another begins with an empty folder.
    mkdirSync(join(folder, 'data'), { recursive: true });
    writeFileSync(join(folder, 'my.cnf'), text);
    if (isRoot) spawnSync('chown', ['mysql', folder, join(folder, 'data')]);
  }

  function install(server) {
    const made = spawnSync(
      'mariadb-install-db',
      [
        defaults(server),
        '--skip-test-db',
        '--auth-root-authentication-method=normal',
        '--innodb-flush-method=nosync',
        '--wsrep-on=OFF',
      ],
      { encoding: 'utf8', timeout: setUpMs, killSignal: 'SIGKILL' },
    );
    if (made.status !== 0) throw new Error(`MariaDB could not be set up:\n${made.stdout}${made.stderr}`);
  }

  /** How far a node came that was killed: with it the others send it what it lacks, without it all they have. */
  function recover(server) {
    const { stderr } = spawnSync('mariadbd', [defaults(server), '--wsrep-recover'], { encoding: 'utf8' });
    const [, text, number] = /Recovered position:\s*(\S+:(-?\d+))/.exec(stderr) ?? [];
    if (!text) throw new Error(`${server.name} cannot say how far it came:\n${stderr}`);
    return { text, number: Number(number) };
  }

  function beginWith({ folder }) {
    const state = join(folder, 'data/grastate.dat');
    if (!existsSync(state)) return;
    writeFileSync(state, readFileSync(state, 'utf8').replace('safe_to_bootstrap: 0', 'safe_to_bootstrap: 1'));
  }
}

export async function answersSql(url) {
  try {
    await (await createConnection(url)).end();
    return true;
  } catch {
    return false;
  }
}

/** A node outside of the cluster answers too: what counts is what it says of itself. */
async function isInCluster(url) {
  try {
    const connection = await createConnection(url);
    const [rows] = await connection.query("SHOW STATUS LIKE 'wsrep_ready'");
    await connection.end();
    return rows[0].Value === 'ON';
  } catch {
    return false;
  }
}

/** The server refuses to run as root; the user that comes with it can. */
const isRoot = userInfo().uid === 0;

function settings(i, ports, folder, durable) {
  const { sql, group, increments, copies } = ports[i];
  return `[mysqld]
${isRoot ? 'user=mysql\n' : ''}datadir=${join(folder, 'data')}
socket=${join(folder, 's.sock')}
pid-file=${join(folder, 'm.pid')}
port=${sql}
bind-address=127.0.0.1
skip-name-resolve
character-set-server=utf8mb4
performance-schema=OFF
max-connections=400
innodb-buffer-pool-size=128M
innodb-log-file-size=32M
innodb-flush-log-at-trx-commit=${durable ? 1 : 0}
innodb-doublewrite=${durable ? 1 : 0}
${
  ports.length > 1
    ? `binlog-format=ROW
log-bin-trust-function-creators=1
innodb-autoinc-lock-mode=2
wsrep-on=ON
wsrep-provider=${galera}
wsrep-cluster-name=anju-local
wsrep-cluster-address=gcomm://${ports.map((each) => `127.0.0.1:${each.group}`).join(',')}
wsrep-node-name=n${i + 1}
wsrep-node-address=127.0.0.1:${group}
wsrep-node-incoming-address=127.0.0.1:${sql}
wsrep-sst-method=rsync
wsrep-sst-receive-address=127.0.0.1:${copies}
wsrep-slave-threads=2
wsrep-sync-wait=1
wsrep-provider-options="gmcast.listen_addr=tcp://127.0.0.1:${group};ist.recv_addr=127.0.0.1:${increments};gcache.size=64M;gcache.recover=yes;gcs.fc_limit=256"
`
    : ''
}`;
}
