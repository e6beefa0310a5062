import type { PaymentRules } from '@anju/rulebook/thresholds';
import type { AreaDm2 } from '@anju/values/area';
import { accept, type Decision, type Refusal, refuse } from '@anju/values/decision';
import { floorOf } from '@anju/values/fraction';
import type { Fen } from '@anju/values/money';
import { isName } from '@anju/values/name';
import { dateOf, type Instant } from '@anju/values/time';
import { type AmountRefusalCode, whyNotAnAmount } from '../../entered-amount';
import { isPaperNumber, isWords } from '../../entered-text';
import type { KnownUnit } from '../../known/building/building';
import type { KnownDecision } from '../../known/decision/decision';
import {
  commit,
  type CoverRefusalCode,
  type Warrant,
  whyMatterTooSmall,
  whyNotCovered,
} from '../warrant/warrant';
import { whyAcceptedBeforeDecision } from './acceptance';
import {
  type AllocationRefusalCode,
  type ProjectMoney,
  whyBeyondAllocation,
  whyNotAllocated,
} from './allocation';
import { type FundShare, splitCost } from './fund-share';
import { type UsedPaper, whyPaperInUse } from './job-paper';
import { isBefore, type JobState, type MaintenanceJob, type Measurement } from './maintenance-job';
import { asEntered, type PaperRefusalCode, whyNotAPaper } from './paper';
import { type OnRecordRefusalCode, whyOnRecord } from './purpose';
import { type RetentionRefusalCode, whyNotBeforeAcceptance, whyNotRetained } from './retention';
import { type WaitingRefusalCode, whyAnnulled, whyNotEffective } from './standing-decision';
import type { WarrantyOn } from './warranty';

type StepRefusalCode = 'WRONG_STATE' | 'NO_DECISION';

export const wrongState = ({ state, instructedFen }: MaintenanceJob, wanted: JobState) =>
  refuse('WRONG_STATE', 'MF-2', {
    detail: { state, wanted, ...(instructedFen !== null && { instructedFen }) },
  });

type LinkRefusalCode =
  | CoverRefusalCode
  | 'WRONG_STATE'
  | 'DECISION_LINKED'
  | 'DECISION_NOT_FOUND'
  | 'DECISION_REJECTED'
  | 'DECISION_ANNULLED'
  | 'DECISION_PAYS_NOTHING'
  | 'MATTER_TOO_SMALL'
  | 'CONTENT_NOT_ALLOCATED'
  | 'ACCEPTED_BEFORE_DECISION'
  | 'MEASURED_BEFORE_DECISION';

/** What is known of a decision that a job names, each null where nothing is. */
export interface NamedDecision {
  readonly decision: KnownDecision | null;
  readonly warrant: Warrant | null;
}

/**
 * Step 2 of MF-2: the owners who pay decided on these works, and a project that they belong to has money for them
 * (FUND-8). They may be asked anew, as for a higher ceiling, and a wrong decision may have been named, so until the money
 * is applied for another one takes its place. It pays for nothing that was measured or accepted before it: owners approve,
 * and works are done then.
 */
export function linkDecision(
  job: MaintenanceJob,
  { decision, warrant }: NamedDecision,
  project: ProjectMoney | null,
): Decision<MaintenanceJob, never, LinkRefusalCode> {
  if (!isBefore(job, 'APPLIED')) return wrongState(job, 'DECIDED');
  // Governance may be about to tell of it.
  if (!decision) return refuse('DECISION_NOT_FOUND', 'MF-2', { retryable: true });
  const { id: decisionId, decidedAt } = decision;
  if (decisionId === job.decisionId)
    return refuse('DECISION_LINKED', 'MF-2', { detail: { decisionId, state: job.state } });
  const fallen = whyAnnulled(decision);
  if (fallen) return { accepted: false, refusal: fallen };
  if (!decision.adopted) return refuse('DECISION_REJECTED', 'MF-2');
  if (!warrant) return refuse('DECISION_PAYS_NOTHING', 'MF-2', { detail: { matter: decision.matter } });
  const refusal =
    whyNotCovered(warrant, job) ??
    whyMatterTooSmall(decision, job) ??
    (project && whyNotAllocated(project.allocations, job.contentCode)) ??
    whyDoneBefore(job, decidedAt);
  if (refusal) return { accepted: false, refusal };
  return accept({
    ...job,
    state: job.state === 'PROPOSED' ? 'DECIDED' : job.state,
    decisionId,
    decidedAt,
    synthetic: job.syntheticByItself || decision.synthetic,
  });
}

