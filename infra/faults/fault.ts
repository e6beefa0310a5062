import type { Random } from './random';

export type Form = 'short' | 'long';

/** One run of a fault: its own chance, and a folder that is its own. */
export interface Round {
  readonly form: Form;
  readonly folder: string;
  /** Where the code of the processes that are struck lies. */
  readonly code: string;
  /** Aborted where the round is given up, or the process ends: whatever it started is killed then, and nothing is started. */
  readonly ending: AbortSignal;
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
