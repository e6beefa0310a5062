import type { EntitySchemaColumnOptions } from 'typeorm';

/** Compared exactly: SQLite does so, and on MariaDB the first migration makes the schema utf8mb4_bin. */
export const idColumn = { type: 'varchar', length: 64 } satisfies EntitySchemaColumnOptions;

/** One of a few words, such as a status. */
export const wordColumn = { type: 'varchar', length: 40 } satisfies EntitySchemaColumnOptions;

/** An Instant as its own text, which both engines keep to the millisecond and sort by time. */
export const instantColumn = { type: 'varchar', length: 24 } satisfies EntitySchemaColumnOptions;

/** A CalendarDate as its own text. */
export const dateColumn = { type: 'varchar', length: 10 } satisfies EntitySchemaColumnOptions;

/** BIGINT; the code sees a number. */
export const integerColumn = {
  type: 'bigint',
  transformer: {
    to: (value: number | null | undefined) => (value == null ? value : toSafeInteger(value)),
    from: (value: unknown) => (value == null ? value : toSafeInteger(value)),
  },
} satisfies EntitySchemaColumnOptions;

/**
 * MariaDB answers BIGINT and SUM() as text, SQLite as a number. Beyond 2^53 - 1 a number may already
 * have been rounded on its way, so that is a fault. For the columns of raw SQL, call it by hand.
 */
export function toSafeInteger(value: unknown): number {
  const integer = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  if (!Number.isSafeInteger(integer)) throw new RangeError(`Not an exact integer: ${String(value)}`);
  return integer as number;
}
