import type { ContentCode } from '@anju/rulebook/content';
import { type Refusal, refuse } from '@anju/values/decision';
import { type CalendarDate, yearOf } from '@anju/values/time';
import { whyNotOnSharedParts } from '../../on-shared-parts';
import type { MaintenanceJob } from './maintenance-job';
import {
  isUnderWarranty,
  type LastWorks,
  lastDayOfWarranty,
  type WarrantyOn,
  type WarrantyPart,
} from './warranty';

/** What tells whether the owners' fund is there for a part (MF-1). */
export interface Purpose {
  readonly contentCode: ContentCode;
  readonly partOwner: 'OWNERS' | 'UTILITY';
  /** Null where it is said that none are known of, and so no warranty. */
  readonly lastWorks: LastWorks | null;
  /** Who has to answer for the damage; null or nothing where nobody has. */
  readonly liableParty: string | null;
  readonly inManagementFee: boolean;
}

export type PurposeRefusalCode =
  'NOT_ON_SHARED_PARTS' | 'UTILITY_OWNED' | 'UNDER_WARRANTY' | 'LIABLE_PARTY' | 'PM_CONTRACT_UPKEEP';

/**
 * Why the owners' fund is not there for this; null if it is. It pays for shared parts after their warranty,
 * and for nothing that somebody else must pay (MF-1).
 */
export function whyNotForFund(
  { contentCode, partOwner, lastWorks, liableParty, inManagementFee }: Purpose,
  today: CalendarDate,
  warrantyOn: WarrantyOn,
): Refusal<PurposeRefusalCode> | null {
  const notShared = whyNotOnSharedParts([contentCode]);
  if (notShared) return notShared;
  if (partOwner === 'UTILITY') return refuse('UTILITY_OWNED', 'MF-1').refusal;
  const warranty = lastWorks && warrantyOn(lastWorks.acceptedOn);
  if (lastWorks && warranty && isUnderWarranty(lastWorks, today, warranty)) {
    const { part, acceptedOn, heatingSeasons } = lastWorks;
    const until = lastDayOfWarranty(lastWorks, warranty) ?? `${warranty.heatingSeasons} × HEATING`;
    const detail = { part, acceptedOn, until, heatingSeasons: heatingSeasons ?? 0 };
    return refuse('UNDER_WARRANTY', 'MF-1', { detail }).refusal;
  }
  // Who that is may be a person, so the refusal does not repeat it.
  if (liableParty?.trim()) return refuse('LIABLE_PARTY', 'MF-1').refusal;
  return inManagementFee ? refuse('PM_CONTRACT_UPKEEP', 'MF-1').refusal : null;
}

/** Works that shall be paid for: of which part, where that is said, and at which buildings; none means everywhere. */
export interface Works {
  readonly part: WarrantyPart | null;
  readonly buildingIds: readonly string[];
}

type AcceptedJob = Pick<MaintenanceJob, 'id' | 'acceptance' | 'buildingIds'>;

export type OnRecordRefusalCode = 'UNDER_WARRANTY' | 'LAST_WORKS_ON_RECORD';

/**
 * Why the fund does not pay again for what it paid for already: such works were accepted here, whatever was said of
 * them, and their builder repairs them until their warranty ends (MF-1, PROJ-4). Where it is not said which part shall
 * be repaired, it has to be.
 */
export function whyOnRecord(
  { part: repaired, buildingIds: scope }: Works,
  acceptedJobs: readonly AcceptedJob[],
  today: CalendarDate,
  warrantyOn: WarrantyOn,
): Refusal<OnRecordRefusalCode> | null {
  for (const { id: jobId, acceptance, buildingIds } of acceptedJobs) {
    const here =
      scope.length === 0 || buildingIds.length === 0 || buildingIds.some((each) => scope.includes(each));
    if (!acceptance || !here || (repaired && acceptance.part !== repaired)) continue;
    const { part, acceptedOn, warrantyUntil } = acceptance;
    const rules = warrantyOn(acceptedOn);
    // No more heating seasons are over than New Years lie between.
    const heatingSeasons = yearOf(today) - yearOf(acceptedOn);
    if (!isUnderWarranty({ ...acceptance, heatingSeasons }, today, rules)) continue;
    const until = warrantyUntil ?? `${rules.heatingSeasons} × HEATING`;
    const code = repaired ? 'UNDER_WARRANTY' : 'LAST_WORKS_ON_RECORD';
    return refuse(code, 'MF-1', { detail: { jobId, part, acceptedOn, until } }).refusal;
  }
  return null;
}
