/** The longest name of a community, a row or a cluster that is kept, in characters as people count them. */
export const longestName = 200;

export type RowKind = 'RECORD' | 'PART_OF' | 'REMAINDER' | 'TOTAL' | 'INCOMPLETE' | 'KNOWN';

/** What a figure is kept in: whole things, years, mu, dm² or fen (CONV-1). */
export type KeptUnit = 'COUNT' | 'YEAR' | 'MU' | 'DM2' | 'FEN';

/** A figure as published, in whole units of what it is kept in. */
export interface Quantity {
  /** What it says, such as `households`. */
  readonly measure: string;
  /** The column's heading in the file. */
  readonly column: string;
  readonly unit: KeptUnit;
  readonly value: number;
  /** True for a lower bound: `1330+` is 1330 or more, and no figure to count with. */
  readonly atLeast: boolean;
}

/** One row of a published list, as it was printed and as it was read. */
export interface SourceRow {
  readonly publicationId: string;
  /** Line in the file; the header is line 1. */
  readonly line: number;
  readonly kind: RowKind;
  /** The community it is about; what is printed there for a total or a remainder. */
  readonly name: string;
  /** The cluster that it is the total of, or a part of. */
  readonly groupName: string | null;
  /** Its number in the list; a remainder stands for several. */
  readonly firstNumber: number | null;
  readonly lastNumber: number | null;
  readonly cells: Readonly<Record<string, string>>;
  readonly quantities: readonly Quantity[];
}

/** The figure, where it is one and no lower bound. */
export function exactly({ quantities }: SourceRow, measure: string): number | null {
  const quantity = quantities.find((each) => each.measure === measure);
  return quantity && !quantity.atLeast ? quantity.value : null;
}
