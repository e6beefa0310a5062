import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Jobs, Memory, Question, Reply, Setting } from './service/jobs';

/** A process with one service or all of them in it. */
export interface ServiceProcess {
  /** Where its GraphQL is. */
  readonly url: string;
  readonly ask: <Job extends keyof Jobs>(job: Job, takes: Jobs[Job][0]) => Promise<Jobs[Job][1]>;
  readonly memory: () => Promise<Memory>;
  readonly stop: () => Promise<void>;
}

/** `profiles` is a folder for a CPU profile of it. */
export async function startServiceProcess(
  setting: Setting,
  profiles: string | null,
): Promise<ServiceProcess> {
  const child = fork(join(__dirname, 'service/main.ts'), [JSON.stringify(setting)], {
    execArgv: [
      ...['--import', 'tsx', '--expose-gc'],
      ...(profiles ? ['--cpu-prof', `--cpu-prof-dir=${profiles}`] : []),
    ],
    env: { PATH: '', KAFKAJS_NO_PARTITIONER_WARNING: '1' },
    // What it has to say goes where it does not mix with the figures.
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  const asked = new Map<number, { resolve: (answer: never) => void; reject: (error: Error) => void }>();
  const gone = new Promise<never>((_, reject) => {
    child.once('exit', (code, signal) => {
      const error = new Error(`${setting.service ?? 'The city'} ended with ${code ?? signal}`);
      for (const { reject: fail } of asked.values()) fail(error);
      reject(error);
    });
  });
  gone.catch(() => undefined);
  const url = new Promise<string>((resolve) => {
    child.on('message', (reply: Reply) => {
      if ('url' in reply) return resolve(reply.url);
      const { resolve: done, reject } = asked.get(reply.number)!;
      asked.delete(reply.number);
      if ('failure' in reply) reject(new Error(reply.failure));
      else done(reply.answer as never);
    });
  });

  let last = 0;
  const ask: ServiceProcess['ask'] = (job, takes) =>
    new Promise((resolve, reject) => {
      const number = ++last;
      asked.set(number, { resolve, reject });
      child.send({ number, job, takes } satisfies Question);
    });
  return {
    url: await Promise.race([url, gone]),
    ask,
    memory: () => ask('memory', null),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      const hard = setTimeout(() => child.kill('SIGKILL'), 20_000);
      await ask('stop', null).catch(() => child.kill('SIGKILL'));
      await ended;
      clearTimeout(hard);
    },
  };
}
