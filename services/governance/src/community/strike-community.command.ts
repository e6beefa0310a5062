import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { appendToOutbox } from '@anju/runtime/outbox';
import { accept, refuse } from '@anju/values/decision';
import { findMeetingsOf } from '../assembly-meeting/assembly-meeting.table';
import { findUnitsOf } from '../exclusive-unit/exclusive-unit.table';
import { findCommitteesOf } from '../owners-committee/owners-committee.table';
import { actsAs } from '../owners-roll/roll.access';
import type { CommunityId } from './community';
import { strikeCommunity as decide } from './community-strike';
import { findCommunityStrikes, insertCommunityStrike } from './community-strike.table';
import { lockCommunity, updateCommunity } from './community.table';

interface Saying {
  readonly communityId: CommunityId;
  readonly reason: string;
}

export function strikeCommunity(context: Context, key: string, input: Saying) {
  const { clock } = context;
  const request = { caller: context, key, operation: 'strikeCommunity', input };
  return once(context, request, async (tx) => {
    const { communityId, reason } = input;
    // Its version is set below: no roll, committee or meeting of it comes meanwhile, as each sets it too.
    const community = await lockCommunity(tx, communityId);
    if (!community) return refuse('COMMUNITY_NOT_FOUND');
    const { divisionCode: division, name } = community;
    if (!actsAs(context, ['COUNTY_BUREAU'], { division, communityId }))
      return refuse('NOT_IN_SCOPE', 'REG-10');

    const now = clock();
    const units = await findUnitsOf(tx, communityId);
    const meetings = await findMeetingsOf(tx, [communityId]);
    const result = decide(community, {
      reason,
      homes: units.filter(({ struckAt }) => struckAt === null).length,
      committees: (await findCommitteesOf(tx, [communityId])).length,
      meetings: meetings.filter(({ withdrawnAt }) => withdrawnAt === null).length,
      earlier: (await findCommunityStrikes(tx, [communityId])).length,
      now,
    });
    if (!result.accepted) return result;

    await updateCommunity(tx, result.state.community);
    await insertCommunityStrike(tx, result.state.strike);
    await appendToOutbox(tx, result.events, now);
    const detail = { name, reason };
    await appendAudit(tx, context, { action: 'strikeCommunity', subject: communityId, detail }, now);
    return accept(result.state.community);
  });
}
