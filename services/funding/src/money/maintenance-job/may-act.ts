import { type Refusal, refuse } from '@anju/values/decision';
import type { Id } from '@anju/values/id';
import type { CalendarDate } from '@anju/values/time';
import { isInOffice, type KnownCommittee } from '../../known/committee/committee';
import { type KnownContract, runsOn } from '../../known/contract/contract';

export type ActRefusalCode =
  | 'NOT_IN_SCOPE'
  | 'COMMITTEE_NOT_KNOWN'
  | 'COMMITTEE_NOT_IN_OFFICE'
  | 'COMPANY_NOT_CONTRACTED'
  | 'CONTRACT_NOT_RUNNING';

/** Why a company may not act for a community's owners; null while a contract between them runs (MF-2). */
export function whyCompanyMayNot(
  companyId: Id<'pmc'> | null,
  contracts: readonly KnownContract[],
  today: CalendarDate,
): Refusal<ActRefusalCode> | null {
  if (contracts.some((contract) => runsOn(contract, today))) return null;
  const last = contracts.at(-1);
  // Property-management may be about to tell of one.
  if (!last) return refuse('COMPANY_NOT_CONTRACTED', 'MF-2', { retryable: companyId !== null }).refusal;
  const { from, until } = last;
  return refuse('CONTRACT_NOT_RUNNING', 'MF-2', { detail: { from, until } }).refusal;
}

/** Why a committee may not act for a community's owners; null for their own one in office (GOV-COM-5). */
export function whyCommitteeMayNot(
  committee: KnownCommittee | null,
  communityId: Id<'com'>,
  today: CalendarDate,
): Refusal<ActRefusalCode> | null {
  // Governance may be about to tell of it.
  if (committee?.communityId !== communityId)
    return refuse('COMMITTEE_NOT_KNOWN', 'GOV-COM-5', { retryable: !committee }).refusal;
  const { termFrom, termUntil } = committee;
  return isInOffice(committee, today)
    ? null
    : refuse('COMMITTEE_NOT_IN_OFFICE', 'GOV-COM-5', { detail: { termFrom, termUntil } }).refusal;
}
