import { accept, type Decision, type Refusal, refuse } from '@anju/values/decision';
import { dateOf, type Instant } from '@anju/values/time';
import { type UsedPaper, whyPaperInUse } from './job-paper';
import { type Acceptance, isBefore, type MaintenanceJob } from './maintenance-job';
import { asEntered, type PaperRefusalCode, whyNotAPaper } from './paper';
import { whyReleased } from './retention';
import { isPartOf, lastDayOfWarranty, tellsItsTime, type WarrantyOn } from './warranty';

export type EnteredAcceptance = Omit<Acceptance, 'warrantyUntil'>;

type AcceptanceRefusalCode =
  | PaperRefusalCode
  | 'NOT_MEASURED'
  | 'RETENTION_RELEASED'
  | 'PART_DOES_NOT_FIT'
  | 'WARRANTY_TIME_MISSING'
  | 'DATE_IN_FUTURE'
  | 'ACCEPTED_BEFORE_DECISION'
  | 'ACCEPTANCE_OF_ANOTHER_JOB'
  | 'SCAN_OF_ANOTHER_PAPER';

/**
 * The works were accepted on a part, whose warranty runs from that day on (PROJ-4). What was entered wrong is entered
 * again, by its own paper, as long as the money that waits for its end is there.
 */
export function recordAcceptance(
  job: MaintenanceJob,
  entered: EnteredAcceptance,
  used: UsedPaper | null,
  warrantyOn: WarrantyOn,
  now: Instant,
): Decision<MaintenanceJob, never, AcceptanceRefusalCode> {
  if (isBefore(job, 'WORKS_DONE') || job.decidedAt === null) return refuse('NOT_MEASURED', 'FUND-10');
  const released = whyReleased(job);
  if (released) return { accepted: false, refusal: released };
  const { part, acceptedOn } = entered;
  if (!isPartOf(part, job.contentCode))
    return refuse('PART_DOES_NOT_FIT', 'PROJ-4', { detail: { part, contentCode: job.contentCode } });
  const designLifeYears = part === 'STRUCTURE' ? entered.designLifeYears : null;
  // Its seasons are counted once the money is asked for; none is over on the day itself.
  const works = { part, acceptedOn, designLifeYears, heatingSeasons: 0 };
  if (!tellsItsTime(works)) return refuse('WARRANTY_TIME_MISSING', 'PROJ-4');
  const refusal = whyNotAPaper(entered) ?? whyPaperInUse(used, 'ACCEPTANCE_OF_ANOTHER_JOB');
  if (refusal) return { accepted: false, refusal };
  if (acceptedOn > dateOf(now)) return refuse('DATE_IN_FUTURE', null, { detail: { date: acceptedOn } });
  const unasked = whyAcceptedBeforeDecision(entered, job.decidedAt);
  if (unasked) return { accepted: false, refusal: unasked };

  const warrantyUntil = lastDayOfWarranty(works, warrantyOn(acceptedOn));
  const acceptance = { ...asEntered(entered), part, acceptedOn, designLifeYears, warrantyUntil };
  return accept({ ...job, acceptance });
}

/** Why a decision does not pay for what was accepted: the owners took it later (MF-2); null on its day or after. */
export function whyAcceptedBeforeDecision(
  { acceptedOn }: Pick<Acceptance, 'acceptedOn'>,
  decidedAt: Instant,
): Refusal<'ACCEPTED_BEFORE_DECISION'> | null {
  const decidedOn = dateOf(decidedAt);
  if (acceptedOn >= decidedOn) return null;
  return refuse('ACCEPTED_BEFORE_DECISION', 'MF-2', { detail: { acceptedOn, decidedOn } }).refusal;
}
