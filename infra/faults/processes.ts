import { type ChildProcess, fork } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { Round } from './fault';
import type { Stage, Task } from './host';

/** A process that is what it was told to be. */
export interface Struck {
  readonly urls: Readonly<Record<string, string>>;
  /** SIGKILL, SIGSTOP, SIGCONT: nothing that it could prepare for. */
  readonly signal: (signal: NodeJS.Signals) => void;
  /** SIGKILL; resolves once the process is gone. */
  readonly kill: () => Promise<void>;
  /** Lets its SQLite files grow by so many pages and no further, null as they like. */
  readonly limitPages: (more: number | null) => Promise<void>;
}

export interface Standbys {
  /** Lets a process that waits be what `task` says; resolves once it answers. */
  readonly become: (task: Task) => Promise<Struck>;
  readonly stop: () => Promise<void>;
}

/** Keeps processes ready, so many at a time, and writes down what they say. */
export function createStandbys(
  { folder, code, ending }: Pick<Round, 'folder' | 'code' | 'ending'>,
  stage: Stage,
  count: number,
): Standbys {
  const all = new Set<ChildProcess>();
  const waiting: ChildProcess[] = [];
  const log = openSync(join(folder, 'services.log'), 'a');
  const prepare = () => {
    ending.throwIfAborted();
    const child = fork(code, [stage], {
      execArgv: [],
      stdio: ['ignore', log, log, 'ipc'],
    });
    all.add(child);
    child.once('exit', () => all.delete(child));
    waiting.push(child);
  };
  for (let i = 0; i < count; i++) prepare();
  ending.addEventListener('abort', () => all.forEach((child) => child.kill('SIGKILL')), { once: true });
  const stop = async () => {
    await Promise.all([...all].map(gone));
    closeSync(log);
  };
  // Once: by then its file's number may be another's.
  let stopped: Promise<void> | null = null;

  return {
    become: async (task) => {
      const child = waiting.shift()!;
      prepare();
      const urls = await new Promise<Record<string, string>>((resolve, reject) => {
        child.once('message', (said: { urls: Record<string, string> }) => resolve(said.urls));
        child.once('exit', (code, signal) =>
          reject(new Error(`${task.services.map(({ name }) => name).join(' and ')}: ${code ?? signal}`)),
        );
        child.send(task);
      });
      return {
        urls,
        signal: (signal) => void child.kill(signal),
        kill: () => gone(child),
        limitPages: (pages) =>
          new Promise((resolve) => {
            child.once('message', () => resolve());
            child.send({ pages });
          }),
      };
    },
    stop: () => (stopped ??= stop()),
  };
}

function gone(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}
