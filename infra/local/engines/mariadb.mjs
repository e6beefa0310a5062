import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { freePort } from './free-port.mjs';

/** A private server on a throw-away folder. Null where MariaDB is not installed. */
export async function startLocalMariadb() {
  if (spawnSync('mariadbd', ['--version']).error) return null;
  const folder = mkdtempSync(join(tmpdir(), 'anju-mariadb-'));
  const data = join(folder, 'data');
  // The server refuses to run as root; the user that comes with it can.
  const asUser = userInfo().uid === 0 ? ['--user=mysql'] : [];
  if (asUser.length > 0) spawnSync('chown', ['mysql', folder]);
  chmodSync(folder, 0o755);
  const fail = (what, said) => {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`MariaDB ${what}:\n${said}`);
  };

  const install = spawnSync(
    'mariadb-install-db',
    [
      '--no-defaults',
      ...asUser,
      `--datadir=${data}`,
      '--skip-test-db',
      '--skip-name-resolve',
      '--auth-root-authentication-method=normal',
      '--innodb-log-file-size=10M',
      '--innodb-flush-method=nosync',
    ],
    { encoding: 'utf8' },
  );
  if (install.status !== 0) fail('could not be set up', install.stdout + install.stderr);

  const port = await freePort();
  const log = join(folder, 'error.log');
  const server = spawn(
    'mariadbd',
    [
      '--no-defaults',
      ...asUser,
      `--datadir=${data}`,
      `--socket=${join(folder, 's.sock')}`,
      `--pid-file=${join(folder, 'm.pid')}`,
      `--log-error=${log}`,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      '--skip-name-resolve',
      '--character-set-server=utf8mb4',
      '--performance-schema=OFF',
      '--max-connections=400',
      '--innodb-buffer-pool-size=128M',
      '--innodb-log-file-size=32M',
      // For tests only: nothing here outlives the machine.
      '--innodb-flush-log-at-trx-commit=0',
      '--innodb-doublewrite=0',
    ],
    { stdio: 'ignore' },
  );
  const url = `mariadb://root@127.0.0.1:${port}`;
  const stop = async () => {
    if (server.exitCode === null) {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 300; tries++) {
    if (server.exitCode !== null) break;
    if (await answersSql(url)) return { url, stop };
    await wait(100);
  }
  const said = tail(log);
  await stop();
  return fail('did not start', said);
}

export async function answersSql(url) {
  try {
    await (await createConnection(url)).end();
    return true;
  } catch {
    return false;
  }
}

function tail(file) {
  try {
    return readFileSync(file, 'utf8').split('\n').slice(-20).join('\n');
  } catch {
    return '(no log)';
  }
}
