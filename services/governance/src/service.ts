import type { Service } from '@anju/runtime/service';
import { demo } from './demo';
import { schema } from './schema';
import { storage } from './storage';
import { governance } from './subscriptions';
import { timers } from './timers';

export const governanceService: Service = {
  name: 'governance',
  port: 4001,
  schema,
  storage,
  consumer: governance,
  timers,
  signsEvidence: true,
  demo,
};
