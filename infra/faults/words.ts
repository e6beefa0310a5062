import type { Form } from './fault';
import type { Result } from './run';

/** What is said of a round, or of all rounds of a fault together. */
type Told = Pick<Result, 'fault' | 'faults' | 'found' | 'figures' | 'seconds'>;

/** How one round is done once more. */
export const replayOf = ({ fault, round, seed }: Pick<Result, 'fault' | 'round' | 'seed'>, form: Form) =>
  `pnpm faults --form ${form} --seed ${seed} --only ${fault} --round ${round}`;

/** In one line what it came to; below it what did not hold, and how it is done once more. */
export const wordsOfRound = (result: Result, form: Form): string =>
  result.found.length === 0
    ? wordsOf(result)
    : `${wordsOf(result)}\n         again with: ${replayOf(result, form)}`;

/** In one line what it came to; below it what did not hold. */
export function wordsOf({ fault, faults, found, figures, seconds }: Told): string {
  const counted = Object.entries(figures).map(([name, figure]) => `${figure} ${name}`);
  const line = `${found.length === 0 ? 'held  ' : 'BROKEN'} ${fault}: ${[`${faults} faults`, ...counted].join(', ')} (${seconds} s)`;
  return [line, ...found.slice(0, 20).map((each) => `         ${each}`)].join('\n');
}

/** All rounds of a fault together. */
export function sumOf(results: readonly Result[], form: Form): Told {
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
    found: results.flatMap((result) => result.found.map((each) => `${replayOf(result, form)}: ${each}`)),
    figures,
    seconds: results.reduce((sum, { seconds }) => sum + seconds, 0),
  };
}
