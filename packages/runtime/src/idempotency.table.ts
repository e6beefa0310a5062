import { EntitySchema } from 'typeorm';
import { idColumn, instantColumn } from './columns';

interface IdempotencyRow {
  /** Keys are their caller's own: another's equal key is another key. */
  readonly caller: string;
  readonly key: string;
  readonly operation: string;
  readonly inputHash: string;
  readonly result: unknown;
  readonly storedAt: string;
}

export const IdempotencyTable = new EntitySchema<IdempotencyRow>({
  name: 'idempotency',
  columns: {
    caller: { ...idColumn, primary: true },
    key: { ...idColumn, primary: true },
    operation: idColumn,
    inputHash: idColumn,
    result: { type: 'json' },
    storedAt: instantColumn,
  },
  indices: [{ name: 'idempotency_stored', columns: ['storedAt'] }],
});
