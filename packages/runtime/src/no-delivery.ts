import type { Delivery } from './delivery';

/** A service alone: nobody hears it, so what it would tell waits in its outbox until somebody does. */
export const noDelivery: Delivery = {
  keepsAll: false,
  publisherFor: async () => ({
    open: () => false,
    laneOf: (subject) => subject,
    send: () => Promise.reject(new Error('There is nobody to tell')),
  }),
  subscribe: async () => ({ stop: async () => undefined }),
  askAgain: async () => undefined,
  onAsked: async () => ({ stop: async () => undefined }),
  lag: async () => new Map(),
  ping: null,
  close: async () => undefined,
};
