import type { Logger } from 'pino';

/** What the person who started a program can put right: its message says how, and no stack belongs to it. */
export class Mendable extends Error {}

/** Why a process did not start: to a person in a line where they can mend it, else to the log with all that is known. */
export function tellWhyNotStarted(error: unknown, log: Logger): void {
  if (error instanceof Mendable) console.error(error.message);
  else log.error({ err: error }, 'did not start');
  process.exitCode = 1;
}

/** A file of a sandbox that this code cannot go on with: `fault` says why, the message also what to do. */
export class UnusableData extends Mendable {
  readonly fault: InTwo;
  readonly file: string;

  constructor(file: string, { zh, en }: InTwo, options?: ErrorOptions) {
    const fault = { zh: `${file} ${zh}。`, en: `${file} ${en}.` };
    super(startOver(fault, `rm -f ${quoted(file)}*`), options);
    this.fault = fault;
    this.file = file;
  }
}

interface InTwo {
  readonly zh: string;
  readonly en: string;
}

export const startOver = ({ zh, en }: InTwo, command: string): string =>
  `${zh}要从空白开始，请运行 ${command}\n${en} To start empty, run ${command}`;

/** As a shell takes it for one word. */
export const quoted = (word: string): string =>
  /^[\w./@:+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
