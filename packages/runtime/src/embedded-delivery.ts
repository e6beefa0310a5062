import type { Envelope } from '@anju/events/define-event';
import { type Consumer, listensTo } from './consumer';
import type { Delivery } from './delivery';

interface Subscriber {
  readonly consumer: Consumer;
  readonly take: (event: Envelope) => Promise<void>;
}

/** Delivery inside one process: the relay's events go straight to the inboxes of those who listen. */
export function createEmbeddedDelivery(): Delivery {
  const subscribers = new Set<Subscriber>();
  const deliver = async (event: Envelope) => {
    for (const { consumer, take } of subscribers) {
      // As it would arrive over a wire, so that nobody shares an object with its sender.
      if (listensTo(consumer, event)) await take(structuredClone(event));
    }
  };
  return {
    publisherFor: async () => ({
      laneOf: (subject) => subject,
      send: async (events) => {
        for (const event of events) await deliver(event);
      },
    }),
    subscribe: async (consumer, take) => {
      const subscriber = { consumer, take };
      subscribers.add(subscriber);
      return { stop: async () => void subscribers.delete(subscriber) };
    },
    ping: async () => undefined,
    close: async () => undefined,
  };
}
