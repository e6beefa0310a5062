import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '@anju/values/time';
import type { Logger } from 'pino';
import type { Consumer } from './consumer';
import type { Database } from './database';
import type { Delivery, Stoppable } from './delivery';
import { watchGaps } from './gaps';
import { drain, receive, refuseRecord } from './inbox';
import { Mendable } from './mendable';
import { publishAgain } from './publish-again';
import { startRelay } from './relay';
import { watchTrouble } from './trouble';

interface Exchange {
  readonly name: string;
  readonly db: Database;
  readonly consumer: Consumer;
  readonly delivery: Delivery;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * How long a broker may take to say that it is there, and how often one that did not is asked again; and how long a
 * service waits for all of it before it begins to answer.
 */
const patience = { answerMs: 3_000, everyMs: 1_000, startMs: 6_000 };

export interface RunningExchange extends Stoppable {
  /** The broker answers, and its topics were missing or not as declared when they were last looked at. */
  readonly lacksTopics: () => boolean;
}

/**
 * Tells others what happened here and hears what happened there, for as long as the service runs. A broker that is away
 * when it starts, or takes long to say what it has, keeps nobody from reading and deciding: it is looked for until it
 * answers. One that answers and has not the topics it should have is a fault: at the start thrown, and later, when
 * people are at work already, said for as long as it lasts.
 */
export async function startExchange(
  exchange: Exchange,
  { answerMs, everyMs, startMs } = patience,
): Promise<RunningExchange> {
  const { delivery, log } = exchange;
  const stopping = new AbortController();
  const { signal } = stopping;
  const trouble = watchTrouble(log, {
    begins: 'events do not flow: what happens here is kept until the broker answers',
    ends: 'events flow',
  });
  let lacksTopics = false;
  const attempt = async () => {
    const late = wait(answerMs, null, { ref: false }).then(() => {
      throw new Error(`no answer within ${answerMs} ms`);
    });
    await Promise.race([delivery.ping?.(), late]);
    try {
      const begun = await begin(exchange);
      trouble.over();
      lacksTopics = false;
      return begun;
    } catch (error) {
      lacksTopics = error instanceof Mendable;
      throw error;
    }
  };
  const first = attempt();
  const came = await Promise.race([first, wait(startMs, null, { ref: false })]).catch((error: unknown) => {
    if (error instanceof Mendable) throw error;
  });
  if (came === null) trouble.failed(new Error(`not all was answered within ${startMs} ms`));

  let begun: Stoppable | null = null;
  const goOn = async (trying: Promise<Stoppable>) => {
    for (;;) {
      try {
        begun = await trying;
        // Nobody waited for it.
        if (signal.aborted) await begun.stop();
        return;
      } catch (error) {
        trouble.failed(error);
      }
      await wait(everyMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      trying = attempt();
    }
  };
  void goOn(first);
  return {
    lacksTopics: () => lacksTopics,
    stop: async () => {
      stopping.abort();
      await begun?.stop();
    },
  };
}

async function begin({ name, db, consumer, delivery, clock, log }: Exchange): Promise<Stoppable> {
  const begun: Stoppable[] = [];
  const stop = async () => {
    // At once: of one that hangs the others know nothing.
    await Promise.all(begun.splice(0).map((each) => each.stop()));
  };
  try {
    const publisher = await delivery.publisherFor(name);
    begun.push(startRelay(db, publisher, log));
    begun.push(
      await delivery.subscribe(
        consumer,
        async (event) => {
          const state = await receive(db, consumer, event, clock);
          const { id: eventId, type } = event;
          if (state === 'PARKED') log.error({ eventId, type }, 'event parked');
          if (state === 'REFUSED') log.error({ eventId, type }, 'event refused');
        },
        (record) => refuseRecord(db, consumer, record),
      ),
    );
    begun.push(
      await delivery.onAsked(name, async (request) => {
        const events = await publishAgain(db, request);
        log.info({ request, events }, 'published again');
      }),
    );
    begun.push(
      watchGaps(
        db,
        consumer,
        {
          // Said once it is done: where broker or database is away it is tried in each round.
          askAgain: async (request) => {
            await delivery.askAgain(request);
            log.warn({ request }, 'an event is missing and was asked for');
          },
          goOn: async (subject) => {
            await drain(db, consumer, subject, clock);
            log.warn({ subject }, 'an event waited although it was its turn');
          },
        },
        watchTrouble(log, { begins: 'gaps not looked for', ends: 'gaps looked for again' }),
      ),
    );
    return { stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
