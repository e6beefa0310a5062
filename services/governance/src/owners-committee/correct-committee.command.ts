import { legalBasisOf } from '@anju/rulebook/legal-basis';
import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { appendToOutbox } from '@anju/runtime/outbox';
import { refuse } from '@anju/values/decision';
import { lockCommunity, updateCommunity } from '../community/community.table';
import { actsAs } from '../owners-roll/roll.access';
import { type CommitteeEntry, correctCommittee as decide } from './enter-committee';
import { lawOf, ownersOnRoll, sealed } from './enter-committee.command';
import type { CommitteeId, OwnersCommittee } from './owners-committee';
import {
  findCommittee,
  findCommitteesOf,
  findMembersOf,
  findSuperseded,
  replaceCommittee,
} from './owners-committee.table';
import { watchReElection } from './re-election.timer';

interface Correction extends Omit<CommitteeEntry, 'communityId' | 'synthetic'> {
  readonly committeeId: CommitteeId;
  readonly reason: string;
}

/** What was entered is kept as it was, with the reason why it is another now. */
export function correctCommittee(context: Context, key: string, input: Correction) {
  const { clock, personalData } = context;
  // Names and documents would stand in the key's record only as a part of a hash.
  const request = { caller: context, key, operation: 'correctCommittee', input };
  return once(context, request, async (tx) => {
    const { committeeId: id, reason, ...entry } = input;
    const known = await findCommittee(tx, id);
    if (!known) return refuse('COMMITTEE_NOT_FOUND');
    const { communityId } = known;
    // Its version is set below, as where one is entered: of two at once, the second sees the first.
    const community = (await lockCommunity(tx, communityId))!;
    const { divisionCode: division } = community;
    if (!actsAs(context, ['COUNTY_BUREAU'], { division, communityId }))
      return refuse('NOT_IN_SCOPE', 'REG-10');

    const now = clock();
    const committees = await findCommitteesOf(tx, [communityId]);
    const before = committees.find((each) => each.id === id)!;
    const others = committees.filter((each) => each.id !== id);
    const profile = lawOf(division, entry.termFrom);
    const owners = await ownersOnRoll(tx, { communityId, members: entry.members });
    const members = await findMembersOf(tx, [id]);
    const membersBefore = members.map(({ role, name, document, ownerId }) => ({
      role,
      name: personalData.open(name),
      document: document === null ? null : personalData.open(document),
      ownerId,
    }));
    const result = decide(before, entry, { reason, membersBefore, profile, committees: others, owners });
    if (!result.accepted) return result;

    const committee = result.state;
    const { seats, termFrom, termUntil, filingNumber } = before;
    await updateCommunity(tx, community);
    await replaceCommittee(tx, committee, sealed(personalData, id, entry.members), {
      committeeId: id,
      number: (await findSuperseded(tx, [id])).length + 1,
      seats,
      termFrom,
      termUntil,
      filingNumber,
      members,
      reason,
      supersededAt: now,
    });
    const rulesOf = (each: OwnersCommittee) => lawOf(division, each.termFrom)!;
    await watchReElection(tx, [...others, committee], { rulesOf, now });
    await appendToOutbox(tx, result.events, now);
    const detail = {
      reason,
      communityId,
      seats: committee.seats,
      termFrom: committee.termFrom,
      termUntil: committee.termUntil,
      filingNumber: committee.filingNumber,
      legalBasis: legalBasisOf('COMMITTEE_FILING'),
    };
    await appendAudit(tx, context, { action: 'correctCommittee', subject: id, detail }, now);
    return result;
  });
}
