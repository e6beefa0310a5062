import { type Caller, mayActFor, type Role } from '@anju/runtime/caller';
import type { Solicitation } from './solicitation';

const askers: readonly Role[] = ['RESIDENTS_COMMITTEE', 'SUBDISTRICT_OFFICE'];

/**
 * Whether the caller asks the households of a community, and so sees what they said: its residents' committee,
 * or the subdistrict office it lies in. What another role of the same token reaches does not count.
 */
export const mayAsk = (
  caller: Caller,
  { divisionCode: division, communityId }: Pick<Solicitation, 'divisionCode' | 'communityId'>,
): boolean =>
  askers.some(
    (role) =>
      caller.roles.has(role) && mayActFor({ ...caller, roles: new Set([role]) }, { division, communityId }),
  );
