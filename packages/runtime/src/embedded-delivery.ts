import type { Envelope } from '@anju/events/define-event';
import type { ReplayRequest } from '@anju/events/replay-request';
import { type Consumer, listensTo, speakersOf } from './consumer';
import type { Delivery } from './delivery';

interface Subscriber {
  readonly consumer: Consumer;
  readonly take: (event: Envelope) => Promise<void>;
}

/**
 * Delivery inside one process: the relay's events go straight to the inboxes of those who listen. A broker keeps
 * an event for who is away, and here there is none: until all of `listeners` are there, and once one has left, what
 * concerns them stays in the outbox.
 */
export function createEmbeddedDelivery(listeners: readonly Consumer[] = []): Delivery {
  const subscribers = new Set<Subscriber>();
  const asked = new Map<string, (request: ReplayRequest) => Promise<void>>();
  const isThere = ({ name }: Consumer) => [...subscribers].some(({ consumer }) => consumer.name === name);
  const deliver = async (event: Envelope) => {
    for (const { consumer, take } of subscribers) {
      // As it would arrive over a wire, so that nobody shares an object with its sender.
      if (listensTo(consumer, event)) await take(structuredClone(event));
    }
  };
  return {
    keepsAll: false,
    publisherFor: async (service) => {
      const awaited = listeners.filter((consumer) => speakersOf(consumer).includes(service));
      const open = () => awaited.every(isThere);
      return {
        open,
        laneOf: (subject) => subject,
        send: async (events) => {
          for (const event of events) {
            if (!open()) throw new Error(`Not everybody who hears ${service} is there`);
            await deliver(event);
          }
        },
      };
    },
    subscribe: async (consumer, take) => {
      const subscriber = { consumer, take };
      subscribers.add(subscriber);
      return { stop: async () => void subscribers.delete(subscriber) };
    },
    askAgain: async (request) => asked.get(request.service)?.(request),
    onAsked: async (service, take) => {
      asked.set(service, take);
      return { stop: async () => void asked.delete(service) };
    },
    lag: async () => new Map(),
    ping: async () => undefined,
    close: async () => undefined,
  };
}
