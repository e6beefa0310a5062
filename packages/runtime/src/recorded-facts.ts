import { readFileSync } from 'node:fs';
import type { Envelope } from '@anju/events/define-event';
import type { Clock } from '@anju/values/time';
import type { Consumer } from './consumer';
import type { Database } from './database';
import { receive } from './inbox';

/**
 * Delivers recorded facts of a service's neighbours through its inbox, as if they had just come, so
 * that it can be developed without them. Those it has already are dropped. Returns how many were new.
 */
export async function playRecordedFacts(
  db: Database,
  consumer: Consumer,
  file: string,
  clock: Clock,
): Promise<number> {
  const facts = JSON.parse(readFileSync(file, 'utf8')) as readonly Envelope[];
  let played = 0;
  for (const fact of facts) {
    const state = await receive(db, consumer, fact, clock);
    if (state === 'PARKED') throw new Error(`Recorded fact ${fact.id} (${fact.type}) cannot be handled`);
    if (state === 'HANDLED') played++;
  }
  return played;
}
