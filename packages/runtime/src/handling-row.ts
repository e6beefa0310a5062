import type { EntityManager } from 'typeorm';
import { murmur2 } from './murmur2';

/** Many enough that events of two keys seldom meet at one, and few enough to be written together. */
const rows = 64;

/**
 * Every effect of an event writes a row, one of a few by its key, and `keepOutHandling` all of them: what an event
 * found missing is not written behind its back, and what was written is found by the next. By writing, since on a
 * cluster no lock holds. They stand among the leases. On SQLite transactions take turns.
 */
export const writeHandlingRow = (tx: EntityManager, subject: string): Promise<void> =>
  write(tx, [(murmur2(subject) & 0x7fffffff) % rows]);

/** Waits for events that are being handled; from then on none is, until the transaction ends. */
export const keepOutHandling = (tx: EntityManager): Promise<void> =>
  write(
    tx,
    Array.from({ length: rows }, (_, row) => row),
  );

async function write(tx: EntityManager, which: readonly number[]): Promise<void> {
  if (tx.connection.options.type !== 'mariadb') return;
  const values = which.map((row) => `('handling ${row}', 1, '')`);
  await tx.query(
    `INSERT INTO lease (name, token, expiresAt) VALUES ${values.join()} ON DUPLICATE KEY UPDATE token = token + 1`,
  );
}
