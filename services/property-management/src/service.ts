import type { Service } from '@anju/runtime/service';
import { demo } from './demo';
import { schema } from './schema';
import { storage } from './storage';
import { propertyManagement } from './subscriptions';
import { timers } from './timers';

export const propertyManagementService: Service = {
  name: 'property-management',
  port: 4004,
  schema,
  storage,
  consumer: propertyManagement,
  timers,
  demo,
};
