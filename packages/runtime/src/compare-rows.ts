import type { EntitySchema, ObjectLiteral } from 'typeorm';
import type { OpenedByEvent } from './database';

/** How rows in use differ from those made anew; each that is changed has the key and the version that it has in use. */
export function compareRows(
  table: EntitySchema,
  anew: readonly ObjectLiteral[],
  inUse: readonly ObjectLiteral[],
  opened?: OpenedByEvent,
) {
  const keyOf = opened ? (row: ObjectLiteral) => String(row[opened.key]) : keyIn(table);
  const saidOf = (row: ObjectLiteral) => (opened ? only(row, opened.told) : row);
  const wanted = new Map(anew.map((row) => [keyOf(row), row]));
  const there = new Map(inUse.map((row) => [keyOf(row), row]));
  return {
    added: anew.filter((row) => !there.has(keyOf(row))),
    changed: inUse.flatMap((row) => {
      const said = wanted.get(keyOf(row));
      if (!said || told(saidOf(said)) === told(saidOf(row))) return [];
      return [{ ...saidOf(said), ...pickKey(table, row), version: row.version as number | undefined }];
    }),
    // What this service has gone on with is left for people to look at.
    removed: inUse.filter((row) => !wanted.has(keyOf(row)) && !(opened && row.version > 1)),
  };
}

const only = (row: ObjectLiteral, columns: readonly string[]): ObjectLiteral =>
  Object.fromEntries(columns.map((name) => [name, row[name] as unknown]));

/** What others told of it, in one order whatever the engine: `version` is the bookkeeping of this service. */
const told = ({ version: _, ...row }: ObjectLiteral): string => JSON.stringify(inOrder(row));

const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!value || typeof value !== 'object') return value;
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([name, part]) => [name, inOrder(part)]));
};

export const pickKey = ({ options }: EntitySchema, row: ObjectLiteral): ObjectLiteral => {
  const keys = Object.entries(options.columns).filter(([, column]) => column?.primary);
  return Object.fromEntries(keys.map(([name]) => [name, row[name] as unknown]));
};
const keyIn = (table: EntitySchema) => (row: ObjectLiteral) =>
  JSON.stringify(Object.values(pickKey(table, row)));
