import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inspect } from 'node:util';
import { NotTested, type Fault, type Form, type Outcome } from './fault';
import { createRandom } from './random';

/** A round that came to an end. */
export interface Result extends Outcome {
  readonly fault: string;
  readonly round: number;
  readonly seed: number;
  readonly seconds: number;
}

/** One round of a fault. Whatever goes wrong in it is found, and so is that it takes too long. */
export async function runRound(
  fault: Fault,
  { form, seed, round, folder }: { form: Form; seed: number; round: number; folder: string },
  say: (text: string) => void,
): Promise<Result | NotTested> {
  const own = mkdtempSync(join(folder, `${fault.name}-`));
  const begun = Date.now();
  const limit = fault.seconds[form]!;
  const late = wait(limit * 1000, null, { ref: false }).then(() => {
    throw new Error(`not at its end after ${limit} s`);
  });
  const random = (part: string) => createRandom(seed + round, part);
  const outcome = await Promise.race([fault.run({ form, folder: own, random, say }), late]).catch(
    (error: unknown): Outcome | NotTested =>
      error instanceof NotTested
        ? error
        : {
            faults: 0,
            // With what it comes of.
            found: [inspect(error)],
            figures: {},
          },
  );
  const notTested = outcome instanceof NotTested;
  if (notTested || outcome.found.length === 0) rmSync(own, { recursive: true, force: true });
  if (notTested) return outcome;
  return { ...outcome, fault: fault.name, round, seed, seconds: Math.round((Date.now() - begun) / 1000) };
}

/** How far a long run came: it goes on there when it is begun again. */
interface Progress {
  readonly seed: number;
  readonly results: readonly Result[];
}

export function openProgress(folder: string, seed: number) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'faults.json');
  let progress: Progress = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Progress)
    : { seed, results: [] };
  return {
    seed: () => progress.seed,
    results: () => progress.results,
    roundsOf: ({ name }: Fault) => progress.results.filter(({ fault }) => fault === name).length,
    add: (result: Result) => {
      progress = { ...progress, results: [...progress.results, result] };
      // Whole or not at all.
      writeFileSync(`${file}.draft`, JSON.stringify(progress, null, 2));
      renameSync(`${file}.draft`, file);
    },
  };
}

/** In one line what it came to; below it what did not hold. */
export function wordsOf({ fault, faults, found, figures, seconds }: Omit<Result, 'round' | 'seed'>): string {
  const counted = Object.entries(figures).map(([name, figure]) => `${figure} ${name}`);
  const line = `${found.length === 0 ? 'held  ' : 'BROKEN'} ${fault}: ${[`${faults} faults`, ...counted].join(', ')} (${seconds} s)`;
  return [line, ...found.slice(0, 20).map((each) => `         ${each}`)].join('\n');
}

/** All rounds of a fault together. */
export function sumOf(results: readonly Result[]): Omit<Result, 'round' | 'seed'> {
  const figures: Record<string, number> = {};
  for (const result of results)
    for (const [name, figure] of Object.entries(result.figures))
      // What is a time is the longest of all.
      figures[name] = name.startsWith('ms ')
        ? Math.max(figures[name] ?? 0, figure)
        : (figures[name] ?? 0) + figure;
  return {
    fault: `${results[0]!.fault}, ${results.length} rounds`,
    faults: results.reduce((sum, { faults }) => sum + faults, 0),
    found: results.flatMap(({ found, seed, round }) =>
      found.map((each) => `round ${round} of seed ${seed}: ${each}`),
    ),
    figures,
    seconds: results.reduce((sum, { seconds }) => sum + seconds, 0),
  };
}
