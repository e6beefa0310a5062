import type { Claims, Role } from '@anju/runtime/caller';
import { accept, type Refusal, refuse } from '@anju/values/decision';
import type { DivisionCode } from '@anju/values/division';
import { type Id, isId } from '@anju/values/id';
import { type CalendarDate, dateOf, type Instant } from '@anju/values/time';
import type { EntityManager } from 'typeorm';
import { actsAs } from '../../acts-as.access';
import { findCommittee } from '../../known/committee/committee.table';
import { findContractsBetween } from '../../known/contract/contract.table';
import type { MaintenanceJob } from './maintenance-job';
import { lockJob } from './maintenance-job.table';
import { whyWithdrawn } from './withdrawal';
import { type ActRefusalCode, whyCommitteeMayNot, whyCompanyMayNot } from './may-act';

/** Where a job is. */
interface Place {
  readonly communityId: Id<'com'>;
  readonly divisionCode: DivisionCode;
}

/** Why nobody of these offices may act on a job; null where it lies in the caller's division as one of them. */
export const whyOfficeMayNot = (
  caller: Claims,
  { divisionCode: division }: Place,
  offices: readonly Role[],
): Refusal<ActRefusalCode> | null =>
  actsAs(caller, offices, { division }) ? null : refuse('NOT_IN_SCOPE').refusal;

/**
 * Why a caller may not act for the community's owners; null for the company that looks after it and for its
 * committee in office (MF-2, GOV-COM-5). Each role reaches its own communities, so each is asked for by itself.
 */
export async function whyOwnersMayNot(
  read: EntityManager,
  caller: Claims,
  { communityId, divisionCode: division }: Place,
  now: Instant,
): Promise<Refusal<ActRefusalCode> | null> {
  const today = dateOf(now);
  const reachesAs = (role: Role) => actsAs(caller, [role], { division, communityId });
  const asCompany = reachesAs('PM_COMPANY')
    ? await whyThisCompanyMayNot(read, caller, communityId, today)
    : refuse('NOT_IN_SCOPE').refusal;
  if (!asCompany || !reachesAs('OWNERS_COMMITTEE')) return asCompany;
  return whyThisCommitteeMayNot(read, caller, communityId, today);
}

async function whyThisCompanyMayNot(
  read: EntityManager,
  { company }: Claims,
  communityId: Place['communityId'],
  today: CalendarDate,
) {
  const companyId = company !== null && isId('pmc', company) ? company : null;
  const contracts = companyId ? await findContractsBetween(read, { companyId, communityId }) : [];
  return whyCompanyMayNot(companyId, contracts, today);
}

async function whyThisCommitteeMayNot(
  read: EntityManager,
  { committee: id }: Claims,
  communityId: Place['communityId'],
  today: CalendarDate,
) {
  const committee = id !== null && isId('oc', id) ? await findCommittee(read, id) : null;
  return whyCommitteeMayNot(committee, communityId, today);
}

/** The same for what the office of the county may do as well. */
export const whyOwnersAndOfficeMayNot = async (
  read: EntityManager,
  caller: Claims,
  place: Place,
  now: Instant,
): Promise<Refusal<ActRefusalCode> | null> =>
  whyOfficeMayNot(caller, place, ['COUNTY_BUREAU']) && whyOwnersMayNot(read, caller, place, now);

/** Loads a job in order to take a step of it: nobody else can until this transaction ends. */
export async function lockJobUnless(
  tx: EntityManager,
  jobId: MaintenanceJob['id'],
  whyNot: (job: MaintenanceJob) => Refusal<ActRefusalCode> | null | Promise<Refusal<ActRefusalCode> | null>,
) {
  const job = await lockJob(tx, jobId);
  if (!job) return refuse('JOB_NOT_FOUND');
  const refusal = (await whyNot(job)) ?? whyWithdrawn(job);
  return refusal ? { accepted: false as const, refusal } : accept(job);
}
