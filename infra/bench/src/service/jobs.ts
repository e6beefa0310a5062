/** What a process of services can be asked to do, by name: what it takes, and what it answers. */
export interface Jobs {
  /** Registers companies at a steady rate, whether or not it keeps up. */
  register: [{ first: number; count: number; perSecond: number }, Registered];
  /** Has so many events committed at once. */
  tell: [{ count: number }, { committedAt: number }];
  /** From now on it is noted what is handled; with its time for each event, or only how much. */
  watch: [{ each: boolean }, null];
  /** Answers once so many were handled since, or when it takes too long. */
  handled: [{ count: number; withinMs: number }, Handled];
  /** Makes the copy of companies anew after one was taken from it. */
  rebuild: [null, { seconds: number; events: number; added: number }];
  /** After the garbage was collected. */
  memory: [null, Memory];
  stop: [null, null];
}

export interface Registered {
  /** By the id of its event, when what it tells of was committed. */
  readonly committedAt: readonly (readonly [eventId: string, at: number])[];
  /** How many a second it came to. */
  readonly perSecond: number;
}

export interface Handled {
  readonly count: number;
  readonly lastAt: number;
  /** By the id of an event, when its effect was committed. */
  readonly handledAt: readonly (readonly [eventId: string, at: number])[];
}

export interface Memory {
  readonly rssMib: number;
  readonly heapMib: number;
}

/** With which services a process starts. */
export interface Setting {
  /** All of a city as `npm start` has it, or one service. */
  readonly service: string | null;
  /** The sandbox's folder. */
  readonly folder: string;
  readonly databaseUrl?: string;
  readonly brokers?: string;
}

export interface Question {
  readonly number: number;
  readonly job: keyof Jobs;
  readonly takes: unknown;
}

export type Reply =
  | { readonly url: string }
  | { readonly number: number; readonly answer: unknown }
  | { readonly number: number; readonly failure: string };
