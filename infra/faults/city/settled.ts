import { createClient, until } from '@anju/local/client';
import { InboxTable } from '@anju/runtime/inbox.table';
import { OutboxTable } from '@anju/runtime/outbox';
import type { City } from './city';
import type { Scene } from './prelude';
import { heardBy, type Name, names } from './services';

/** What was told while a broker was away comes all at once. */
const withinMs = 300_000;

/** Resolves once each service says that it has told all that it has to tell, and who listens to it has handled it. */
export async function settled(city: City, { tokens }: Scene): Promise<void> {
  for (const name of names) {
    const operator = createClient(city.urls[name], tokens.operator);
    const allPublished = async () => {
      const { flow } = await operator.ask(`{ flow: ${eventsOf(name)} { unpublished } }`);
      return flow.unpublished === 0;
    };
    await until(`${name} to publish what it told`, allPublished, withinMs);
  }
  if (!city.hasBroker) return;
  const db = await city.open();
  try {
    for (const listener of names) {
      const allHandled = async () => {
        const told = await Promise.all(heardBy(listener).map((name) => db[name].read.count(OutboxTable)));
        const handled = await db[listener].read.countBy(InboxTable, { state: 'HANDLED' });
        return told.reduce((sum, each) => sum + each, 0) === handled;
      };
      await until(`${listener} to handle what it hears`, allHandled, withinMs);
    }
  } finally {
    await Promise.all(Object.values(db).map((each) => each.close()));
  }
}

/** The field under which a service says how its events stand. */
const eventsOf = (name: Name) => `${name.replace(/-./, ([, letter]) => letter!.toUpperCase())}Events`;
