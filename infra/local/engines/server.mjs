import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * One process of an engine. It outlives who started it: its pid stands in its folder, so that any later command
 * finds it, and it is known by that folder in its arguments, since a pid may belong to somebody else by now.
 */
export function createServer(name, folder) {
  const pidFile = join(folder, 'pid');
  const log = join(folder, 'out.log');

  const pid = () => {
    if (!existsSync(pidFile)) return null;
    const noted = readFileSync(pidFile, 'utf8');
    return argumentsOf(noted).includes(folder) ? Number(noted) : null;
  };
  return {
    name,
    folder,
    log,
    pid,
    // Not before: whoever only asks after one makes nothing, since another may just stop and delete it.
    start: (command, args) => {
      mkdirSync(folder, { recursive: true });
      const out = openSync(log, 'a');
      const child = spawn(command, args, { detached: true, stdio: ['ignore', out, out] });
      closeSync(out);
      // Without a pid it did not start: that is seen when it does not answer.
      child.once('error', () => undefined);
      child.unref();
      writeFileSync(pidFile, String(child.pid ?? ''));
    },
    /** Its whole group, since a copy that MariaDB makes for another node is a process of its own. */
    kill: async (signal = 'SIGKILL') => {
      const known = pid();
      if (known === null) return;
      process.kill(-known, signal);
      while (pid() !== null) await wait(20);
    },
    /** Resolves once it answers; throws with the end of its log where it ends before, or takes too long. */
    awaitAnswer: async (answers, seconds = 60) => {
      const until = Date.now() + seconds * 1000;
      while (pid() !== null && Date.now() < until) {
        // Whoever takes a connection and says nothing has not answered.
        if (await Promise.race([answers(), wait(until - Date.now(), false, { ref: false })])) return;
        await wait(100);
      }
      throw new Error(`${name} did not start:\n${lastLines(log)}`);
    },
  };
}

/** Nothing for a process that is gone, or that ended and waits to be noticed. */
function argumentsOf(pid) {
  if (!existsSync('/proc/self'))
    return spawnSync('ps', ['-o', 'args=', '-p', pid], { encoding: 'utf8' }).stdout;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

const lastLines = (file) => readFileSync(file, 'utf8').trimEnd().split('\n').slice(-20).join('\n');
