import type { Storage } from '@anju/runtime/database';
import { IndexIdempotency0001001700000001001 } from '@anju/runtime/index-idempotency-migration';
import { CreateMessaging0001700000000001 } from '@anju/runtime/messaging-migration';
import { KeepPersonalDataKey0001001700000001002 } from '@anju/runtime/personal-data-key-migration';

/** Of a service with no tables of its own: outbox, lease and inbox. */
export const bareStorage: Storage = {
  tables: [],
  migrations: [
    CreateMessaging0001700000000001,
    IndexIdempotency0001001700000001001,
    KeepPersonalDataKey0001001700000001002,
  ],
  appendOnly: [],
};

/** Facts enough to tell aggregates and their events apart; the runtime asks no more of them. */
export const effective = (decisionId: `dec_${string}`) =>
  ({
    type: 'governance.decision-effective.v1',
    data: { decisionId, communityId: 'com_1', effectiveAt: '2022-09-20T10:00:00.000Z' },
  }) as const;
