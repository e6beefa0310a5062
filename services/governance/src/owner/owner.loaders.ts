import { legalBasisOf } from '@anju/rulebook/legal-basis';
import { appendAudits } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { loadOne } from '@anju/runtime/loader';
import { transaction } from '@anju/runtime/transaction';
import { loadCommunities } from '../community/community.resolvers';
import { readsRollOf } from '../exclusive-unit/exclusive-unit.loaders';
import { actsAs, isOwner, rollKeepers } from '../owners-roll/roll.access';
import type { Owner } from './owner';
import { findOwnersById } from './owner.table';

const byId = async ({ db }: Context, ids: readonly string[]) =>
  new Map((await findOwnersById(db.read, ids)).map((owner) => [owner.id as string, owner]));

/** Every reading is recorded before the name is given out, a page of them in one statement (PRIV-1). */
const fullNames = async (context: Context, keys: readonly string[]) => {
  const { db, clock, personalData } = context;
  const asked = keys.map((key) => JSON.parse(key) as { id: string; purpose: string });
  const owners = await findOwnersById(db.read, [...new Set(asked.map(({ id }) => id))]);
  const entries = asked.map(({ id: subject, purpose }) => {
    return {
      action: 'read Owner.fullName',
      subject,
      detail: { purpose, legalBasis: legalBasisOf('OWNERS_ROLL') },
    };
  });
  await transaction(db, (tx) => appendAudits(tx, context, entries, clock()));
  const nameOf = (id: string) => personalData.open(owners.find((owner) => owner.id === id)!.name);
  return new Map(keys.map((key, i) => [key, nameOf(asked[i]!.id)]));
};

/** Only for who was shown to see the roll. */
export const loadOwner = (context: Context, id: string) => loadOne(context, byId, id);

/** Absent for who may not see the roll, as if there were no such owner; owners always see themselves. */
export async function loadReadableOwner(context: Context, id: string): Promise<Owner | null> {
  const owner = await loadOwner(context, id);
  if (!owner) return null;
  return isOwner(context, owner.id) || (await readsRollOf(context, owner.communityId)) ? owner : null;
}

/** The owner, and the offices that keep the roll. */
export async function seesAllOf(context: Context, { id, communityId }: Owner): Promise<boolean> {
  if (isOwner(context, id)) return true;
  const community = await loadOne(context, loadCommunities, communityId);
  const place = community && { division: community.divisionCode, communityId };
  return place !== null && actsAs(context, rollKeepers, place);
}

export const readFullName = (context: Context, { id }: Owner, purpose: string) =>
  loadOne(context, fullNames, JSON.stringify({ id, purpose }));
