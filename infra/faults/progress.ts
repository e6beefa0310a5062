import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Mendable } from '@anju/runtime/mendable';
import type { Fault } from './fault';
import type { Result } from './run';

/** How far a long run came: it goes on there when it is begun again. */
interface Progress {
  readonly seed: number;
  readonly results: readonly Result[];
}

/**
 * Opens what a folder has of a long run, or begins one.
 * @throws Mendable where another seed is said than the run has
 */
export function openProgress(folder: string, said: number | null) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'faults.json');
  let progress: Progress = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Progress)
    : { seed: said ?? Date.now() % 1_000_000, results: [] };
  const write = (now: Progress) => {
    progress = now;
    // Whole or not at all.
    writeFileSync(`${file}.draft`, JSON.stringify(progress, null, 2));
    renameSync(`${file}.draft`, file);
  };
  const { seed } = progress;
  if (said !== null && said !== seed)
    throw new Mendable(
      `${folder} 中的运行用的是 --seed ${seed}，请改用它，或换一个文件夹。 / The run in ${folder} has --seed ${seed}: say that one, or another folder.`,
    );
  // At once: broken off in its first round, it goes on with the same seed.
  write(progress);
  return {
    seed,
    results: () => progress.results,
    roundsOf: ({ name }: Fault) => progress.results.filter(({ fault }) => fault === name).length,
    add: (result: Result) => write({ ...progress, results: [...progress.results, result] }),
  };
}