type MeasurementRefusalCode =
  | StepRefusalCode
  | PaperRefusalCode
  | AmountRefusalCode
  | 'SUPERVISOR_INVALID'
  | 'DATE_IN_FUTURE'
  | 'MEASURED_BEFORE_DECISION'
  | 'SHEET_OF_ANOTHER_JOB'
  | 'SCAN_OF_ANOTHER_PAPER';

/**
 * Step 3 of MF-2: the works are done, and the supervisor signed for how much (FUND-10). What was entered wrong is
 * entered again, by its own paper, as long as nobody applied for money on it.
 */
export function recordMeasurement(
  job: MaintenanceJob,
  measurement: Measurement,
  used: UsedPaper | null,
  now: Instant,
): Decision<MaintenanceJob, never, MeasurementRefusalCode> {
  if (job.decidedAt === null) return refuse('NO_DECISION', 'MF-2');
  if (job.state !== 'DECIDED' && job.state !== 'WORKS_DONE') return wrongState(job, 'WORKS_DONE');
  const { measuredFen, signedOn, supervisor } = measurement;
  const noAmount = whyNotAnAmount(measuredFen, 'FUND-10');
  if (noAmount) return { accepted: false, refusal: noAmount };
  if (!isWords(supervisor) || !isName(supervisor)) return refuse('SUPERVISOR_INVALID', 'FUND-10');
  const refusal = whyNotAPaper(measurement) ?? whyPaperInUse(used, 'SHEET_OF_ANOTHER_JOB');
  if (refusal) return { accepted: false, refusal };
  if (signedOn > dateOf(now)) return refuse('DATE_IN_FUTURE', null, { detail: { date: signedOn } });
  const unasked = whyMeasuredBefore(measurement, job.decidedAt);
  if (unasked) return { accepted: false, refusal: unasked };

  const signed = { ...measurement, ...asEntered(measurement), supervisor: supervisor.trim() };
  return accept({ ...job, state: 'WORKS_DONE', measurement: signed, costFen: measuredFen });
}

/** Why a decision does not pay for what a job has on record: it was accepted or measured before the owners took it (MF-2). */
const whyDoneBefore = ({ acceptance, measurement }: MaintenanceJob, decidedAt: Instant) =>
  (acceptance && whyAcceptedBeforeDecision(acceptance, decidedAt)) ??
  (measurement && whyMeasuredBefore(measurement, decidedAt));

/** Why a decision does not pay for what was measured: the owners took it later (MF-2); null on its day or after. */
function whyMeasuredBefore(
  { signedOn }: Measurement,
  decidedAt: Instant,
): Refusal<'MEASURED_BEFORE_DECISION'> | null {
  const decidedOn = dateOf(decidedAt);
  if (signedOn >= decidedOn) return null;
  return refuse('MEASURED_BEFORE_DECISION', 'MF-2', { detail: { signedOn, decidedOn } }).refusal;
}

type ApplicationRefusalCode =
  | StepRefusalCode
  | 'NOT_MEASURED'
  | OnRecordRefusalCode
  | WaitingRefusalCode
  | 'MATTER_TOO_SMALL'
  | 'MEASURED_BEFORE_DECISION'
  | 'ACCEPTED_BEFORE_DECISION'
  | 'BEYOND_CEILING'
  | 'HOMES_NOT_KNOWN'
  | 'AREA_UNKNOWN'
  | 'ELECTORATE_UNKNOWN'
  | 'HOMES_MISSING'
  | 'ACCOUNTS_MISSING'
  | 'BUILDING_WITHOUT_HOMES'
  | AllocationRefusalCode
  | 'COST_TOO_SMALL'
  | RetentionRefusalCode;

interface Applying extends NamedDecision, OnRecord {
  /** Null for a job of its own. */
  readonly project: ProjectMoney | null;
  /** All homes of the charging scope. */
  readonly units: readonly KnownUnit[];
  /** Those of the community that have an account in the fund, be it of nothing. */
  readonly homesWithAccount: ReadonlySet<string>;
  /** What the contract keeps back; null where it says nothing. */
  readonly agreedFen: Fen | null;
  readonly payment: PaymentRules;
  readonly now: Instant;
}

interface Applied {
  readonly job: MaintenanceJob;
  readonly warrant: Warrant;
  readonly shares: readonly FundShare[];
}

/**
 * Step 4 of MF-2: the whole cost comes off what the decision and the project's money allow (FUND-8), once that may be paid on
 * (GOV-VOTE-12), and is split over the homes that pay (RES-1), the retention apart (FUND-10). The job is paid by one
 * payment: there is no advance, and all but the retention is more than a public body must pay of what was measured.
 */
