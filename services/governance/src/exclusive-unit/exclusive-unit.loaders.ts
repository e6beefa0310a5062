import { connectionOf, type PageArgs, readPage } from '@anju/runtime/connection';
import type { Context } from '@anju/runtime/context';
import { loadOne } from '@anju/runtime/loader';
import { dateOf } from '@anju/values/time';
import { mayActAs } from '../assembly-meeting/may-act.queries';
import { loadCommunities } from '../community/community.resolvers';
import { loadOwnCommittee } from '../owners-committee/owners-committee.loaders';
import { actsAs, isOwner, rollKeepers } from '../owners-roll/roll.access';
import type { ExclusiveUnit } from './exclusive-unit';
import { findUnitsAfter, findUnitsById, findUnitsOfOwners } from './exclusive-unit.table';
import { findStrikes } from './unit-strike.table';

const byId = async ({ db }: Context, ids: readonly string[]) =>
  new Map((await findUnitsById(db.read, ids)).map((unit) => [unit.id as string, unit]));

const byOwner = async ({ db }: Context, ids: readonly string[]) => {
  const units = await findUnitsOfOwners(db.read, ids);
  const owned = (id: string) => units.filter(({ ownerIds }) => ownerIds.some((owner) => owner === id));
  return new Map(ids.map((id) => [id, owned(id)]));
};

/** What was said last of each home. */
const lastStrikes = async ({ db }: Context, ids: readonly string[]) =>
  new Map((await findStrikes(db.read, ids)).map((strike) => [strike.unitId as string, strike]));

/** By what it was struck; null while it stands on the roll. */
export const loadStrike = async (context: Context, { id, struckAt }: ExclusiveUnit) =>
  struckAt === null ? null : loadOne(context, lastStrikes, id);

/** One page of each community, all of one size and from one place on: a request rarely has more than one such. */
const pages = async ({ db }: Context, keys: readonly string[]) => {
  const asked = keys.map((key) => JSON.parse(key) as { id: string; limit: number; afterKey: string | null });
  const found = await findUnitsAfter(db.read, asked);
  return new Map(keys.map((key, i) => [key, found[i]!]));
};

/**
 * Whether the caller may see the roll of a community, masked: the offices that keep it, its committee while in office,
 * and who owns a home that stands on it. A token outlives a sale and a term, and says neither (PRIV-1).
 */
export async function readsRollOf(context: Context, communityId: string): Promise<boolean> {
  const community = await loadOne(context, loadCommunities, communityId);
  if (!community) return false;

  const { owner, clock } = context;
  const committee = await loadOwnCommittee(context);
  const { divisionCode } = community;
  const readers = ['OWNERS_COMMITTEE', ...rollKeepers] as const;
  if (mayActAs(context, committee, { communityId: community.id, divisionCode }, readers, dateOf(clock())))
    return true;

  if (owner === null || !actsAs(context, ['OWNER'], { division: divisionCode, communityId })) return false;
  const homes = (await loadOne(context, byOwner, owner)) ?? [];
  return homes.some((home) => home.communityId === communityId);
}

/** Whether the caller may see who owns a unit: owners see their own, and others the roll it stands on. */
export const readsOwnersOf = async (context: Context, { ownerIds, communityId }: ExclusiveUnit) =>
  ownerIds.some((ownerId) => isOwner(context, ownerId)) || (await readsRollOf(context, communityId));

/** Absent for who may not see its roll, as if it were not there; the finance bureau sees it without its owners. */
export async function loadReadableUnit(context: Context, id: string): Promise<ExclusiveUnit | null> {
  const unit = await loadOne(context, byId, id);
  if (!unit || (await readsOwnersOf(context, unit))) return unit;
  const { communityId } = unit;
  const community = await loadOne(context, loadCommunities, communityId);
  const place = community && { division: community.divisionCode, communityId };
  return place !== null && actsAs(context, ['FINANCE'], place) ? unit : null;
}

/** Null for who may not see the roll. */
export async function pageOfRoll(context: Context, communityId: string, args: PageArgs) {
  const { limit, afterKey } = readPage(args);
  if (!(await readsRollOf(context, communityId))) return null;
  const key = JSON.stringify({ id: communityId, limit, afterKey });
  return connectionOf((await loadOne(context, pages, key)) ?? [], limit, ({ position }) => position);
}

/** What an owner owns. Whole, since even a developer's homes are some hundreds; paged in memory. */
export async function pageOfOwned(context: Context, ownerId: string, args: PageArgs) {
  const { limit, afterKey } = readPage(args);
  const units = (await loadOne(context, byOwner, ownerId)) ?? [];
  const behind = units.filter(({ position }) => afterKey === null || position > afterKey);
  return connectionOf(behind, limit, ({ position }) => position);
}
