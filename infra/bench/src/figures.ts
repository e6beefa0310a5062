/** One line of what is printed: a figure, and in a ratio also what it is measured against. */
export interface Figure {
  readonly part: string;
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** What was measured beside it in the same run, in the same unit. */
  readonly against?: { readonly what: string; readonly value: number };
  readonly ratio?: number;
  /** What the ratio should not be below. It is shown and fails nothing: machines differ. */
  readonly aim?: number;
}

/** The smallest of the values that at least `percent` of a hundred of them do not exceed. */
export function percentile(values: readonly number[], percent: number): number {
  if (values.length === 0) throw new Error('There is no percentile of nothing');
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)]!;
}

/** The middle one, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new Error('There is no median of nothing');
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** What one alternating round measured of both. */
export interface Round {
  readonly ours: number;
  readonly bare: number;
}

/**
 * The median of each, and the median of the rounds' ratios: both of a round had the same machine at nearly the same
 * time, so what else it was busy with weighs less than in the ratio of the medians.
 */
export const compare = (rounds: readonly Round[]) => ({
  value: median(rounds.map(({ ours }) => ours)),
  bare: median(rounds.map(({ bare }) => bare)),
  ratio: median(rounds.map(({ ours, bare }) => ours / bare)),
});

/** For people. */
export function toTable(figures: readonly Figure[]): string {
  const rows = figures.map(({ part, what, value, unit, against, ratio, aim }) => [
    part,
    what,
    `${digits(value)} ${unit}`,
    against ? `${digits(against.value)} ${unit}, ${against.what}` : '',
    ratio === undefined ? '' : ratio.toFixed(2),
    aim === undefined ? '' : `${aim} or more`,
  ]);
  const all = [['part', 'figure', 'measured', 'against', 'ratio', 'aim'], ...rows];
  const widths = all[0]!.map((_, i) => Math.max(...all.map((row) => row[i]!.length)));
  return all
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Three that count. */
const digits = (value: number) =>
  value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));
