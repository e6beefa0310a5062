import type { Envelope } from '@anju/events/define-event';
import type { Delivery } from '@anju/runtime/delivery';
import { createEmbeddedDelivery } from '@anju/runtime/embedded-delivery';

/** Delivery to one listener, who hears the events as they are now whenever it asks, and nothing by itself. */
export function toldAgain(events: () => readonly Envelope[]): Delivery {
  let hear: (event: Envelope) => Promise<void>;
  return {
    ...createEmbeddedDelivery(),
    subscribe: async (_, take) => {
      hear = take;
      return { stop: async () => undefined };
    },
    askAgain: async () => {
      for (const event of events()) await hear(event);
    },
  };
}
