import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inspect } from 'node:util';
import { type Fault, type Form, NotTested, type Outcome } from './fault';
import { createRandom } from './random';

/** A round that came to an end. */
export interface Result extends Outcome {
  readonly fault: string;
  /** The first is 1. */
  readonly round: number;
  readonly seed: number;
  readonly seconds: number;
}

/** What all rounds of a run have in common. */
export interface Run {
  readonly form: Form;
  readonly seed: number;
  readonly folder: string;
  /** Where the code of the processes that are struck lies. */
  readonly code: string;
  /** When the run is over, whatever is under way; null where a round is let come to its end. */
  readonly cutAt: number | null;
  /** Aborted when the process ends. */
  readonly ending: AbortSignal;
}

/** A round took longer than it may. */
class Late extends Error {}

/**
 * One round of a fault. Whatever goes wrong in it is found, and so is that it takes too long: then all that it started
 * is killed.
 */
export async function runRound(
  fault: Fault,
  round: number,
  { form, seed, folder, code, cutAt, ending }: Run,
  say: (text: string) => void,
): Promise<Result | NotTested> {
  const own = join(folder, `${fault.name}-${round}`);
  // What is left of it where it was broken off.
  rmSync(own, { recursive: true, force: true });
  mkdirSync(own);
  const begun = Date.now();
  const limitMs = Math.min(fault.seconds[form]! * 1000, (cutAt ?? Infinity) - begun);
  const givenUp = new AbortController();
  let last = 'nothing yet';
  const late = wait(limitMs, null, { ref: false }).then(() => {
    givenUp.abort();
    throw new Late(`not at its end after ${Math.round(limitMs / 1000)} s; the last that was said: ${last}`);
  });
  const outcome = await Promise.race([
    fault.run({
      form,
      folder: own,
      code,
      ending: AbortSignal.any([ending, givenUp.signal]),
      random: (part) => createRandom(seed + round - 1, part),
      say: (text) => {
        last = text;
        say(text);
      },
    }),
    late,
  ]).catch((error: unknown): Outcome | NotTested =>
    error instanceof NotTested
      ? error
      : {
          faults: 0,
          // With what it comes of.
          found: [error instanceof Late ? error.message : inspect(error)],
          figures: {},
        },
  );
  const notTested = outcome instanceof NotTested;
  if (notTested || outcome.found.length === 0) rmSync(own, { recursive: true, force: true });
  if (notTested) return outcome;
  return { ...outcome, fault: fault.name, round, seed, seconds: Math.round((Date.now() - begun) / 1000) };
}
