import { readFileSync } from 'node:fs';
import type { Envelope } from '@anju/events/define-event';
import type { Clock } from '@anju/values/time';
import type { Consumer } from './consumer';
import type { Database } from './database';
import { receive } from './inbox';
import { InboxTable } from './inbox.table';
import { UnusableData } from './mendable';

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
    if (state === 'HANDLED') played++;
    // One that was parked at a start before is a duplicate now.
    else await refuseParked(db, consumer, fact);
  }
  return played;
}

/** What the file holds is not of these facts alone: the service would go on as if they were in. */
async function refuseParked({ read }: Database, consumer: Consumer, { id, type }: Envelope): Promise<void> {
  const parked = await read.findOneBy(InboxTable, { consumer: consumer.name, eventId: id, state: 'PARKED' });
  if (!parked) return;
  const which = `${id} (${type}): ${parked.error}`;
  throw new UnusableData(String(read.connection.options.database), {
    zh: `与演示的事实不符：${which}`,
    en: `does not go with the recorded facts: ${which}`,
  });
}
