import type { Service } from '@anju/runtime/service';
import { schema } from './schema';
import { storage } from './storage';
import { funding } from './subscriptions';
import { timers } from './timers';

export const fundingService: Service = {
  name: 'funding',
  port: 4002,
  schema,
  storage,
  consumer: funding,
  timers,
};
