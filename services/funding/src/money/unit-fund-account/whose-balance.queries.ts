import type { Claims } from '@anju/runtime/caller';
import type { DivisionCode } from '@anju/values/division';
import { type EntityManager, Like } from 'typeorm';
import { actsAs } from '../../acts-as.access';
import { KnownUnitTable } from '../../known/building/building.table';

/** An office of the county sees what each home there has and owes; other offices do not (MF-8). */
export const seesEveryBalance = (caller: Claims, division: DivisionCode): boolean =>
  actsAs(caller, ['COUNTY_BUREAU', 'FINANCE'], { division });

/** The one owner of a roll whose homes' balances the caller sees, if any (MF-8). */
export const ownerOf = ({ roles, owner }: Claims): string | null => (roles.has('OWNER') ? owner : null);

/** The homes of an owner, alone or with others. */
export async function findHomesOf(read: EntityManager, owner: string): Promise<readonly string[]> {
  // The pattern finds too much where an id has a wildcard in it, as every id does.
  const units = await read.findBy(KnownUnitTable, { ownerIds: Like(`%"${owner}"%`) as never });
  return units.filter(({ ownerIds }) => ownerIds.some((id) => id === owner)).map(({ id }) => id);
}
