import { createClient, until } from '@anju/local/client';
import { InboxTable } from '@anju/runtime/inbox.table';
import { OutboxTable } from '@anju/runtime/outbox';
import { type City, names } from './city';
import type { Scene } from './prelude';

/** What was told while a broker was away comes all at once. */
const withinMs = 300_000;

/** Resolves once each service says that it has told all that it has to tell, and the other has handled it. */
export async function settled(city: City, { tokens }: Scene): Promise<void> {
  for (const name of names) {
    const operator = createClient(city.urls[name], tokens.operator);
    const allPublished = async () => {
      const { flow } = await operator.ask(`{ flow: ${name}Events { unpublished } }`);
      return flow.unpublished === 0;
    };
    await until(`${name} to publish what it told`, allPublished, withinMs);
  }
  if (!city.hasBroker) return;
  const db = await city.open();
  try {
    for (const [speaker, listener] of [names, names.toReversed()]) {
      const allHandled = async () => {
        const told = await db[speaker!].read.count(OutboxTable);
        return told === (await db[listener!].read.countBy(InboxTable, { state: 'HANDLED' }));
      };
      await until(`${listener} to handle what ${speaker} told`, allHandled, withinMs);
    }
  } finally {
    await Promise.all(Object.values(db).map((each) => each.close()));
  }
}
