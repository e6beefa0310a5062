import type { Consumer } from '@anju/runtime/consumer';

/** Everything this service listens to. */
export const governance: Consumer = { name: 'governance', subscriptions: [] };
