import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** A process of its own that runs a bare service, once it has ended; one that lives on has no status. */
export function runBareProcess(settings: Readonly<Record<string, string>>, ...words: string[]) {
  const main = join(__dirname, 'bare/main.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', 'tsx/cjs', main, ...words], {
    cwd: __dirname,
    env: { KAFKAJS_NO_PARTITIONER_WARNING: '1', ...settings },
    encoding: 'utf8',
    timeout: 30_000,
    killSignal: 'SIGKILL',
  });
  return { status, said: stderr, logged: stdout };
}
