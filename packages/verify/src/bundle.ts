import type { CourtLine } from './court-line';
import type { Seed } from './seal';
import type { Statement } from './statement';

/** The signed text of the public form. */
export const publicText = (statement: Statement): string => `${JSON.stringify(statement)}\n`;

type Plain = Exclude<CourtLine, { kind: 'ACT' | 'SEAL' }>;

/** The signed text of the court form: the statement to the letter, what lies around the vote, and the chain. */
export const courtText = (
  statement: string,
  seed: Seed,
  around: readonly Plain[],
  chained: readonly string[],
): string => {
  const seal: CourtLine = { kind: 'SEAL', seed };
  const lines = [...around, seal].map((line) => JSON.stringify(line));
  return [statement, ...[...lines, ...chained].map((line) => `${line}\n`)].join('');
};
