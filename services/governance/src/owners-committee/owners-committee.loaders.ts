import { signsFor } from '@anju/runtime/caller';
import type { Context } from '@anju/runtime/context';
import { loadOne } from '@anju/runtime/loader';
import { dateOf } from '@anju/values/time';
import { type CommitteeMember, mayAct, type OwnersCommittee } from './owners-committee';
import { findCommittees, findCommitteesOf, findMembersOf, findSuperseded } from './owners-committee.table';

const byId = async ({ db }: Context, ids: readonly string[]) =>
  new Map((await findCommittees(db.read, ids)).map((committee) => [committee.id as string, committee]));

const inOffice = async ({ db, clock }: Context, communityIds: readonly string[]) => {
  const today = dateOf(clock());
  const committees = await findCommitteesOf(db.read, communityIds);
  return new Map(
    committees
      .filter((committee) => mayAct(committee, today))
      .map((committee) => [committee.communityId as string, committee]),
  );
};

const superseded = async ({ db }: Context, ids: readonly string[]) => {
  const all = await findSuperseded(db.read, ids);
  return new Map(ids.map((id) => [id, all.filter(({ committeeId }) => committeeId === id)]));
};

const members = async ({ db }: Context, ids: readonly string[]) => {
  const all = await findMembersOf(db.read, ids);
  return new Map(ids.map((id) => [id, all.filter(({ committeeId }) => committeeId === id)]));
};

export const loadCommittee = (context: Context, id: string): Promise<OwnersCommittee | null> =>
  loadOne(context, byId, id);

/** The one that the caller signs for; none where the token does not reach its community. */
export async function loadOwnCommittee(context: Context): Promise<OwnersCommittee | null> {
  const named = context.committee === null ? null : await loadCommittee(context, context.committee);
  return named && signsFor(context, named) ? named : null;
}

export const loadCommitteeInOffice = (context: Context, communityId: string) =>
  loadOne(context, inOffice, communityId);

const rank = { CHAIR: 0, VICE_CHAIR: 1, MEMBER: 2 };

/** The chair first, then as filed. */
export const inOrder = <Member extends Pick<CommitteeMember, 'role'>>(members: readonly Member[]): Member[] =>
  members.toSorted((a, b) => rank[a.role] - rank[b.role]);

export const loadMembers = async (context: Context, id: string) =>
  inOrder((await loadOne(context, members, id)) ?? []);

export const loadSuperseded = async (context: Context, id: string) =>
  (await loadOne(context, superseded, id)) ?? [];
