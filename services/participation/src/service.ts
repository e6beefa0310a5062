import type { Service } from '@anju/runtime/service';
import { schema } from './schema';
import { storage } from './storage';
import { participation } from './subscriptions';
import { timers } from './timers';

export const participationService: Service = {
  name: 'participation',
  port: 4003,
  schema,
  storage,
  consumer: participation,
  timers,
};
