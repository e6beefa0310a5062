import { catalogue } from '@anju/events/catalogue';
import type { Envelope, Fact } from '@anju/events/define-event';
import type { Consumer } from '@anju/runtime/consumer';
import type { Database } from '@anju/runtime/database';
import { receive } from '@anju/runtime/inbox';
import type { Instant } from '@anju/values/time';

/** A fact as it arrives: through JSON, with what its outbox gave it. Its id follows from its place. */
export function anEnvelope(fact: Fact, differing: Partial<Envelope> = {}): Envelope {
  const key = catalogue.get(fact.type)?.key;
  const named = key ? (fact.data as Record<string, string>)[key] : undefined;
  const { sequence = 1, subject = named ?? 'dec_1' } = differing;
  const envelope: Envelope = {
    id: `evt_${subject}_${sequence}`,
    source: `/anju/${fact.type.split('.')[0]}`,
    subject,
    sequence,
    time: '2022-09-20T10:00:00.000Z',
    ...fact,
    ...differing,
  };
  return JSON.parse(JSON.stringify(envelope));
}

/** Delivers facts of one aggregate in order, from `sequence` on; fails the test where one was not handled. */
export async function deliver(
  db: Database,
  consumer: Consumer,
  facts: readonly Fact[],
  { now, sequence = 1 }: { now: Instant; sequence?: number },
): Promise<void> {
  for (const [i, fact] of facts.entries()) {
    const state = await receive(db, consumer, anEnvelope(fact, { sequence: sequence + i }), () => now);
    if (state !== 'HANDLED') throw new Error(`${fact.type} was not handled: ${state}`);
  }
}
