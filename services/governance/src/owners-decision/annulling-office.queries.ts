import type { Caller } from '@anju/runtime/caller';
import type { CalendarDate } from '@anju/values/time';
import type { EntityManager } from 'typeorm';
import { mayActIn } from '../assembly-meeting/may-act.queries';
import type { AnnullingOffice } from './annulment';
import type { OwnersDecision } from './owners-decision';

/** As which office the caller annuls a decision there, the county first; null where neither reaches it. */
export async function annullingOffice(
  read: EntityManager,
  caller: Caller,
  decision: OwnersDecision,
  today: CalendarDate,
): Promise<AnnullingOffice | null> {
  for (const office of ['COUNTY_BUREAU', 'SUBDISTRICT_OFFICE'] as const)
    if (await mayActIn(read, caller, decision, [office], today)) return office;
  return null;
}