export function applyForFundPayment(
  job: MaintenanceJob,
  applying: Applying,
): Decision<Applied, never, ApplicationRefusalCode> {
  const { decision, warrant, project, units, homesWithAccount, agreedFen, payment, now, ...onRecordNow } =
    applying;
  if (!decision || !warrant) return refuse('NO_DECISION', 'MF-2');
  const { costFen } = job;
  if (costFen === null) return refuse('NOT_MEASURED', 'FUND-10');
  if (job.state !== 'WORKS_DONE') return wrongState(job, 'APPLIED');
  // What was accepted since it was proposed, or by which part this one was, was not known then.
  const onRecord = whyAcceptedBefore(job, onRecordNow, now);
  if (onRecord) return { accepted: false, refusal: onRecord };
  const retainedFen = agreedFen ?? floorOf(costFen, payment.retention);
  const outOfRange = whyNotRetained(retainedFen, costFen, payment);
  if (outOfRange) return { accepted: false, refusal: outOfRange };
  // Whatever it was linked by before all of it was asked.
  const unasked = whyMatterTooSmall(decision, job) ?? whyDoneBefore(job, decision.decidedAt);
  if (unasked) return { accepted: false, refusal: unasked };
  const waits = whyNotEffective(decision, now);
  if (waits) return { accepted: false, refusal: waits };
  const tooEarly = job.acceptance ? null : whyNotBeforeAcceptance(retainedFen, costFen, payment);
  if (tooEarly) return { accepted: false, refusal: tooEarly };
  const committed = commit(warrant, costFen);
  if (!committed.accepted) return committed;
  const beyond = project && whyBeyondAllocation(project, job.contentCode, costFen);
  if (beyond) return { accepted: false, refusal: beyond };

  // The roll may be on its way.
  if (units.length === 0) return refuse('HOMES_NOT_KNOWN', 'RES-1', { retryable: true });
  const unmeasured = units.filter(({ areaDm2 }) => !areaDm2).map(({ label }) => label);
  if (unmeasured.length > 0)
    return refuse('AREA_UNKNOWN', 'RES-1', { retryable: true, detail: { homes: unmeasured.join(', ') } });
  const homes = units.map(({ id, buildingId, areaDm2 }) => ({ id, buildingId, areaDm2: areaDm2! }));
  const missing = whyHomesMissing(decision, job, homes);
  if (missing) return { accepted: false, refusal: missing };
  const noAccount = whyAccountsMissing(units, homesWithAccount);
  if (noAccount) return { accepted: false, refusal: noAccount };
  const shares = splitCost(job.id, { costFen, retainedFen }, homes);
  if (!shares)
    return refuse('COST_TOO_SMALL', 'RES-1', { detail: { amountFen: costFen, homes: homes.length } });

  return accept({
    job: { ...job, state: 'APPLIED', retainedFen, appliedAt: now },
    warrant: committed.state,
    shares,
  });
}

/**
 * Why the cost is not split yet; null if it is. A building that was not heard of yet would drop out unseen and its
 * neighbours pay for it for good, so the homes that are known have at least the area that decided: whoever was asked
 * pays (RES-1, MF-2). Which of them were sold since is nothing to it, nor what was built or measured to be larger. Where
 * others have grown by as much a named building is still missed; of a whole zone it is not told what it consisted of.
 */
function whyHomesMissing(
  { id, entitledAreaDm2 }: KnownDecision,
  { buildingIds }: MaintenanceJob,
  homes: readonly { readonly buildingId: string; readonly areaDm2: AreaDm2 }[],
): Refusal<'ELECTORATE_UNKNOWN' | 'HOMES_MISSING' | 'BUILDING_WITHOUT_HOMES'> | null {
  if (entitledAreaDm2 === null)
    return refuse('ELECTORATE_UNKNOWN', 'RES-1', { retryable: true, detail: { decisionId: id } }).refusal;
  const empty = buildingIds.filter((named) => !homes.some(({ buildingId }) => buildingId === named));
  if (empty.length > 0)
    return refuse('BUILDING_WITHOUT_HOMES', 'RES-1', { retryable: true, detail: { ids: empty.join(', ') } })
      .refusal;
  const knownAreaDm2 = homes.reduce((sofar, { areaDm2 }) => sofar + areaDm2, 0);
  if (knownAreaDm2 >= entitledAreaDm2) return null;
  const detail = { knownAreaDm2, entitledAreaDm2, homes: homes.length };
  return refuse('HOMES_MISSING', 'RES-1', { retryable: true, detail }).refusal;
}

