import type { ContentCode } from '@anju/rulebook/content';
import type { DivisionCode } from '@anju/values/division';
import type { Id } from '@anju/values/id';
import type { Fen } from '@anju/values/money';
import type { CalendarDate, Instant } from '@anju/values/time';
import type { WarrantyPart } from './warranty';

/** The steps of MF-2, in order; a job stands at the last one taken, or was withdrawn. */
export const jobStates = [
  'PROPOSED',
  'DECIDED',
  'WORKS_DONE',
  'APPLIED',
  'APPROVED',
  'INSTRUCTED',
  'PAID',
  'WITHDRAWN',
] as const;

export type JobState = (typeof jobStates)[number];

/** A paper that somebody signed, by its number and what is on it. */
export interface Paper {
  readonly paperNumber: string;
  /** In lower case. */
  readonly paperSha256: string;
}

/** The supervisor's signature for how much was done (FUND-10). */
export interface Measurement extends Paper {
  readonly measuredFen: Fen;
  readonly signedOn: CalendarDate;
  /** A company, never a person. */
  readonly supervisor: string;
}

/** The works were accepted on a part, whose warranty runs from then on (PROJ-4). */
export interface Acceptance extends Paper {
  readonly part: WarrantyPart;
  readonly acceptedOn: CalendarDate;
  /** Of a structure alone. */
  readonly designLifeYears: number | null;
  /** Its last day, by the law of the day of acceptance; null for heating, which is counted in seasons. */
  readonly warrantyUntil: CalendarDate | null;
}

export interface BankReceipt extends Paper {
  readonly paidOn: CalendarDate;
}

export interface EnteredReceipt extends BankReceipt {
  readonly amountFen: Fen;
}

export interface JobWithdrawal {
  readonly reason: string;
  readonly withdrawnAt: Instant;
}

/** Works on shared parts, paid by the homes concerned from their maintenance fund (MF-2). */
export interface MaintenanceJob {
  readonly id: Id<'mjb'>;
  readonly version: number;
  readonly state: JobState;
  readonly communityId: Id<'com'>;
  /** Where the community lies: whose offices act. */
  readonly divisionCode: DivisionCode;
  readonly projectId: Id<'prj'> | null;
  readonly contentCode: ContentCode;
  /** The charging scope; empty means all of the community (GOV-VOTE-5). */
  readonly buildingIds: readonly Id<'bld'>[];
  readonly title: string;
  readonly contractorName: string;
  readonly synthetic: boolean;
  /** What it is whatever the owners decided on it: another decision may take the place of an invented one. */
  readonly syntheticByItself: boolean;
  readonly proposedAt: Instant;
  readonly decisionId: Id<'dec'> | null;
  /** When the owners took it: what is measured and accepted lies on that day or later (MF-2). */
  readonly decidedAt: Instant | null;
  readonly measurement: Measurement | null;
  /** As measured; null before. */
  readonly costFen: Fen | null;
  /** Kept of it until the warranty ends (FUND-10); null before the application. */
  readonly retainedFen: Fen | null;
  readonly appliedAt: Instant | null;
  readonly approvalDocument: string | null;
  readonly approvedAt: Instant | null;
  readonly instructedAt: Instant | null;
  /** What the accounts give, and so what the bank was told to pay (MF-7); null before. */
  readonly instructedFen: Fen | null;
  /** What they cannot give; with what is paid and what is retained, or was released, the cost. */
  readonly receivableFen: Fen | null;
  readonly paidFen: Fen;
  /** What homes paid of the receivable since. */
  readonly collectedFen: Fen;
  readonly receipt: BankReceipt | null;
  readonly acceptance: Acceptance | null;
  /** What the accounts had left to keep of the retention when the bank was told to pay (FUND-10, MF-7); null before. */
  readonly keptFen: Fen | null;
  /** Of what was kept; null before the bank's receipt. */
  readonly releasedFen: Fen | null;
  readonly releaseReceipt: BankReceipt | null;
  readonly withdrawal: JobWithdrawal | null;
}

/** True where the job has not come as far as this step. */
export const isBefore = ({ state }: MaintenanceJob, step: JobState): boolean =>
  jobStates.indexOf(state) < jobStates.indexOf(step);
