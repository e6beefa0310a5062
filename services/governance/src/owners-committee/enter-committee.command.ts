import { legalBasisOf } from '@anju/rulebook/legal-basis';
import { type RuleProfile, profileAt } from '@anju/rulebook/rule-profile';
import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { appendToOutbox } from '@anju/runtime/outbox';
import { transaction } from '@anju/runtime/transaction';
import { refuse } from '@anju/values/decision';
import type { DivisionCode } from '@anju/values/division';
import { newId } from '@anju/values/id';
import { type CalendarDate, dateOf } from '@anju/values/time';
import type { EntityManager } from 'typeorm';
import { lockCommunity, updateCommunity } from '../community/community.table';
import { findOwnersById } from '../owner/owner.table';
import { actsAs } from '../owners-roll/roll.access';
import { type CommitteeEntry, enterCommittee as decide, type MemberEntry } from './enter-committee';
import type { CommitteeId, CommitteeMember, OwnersCommittee } from './owners-committee';
import { findCommitteesOf, insertCommittee } from './owners-committee.table';
import { watchReElection } from './re-election.timer';

export function enterCommittee(context: Context, entry: CommitteeEntry) {
  const { db, clock, personalData } = context;
  return transaction(db, async (tx) => {
    // Its version is set below: of two committees entered at once, the second sees the first.
    const community = await lockCommunity(tx, entry.communityId);
    if (!community) return refuse('COMMUNITY_NOT_FOUND');
    if (community.struckAt !== null) return refuse('COMMUNITY_STRUCK');
    const { id: communityId, divisionCode: division } = community;
    if (!actsAs(context, ['COUNTY_BUREAU'], { division, communityId }))
      return refuse('NOT_IN_SCOPE', 'REG-10');

    const now = clock();
    const committees = await findCommitteesOf(tx, [communityId]);
    const profile = lawOf(division, entry.termFrom);
    const result = decide(entry, {
      id: newId('oc'),
      profile,
      committees,
      owners: await ownersOnRoll(tx, entry),
      today: dateOf(now),
    });
    if (!result.accepted) return result;

    const committee = result.state;
    const { id: subject, seats, termFrom, termUntil, filingNumber } = committee;
    await updateCommunity(tx, community);
    await insertCommittee(tx, committee, sealed(personalData, subject, entry.members));
    const rulesOf = (each: OwnersCommittee) => lawOf(division, each.termFrom)!;
    await watchReElection(tx, [...committees, committee], { rulesOf, now });
    await appendToOutbox(tx, result.events, now);
    const legalBasis = legalBasisOf('COMMITTEE_FILING');
    const detail = { communityId, seats, termFrom, termUntil, filingNumber, legalBasis };
    await appendAudit(tx, context, { action: 'enterCommittee', subject, detail }, now);
    return result;
  });
}

/** As they are stored. */
export const sealed = (
  { seal }: Context['personalData'],
  committeeId: CommitteeId,
  members: readonly MemberEntry[],
): readonly CommitteeMember[] =>
  members.map(({ role, name, document, ownerId }, i) => ({
    committeeId,
    number: i + 1,
    role,
    name: seal(name),
    document: document === null ? null : seal(document),
    ownerId,
    legalBasis: legalBasisOf('COMMITTEE_FILING'),
  }));

/** A day before all law known here has no profile; that is the caller's date and no fault. */
export function lawOf(division: DivisionCode, date: CalendarDate): RuleProfile | null {
  try {
    return profileAt(division, date);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

export async function ownersOnRoll(
  tx: EntityManager,
  { communityId, members }: Pick<CommitteeEntry, 'communityId' | 'members'>,
): Promise<ReadonlySet<string>> {
  const ids = members.flatMap(({ ownerId }) => ownerId ?? []);
  const owners = await findOwnersById(tx, ids);
  return new Set(owners.filter((owner) => owner.communityId === communityId).map(({ id }) => id));
}
