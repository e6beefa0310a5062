import type { WarrantyRules } from '@anju/rulebook/thresholds';
import { type Refusal, refuse } from '@anju/values/decision';
import { type CalendarDate, yearOf } from '@anju/values/time';
import type { MaintenanceJob } from './maintenance-job';
import { isUnderWarranty, type LastWorks, lastDayOfWarranty } from './warranty';

/** What tells whether the owners' fund is there for a part (MF-1). */
export interface Purpose {
  readonly partOwner: 'OWNERS' | 'UTILITY';
  /** Null where no works are on record, and so no warranty. */
  readonly lastWorks: LastWorks | null;
  /** Who has to answer for the damage; null or nothing where nobody has. */
  readonly liableParty: string | null;
  readonly inManagementFee: boolean;
}

export type PurposeRefusalCode = 'UTILITY_OWNED' | 'UNDER_WARRANTY' | 'LIABLE_PARTY' | 'PM_CONTRACT_UPKEEP';

/**
 * Why the owners' fund is not there for this; null if it is. It pays for shared parts after their warranty,
 * and for nothing that somebody else must pay (MF-1).
 */
export function whyNotForFund(
  { partOwner, lastWorks, liableParty, inManagementFee }: Purpose,
  today: CalendarDate,
  warranty: WarrantyRules,
): Refusal<PurposeRefusalCode> | null {
  if (partOwner === 'UTILITY') return refuse('UTILITY_OWNED', 'MF-1').refusal;
  if (lastWorks && isUnderWarranty(lastWorks, today, warranty)) {
    const { part, acceptedOn, heatingSeasons } = lastWorks;
    const until = lastDayOfWarranty(lastWorks, warranty) ?? `${warranty.heatingSeasons} × HEATING`;
    const detail = { part, acceptedOn, until, heatingSeasons: heatingSeasons ?? 0 };
    return refuse('UNDER_WARRANTY', 'MF-1', { detail }).refusal;
  }
  // Who that is may be a person, so the refusal does not repeat it.
  if (liableParty?.trim()) return refuse('LIABLE_PARTY', 'MF-1').refusal;
  return inManagementFee ? refuse('PM_CONTRACT_UPKEEP', 'MF-1').refusal : null;
}

/**
 * Why nobody may say here that no works are on record: the fund paid for such works, and their warranty runs. Whether
 * it is that very part, or another pipe of the same house, is for who proposes to say (MF-1).
 */
export function whyOnRecord(
  acceptedJobs: readonly Pick<MaintenanceJob, 'id' | 'acceptance' | 'buildingIds'>[],
  scope: readonly string[],
  today: CalendarDate,
  rules: WarrantyRules,
): Refusal<'LAST_WORKS_ON_RECORD'> | null {
  for (const { id, acceptance, buildingIds } of acceptedJobs) {
    const here =
      scope.length === 0 || buildingIds.length === 0 || buildingIds.some((each) => scope.includes(each));
    if (!acceptance || !here) continue;
    const { part, acceptedOn, warrantyUntil } = acceptance;
    // No more heating seasons are over than New Years lie between.
    const heatingSeasons = yearOf(today) - yearOf(acceptedOn);
    if (!isUnderWarranty({ ...acceptance, heatingSeasons }, today, rules)) continue;
    const until = warrantyUntil ?? `${rules.heatingSeasons} × HEATING`;
    return refuse('LAST_WORKS_ON_RECORD', 'MF-1', { detail: { jobId: id, part, acceptedOn, until } }).refusal;
  }
  return null;
}