const mostNamed = 5;

/**
 * Why the cost is not split yet; null if each home has an account (MF-7). Without one a home would be taken for one of
 * nothing, and owe all of its share though its money may lie with the bank: whoever has none in truth is entered with
 * an account of nothing, by the fund office.
 */
function whyAccountsMissing(
  units: readonly KnownUnit[],
  homesWithAccount: ReadonlySet<string>,
): Refusal<'ACCOUNTS_MISSING'> | null {
  const without = units.filter(({ id }) => !homesWithAccount.has(id)).map(({ label }) => label);
  if (without.length === 0) return null;
  const detail = { homes: without.slice(0, mostNamed).join(', '), count: without.length };
  return refuse('ACCOUNTS_MISSING', 'MF-7', { detail }).refusal;
}

/** Jobs of the community of the same kind of work that were accepted, as they are known now. */
export interface OnRecord {
  readonly acceptedJobs: readonly MaintenanceJob[];
  readonly warrantyOn: WarrantyOn;
}

/**
 * Why this job may not apply: such works were accepted here before it, or have applied and were accepted (MF-1). Of two
 * jobs that were accepted before either applied the one that was accepted first may, and of one day the one that was
 * proposed first, so that they do not keep each other from it.
 */
function whyAcceptedBefore(
  job: MaintenanceJob,
  onRecord: OnRecord,
  now: Instant,
): Refusal<OnRecordRefusalCode> | null {
  const { acceptance } = job;
  return whyAmong(job, onRecord, now, ({ id, appliedAt, acceptance: other }) => {
    if (id === job.id) return false;
    if (appliedAt !== null || !acceptance || !other) return true;
    const [earlier, mine] = [other.acceptedOn, acceptance.acceptedOn];
    return earlier < mine || (earlier === mine && id < job.id);
  });
}

/**
 * Why what was applied for is not paid after all: works that were applied for before it have been accepted here since,
 * and are under warranty (MF-1). Of two jobs for one roof the first to apply is paid. Until one is accepted no warranty
 * runs, and they may be stages of works that share a ceiling (FUND-8), each by a sheet and an acceptance of its own
 * (FUND-10): two that are both told to be paid before either is accepted are both paid.
 */
export function whyAcceptedSince(
  job: MaintenanceJob,
  onRecord: OnRecord,
  now: Instant,
): Refusal<OnRecordRefusalCode> | null {
  return whyAmong(
    job,
    onRecord,
    now,
    ({ id, appliedAt }) =>
      appliedAt !== null && (appliedAt < job.appliedAt! || (appliedAt === job.appliedAt && id < job.id)),
  );
}

/** Why the fund does not pay for these works, of all that were accepted here only those that come first (MF-1). */
function whyAmong(
  { acceptance, buildingIds }: MaintenanceJob,
  { acceptedJobs, warrantyOn }: OnRecord,
  now: Instant,
  comesFirst: (other: MaintenanceJob) => boolean,
): Refusal<OnRecordRefusalCode> | null {
  const works = { part: acceptance?.part ?? null, buildingIds };
  return whyOnRecord(works, acceptedJobs.filter(comesFirst), dateOf(now), warrantyOn);
}

type ApprovalRefusalCode =
  'WRONG_STATE' | 'NOT_APPLIED' | 'DOCUMENT_NUMBER_INVALID' | WaitingRefusalCode | OnRecordRefusalCode;

/** Step 5 of MF-2: the department approves by a document, and not while owners may object to the decision (GOV-VOTE-12), nor once it is annulled (GOV-VOTE-10). */
export function approveFundPayment(
  job: MaintenanceJob,
  documentNumber: string,
  decision: KnownDecision | null,
  onRecord: OnRecord,
  now: Instant,
): Decision<MaintenanceJob, never, ApprovalRefusalCode> {
  if (isBefore(job, 'APPLIED')) return refuse('NOT_APPLIED', 'MF-2');
  if (job.state !== 'APPLIED') return wrongState(job, 'APPROVED');
  if (!isPaperNumber(documentNumber)) return refuse('DOCUMENT_NUMBER_INVALID', 'MF-2');
  // There since the payment was applied for.
  const waits = whyNotEffective(decision!, now);
  if (waits) return { accepted: false, refusal: waits };
  const accepted = whyAcceptedSince(job, onRecord, now);
  if (accepted) return { accepted: false, refusal: accepted };
  return accept({ ...job, state: 'APPROVED', approvedAt: now, approvalDocument: documentNumber.trim() });
}
