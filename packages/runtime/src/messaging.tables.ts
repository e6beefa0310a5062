import { AuditTable } from './audit';
import { IdempotencyTable } from './idempotency.table';
import { InboxTable } from './inbox.table';
import { LeaseTable } from './lease';
import { OutboxTable } from './outbox';
import { PersonalDataKeyTable } from './personal-data-key.table';
import { TimerTable } from './timer.table';

/** What every service has besides its own tables; the migrations beside this file say the same in SQL. */
export const messagingTables = [
  OutboxTable,
  LeaseTable,
  InboxTable,
  IdempotencyTable,
  TimerTable,
  AuditTable,
  PersonalDataKeyTable,
];
