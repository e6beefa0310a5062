import { type Engines, openEngines, type Size } from './engines';
import type { Random } from './random';

export type Form = 'short' | 'long';

/** One run of a fault: its own chance, and a folder that is its own. */
export interface Round {
  readonly form: Form;
  readonly folder: string;
  /** By what is drawn: each has a stream of its own. */
  readonly random: (part: string) => Random;
  readonly say: (text: string) => void;
}

export interface Outcome {
  /** How often something was broken. */
  readonly faults: number;
  /** What did not hold, in words. */
  readonly found: readonly string[];
  /** What was counted, to be printed. */
  readonly figures: Readonly<Record<string, number>>;
}

/** Something that is broken on purpose, and what must hold all the same. */
export interface Fault {
  readonly name: string;
  readonly what: string;
  /** How many rounds the long form has; the short form has one of each. */
  readonly rounds: number;
  /** What it needs besides this repository. */
  readonly needs: 'nothing' | 'engines';
  /**
   * After so many seconds a round is given up, and has failed: in the short form, which some have not, and in the long
   * one.
   */
  readonly seconds: { readonly short: number | null; readonly long: number };
  readonly run: (round: Round) => Promise<Outcome>;
}

/** What it takes cannot be had on this machine: the message says what. */
export class NotTested extends Error {}

/** A broker and a database server of its own need their programs; those of containers are not for killing. */
export const enginesMissing = () => new NotTested('it needs Java 17 with Maven, and mariadbd');

/** Runs on brokers and database servers of its own, one of each unless more are asked for, which end with it. */
export async function onEngines(
  { folder }: Round,
  run: (engines: Engines) => Promise<Outcome>,
  size?: Partial<Size>,
): Promise<Outcome> {
  const engines = await openEngines(folder, size);
  if (!engines) throw enginesMissing();
  try {
    return await run(engines);
  } finally {
    await engines.stop();
  }
}
