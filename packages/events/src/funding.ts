import { contentCodes } from '@anju/rulebook/content';
import { z } from 'zod';
import { defineEvent, type FactOf } from './define-event';
import { amount, date, divisionCode, hash, id, instant } from './fields';

/** There only where it is invented for a demonstration. */
const synthetic = z.literal(true).optional();

/** A renovation project with its content list, which owners accept by its hash (PART-4). */
export const projectProposed = defineEvent('funding.project-proposed.v1', 'projectId', {
  projectId: id('prj'),
  divisionCode,
  name: z.string(),
  year: z.int(),
  communityIds: z.array(id('com')).min(1),
  contents: z.array(z.object({ code: z.enum(contentCodes), costFen: amount })),
  contentsHash: hash,
  costFen: amount,
  synthetic,
});

const moved = { projectId: id('prj'), communityIds: z.array(id('com')).min(1), synthetic };

/** The project stands in the annual plan: the household gate was reached everywhere (PART-3). */
export const projectListed = defineEvent('funding.project-listed.v1', 'projectId', {
  ...moved,
  listedAt: instant,
});

/** The project is approved. */
export const projectApproved = defineEvent('funding.project-approved.v1', 'projectId', {
  ...moved,
  approvedAt: instant,
});

/** The project was given up before it was accepted; what it asked of others is not asked any more (PROJ-1). */
export const projectWithdrawn = defineEvent('funding.project-withdrawn.v1', 'projectId', {
  ...moved,
  withdrawnAt: instant,
});

/** The bank paid a maintenance job's contractor from the accounts of the homes (MF-2, MF-7). */
export const maintenancePaid = defineEvent('funding.maintenance-paid.v1', 'jobId', {
  jobId: id('mjb'),
  projectId: id('prj').nullable(),
  communityId: id('com'),
  decisionId: id('dec'),
  /** What the supervisor signed for (FUND-10); equal to paid, retained and receivable together. */
  costFen: amount,
  paidFen: amount,
  /** Kept to the warranty's end (FUND-10). */
  retainedFen: amount,
  /** What accounts too small still owe. */
  receivableFen: amount,
  paidOn: date,
  synthetic,
});

/** The warranty is over: the contractor has what the accounts kept of a job's retention (FUND-10). */
export const retentionReleased = defineEvent('funding.retention-released.v1', 'jobId', {
  jobId: id('mjb'),
  projectId: id('prj').nullable(),
  communityId: id('com'),
  decisionId: id('dec'),
  /** What was retained; equal to released and receivable together. */
  retainedFen: amount,
  releasedFen: amount,
  /** What accounts too small had not left to keep; the homes owe it, beside what they owed before (MF-7). */
  receivableFen: amount,
  paidOn: date,
  synthetic,
});

const reversed = {
  jobId: id('mjb'),
  projectId: id('prj').nullable(),
  communityId: id('com'),
  decisionId: id('dec'),
  /** The day of the receipt that was entered wrong. */
  paidOn: date,
  reversedOn: date,
  synthetic,
};

/** A bank's receipt was entered wrong: the job's payment is taken back, and what was told of it does not count (MF-2). */
export const maintenancePaymentReversed = defineEvent('funding.maintenance-payment-reversed.v1', 'jobId', {
  ...reversed,
  paidFen: amount,
});

/** The same of a release: what was retained is kept as before (FUND-10). */
export const retentionReleaseReversed = defineEvent('funding.retention-release-reversed.v1', 'jobId', {
  ...reversed,
  releasedFen: amount,
});

export type ProjectProposed = FactOf<typeof projectProposed>;
export type ProjectListed = FactOf<typeof projectListed>;
export type ProjectApproved = FactOf<typeof projectApproved>;
export type ProjectWithdrawn = FactOf<typeof projectWithdrawn>;
export type MaintenancePaid = FactOf<typeof maintenancePaid>;
export type RetentionReleased = FactOf<typeof retentionReleased>;
export type MaintenancePaymentReversed = FactOf<typeof maintenancePaymentReversed>;
export type RetentionReleaseReversed = FactOf<typeof retentionReleaseReversed>;
