import { type RuleProfile, profileAt } from '@anju/rulebook/rule-profile';
import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { appendToOutbox } from '@anju/runtime/outbox';
import { endTimer, setTimer } from '@anju/runtime/timers';
import { transaction } from '@anju/runtime/transaction';
import { refuse } from '@anju/values/decision';
import type { DivisionCode } from '@anju/values/division';
import { newId } from '@anju/values/id';
import { addMonths, type CalendarDate, dateOf, endOfDay } from '@anju/values/time';
import type { EntityManager } from 'typeorm';
import { lockCommunity, updateCommunity } from '../community/community.table';
import { findOwnersById } from '../owner/owner.table';
import { actsAs } from '../owners-roll/roll.access';
import { type CommitteeEntry, enterCommittee as decide } from './enter-committee';
import { findCommitteesOf, insertCommittee } from './owners-committee.table';

export function enterCommittee(context: Context, entry: CommitteeEntry) {
  const { db, clock, personalData } = context;
  return transaction(db, async (tx) => {
    // Its version is set below: of two committees entered at once, the second sees the first.
    const community = await lockCommunity(tx, entry.communityId);
    if (!community) return refuse('COMMUNITY_NOT_FOUND');
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
    const { seal } = personalData;
    await updateCommunity(tx, community);
    await insertCommittee(
      tx,
      committee,
      entry.members.map(({ role, name, document, ownerId }, i) => ({
        committeeId: subject,
        number: i + 1,
        role,
        name: seal(name),
        document: document === null ? null : seal(document),
        ownerId,
      })),
    );
    // Watched by people: who organises the re-election is for them to see to (GOV-COM-12).
    const months = profile!.committee!.reElectionMonths;
    await setTimer(tx, {
      name: 'committee-re-election',
      subject,
      rule: 'GOV-COM-12',
      startedAt: now,
      dueAt: endOfDay(addMonths(termUntil, -months)),
    });
    for (const { id } of committees) await endTimer(tx, { name: 'committee-re-election', subject: id });
    await appendToOutbox(tx, result.events, now);
    const detail = { communityId, seats, termFrom, termUntil, filingNumber };
    await appendAudit(tx, context, { action: 'enterCommittee', subject, detail }, now);
    return result;
  });
}

/** A day before all law known here has no profile; that is the caller's date and no fault. */
function lawOf(division: DivisionCode, date: CalendarDate): RuleProfile | null {
  try {
    return profileAt(division, date);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

async function ownersOnRoll(
  tx: EntityManager,
  { communityId, members }: CommitteeEntry,
): Promise<ReadonlySet<string>> {
  const ids = members.flatMap(({ ownerId }) => ownerId ?? []);
  const owners = await findOwnersById(tx, ids);
  return new Set(owners.filter((owner) => owner.communityId === communityId).map(({ id }) => id));
}
