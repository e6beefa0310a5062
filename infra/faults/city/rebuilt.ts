import { speakersOf } from '@anju/runtime/consumer';
import type { Database } from '@anju/runtime/database';
import type { Delivery } from '@anju/runtime/delivery';
import { noDelivery } from '@anju/runtime/no-delivery';
import { OutboxTable, toEnvelope } from '@anju/runtime/outbox';
import { CannotRebuild, rebuildCopies } from '@anju/runtime/rebuild-copy';
import { systemClock } from '@anju/values/time';
import { type Name, names, services } from './services';

/** Nobody is asked again: all there is to hear comes at once. */
const timing = { askMs: 60_000, giveUpMs: 1_000, everyMs: 20 };

/** Each copy of what others told is, row by row, the one that the same handlers make of all that they told. */
export async function checkRebuilt(db: Readonly<Record<Name, Database>>): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of names) {
    const { storage, consumer } = services[name];
    const source = { storage, consumer, delivery: fromOutboxes(db), clock: systemClock };
    const tables = Object.values(storage.copies ?? {}).flat();
    const options = { ...timing, dryRun: true, signal: new AbortController().signal };
    try {
      const { added, changed, removed } = await rebuildCopies(db[name], source, tables, options);
      if (added + changed + removed > 0)
        found.push(`${name}'s copies: rebuilt, ${added} rows come, ${changed} change, ${removed} go`);
    } catch (error) {
      if (!(error instanceof CannotRebuild)) throw error;
      found.push(`${name}'s copies: ${error.message}`);
    }
  }
  return found;
}

/** What was told, from the databases of those who told it. */
const fromOutboxes = (db: Readonly<Record<Name, Database>>): Delivery => ({
  ...noDelivery,
  keepsAll: true,
  subscribe: async (consumer, take) => {
    const speakers = speakersOf(consumer);
    for (const name of names.filter((each) => speakers.includes(each))) {
      const rows = await db[name].read.find(OutboxTable, { order: { sequence: 'ASC', id: 'ASC' } });
      for (const row of rows) await take(toEnvelope(row));
    }
    return { stop: async () => undefined };
  },
});
