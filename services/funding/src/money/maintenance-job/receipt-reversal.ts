import type { Instant } from '@anju/values/time';
import type { BookedEntry } from '../ledger/journal-entry';
import type { MaintenanceJob, Paper } from './maintenance-job';

/** A receipt that was taken back, and the paper that is used up by it. */
export interface ReceiptReversal extends Paper {
  /** What was booked by the receipt. */
  readonly entryId: BookedEntry['id'];
  readonly jobId: MaintenanceJob['id'];
  readonly communityId: MaintenanceJob['communityId'];
  readonly kind: 'MAINTENANCE_PAYMENT' | 'RETENTION_RELEASED' | 'RECEIVABLE_COLLECTED';
  /** As it was entered. */
  readonly receiptNumber: string;
  /** Null for one whose number another job had before each was booked once. */
  readonly receiptSha256: string | null;
  readonly reason: string;
  /** Of the paper, as `foldTyped` reads it. */
  readonly foldedNumber: string;
  /** Who, by name, is for the audit trail. */
  readonly reversedBy: 'FINANCE' | 'COUNTY_BUREAU';
  readonly reversedAt: Instant;
}
