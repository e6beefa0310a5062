import type { Fen } from '@anju/values/money';
import { journalEntry, type NewEntry } from '../ledger/journal-entry';
import type { FundShare } from './fund-share';
import type { BankReceipt, MaintenanceJob } from './maintenance-job';

/**
 * The bank paid a job's contractor: each home's fund gave what it could and the home owes the rest (MF-7). What
 * is retained no home has borne yet, and what is owed the contractor has earned and not got.
 */
export function paymentEntry(
  { id, communityId, paidFen, retainedFen, receivableFen }: MaintenanceJob,
  shares: readonly FundShare[],
  { paperNumber, paidOn }: BankReceipt,
): NewEntry {
  return journalEntry({
    kind: 'MAINTENANCE_PAYMENT',
    communityId,
    jobId: id,
    paperNumber,
    bookedOn: paidOn,
    postings: [
      ...shares.flatMap(({ unitId: holder, drawnFen, receivableFen: owedFen }) => [
        { account: 'UNIT_FUND' as const, holder, amountFen: drawnFen ?? 0 },
        { account: 'UNIT_RECEIVABLE' as const, holder, amountFen: owedFen ?? 0 },
      ]),
      { account: 'WORKS_COST', holder: id, amountFen: retainedFen ?? 0 },
      { account: 'RETENTION_PAYABLE', holder: id, amountFen: -(retainedFen ?? 0) },
      { account: 'BANK_DEPOSIT', holder: '', amountFen: -paidFen },
      { account: 'CONTRACTOR_PAYABLE', holder: id, amountFen: -(receivableFen ?? 0) },
    ],
  });
}

/** What a home owed has reached the contractor; the fund has nothing to do with it any more. */
export const collectionEntry = (
  { id, communityId }: MaintenanceJob,
  holder: FundShare['unitId'],
  amountFen: Fen,
  { paperNumber, paidOn }: BankReceipt,
): NewEntry =>
  journalEntry({
    kind: 'RECEIVABLE_COLLECTED',
    communityId,
    jobId: id,
    paperNumber,
    bookedOn: paidOn,
    postings: [
      { account: 'UNIT_RECEIVABLE', holder, amountFen: -amountFen },
      { account: 'CONTRACTOR_PAYABLE', holder: id, amountFen },
    ],
  });

/**
 * The warranty is over and the contractor has what was kept. Each home has borne its part of the works by that, or owes
 * what its account had not left to keep (MF-7).
 */
export const releaseEntry = (
  { id, communityId, retainedFen, keptFen }: MaintenanceJob,
  shares: readonly FundShare[],
  { paperNumber, paidOn }: BankReceipt,
): NewEntry =>
  journalEntry({
    kind: 'RETENTION_RELEASED',
    communityId,
    jobId: id,
    paperNumber,
    bookedOn: paidOn,
    postings: [
      ...shares.flatMap(({ unitId: holder, retainedFen: toKeepFen, keptFen: ofHomeFen }) => [
        { account: 'UNIT_FUND' as const, holder, amountFen: ofHomeFen ?? 0 },
        { account: 'UNIT_RECEIVABLE' as const, holder, amountFen: toKeepFen - (ofHomeFen ?? 0) },
      ]),
      { account: 'WORKS_COST', holder: id, amountFen: -(retainedFen ?? 0) },
      { account: 'RETENTION_PAYABLE', holder: id, amountFen: retainedFen ?? 0 },
      { account: 'BANK_DEPOSIT', holder: '', amountFen: -(keptFen ?? 0) },
      { account: 'CONTRACTOR_PAYABLE', holder: id, amountFen: (keptFen ?? 0) - (retainedFen ?? 0) },
    ],
  });
