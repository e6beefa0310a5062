import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { transaction } from '@anju/runtime/transaction';
import { refuse } from '@anju/values/decision';
import { newId } from '@anju/values/id';
import { findBuildingsOf } from '../known/building/building.table';
import type { KnownCommunity } from '../known/community/community';
import { lockCommunity, updateCommunity } from '../known/community/community.table';
import { mayAsk } from './may-ask.access';
import { openSolicitation as decide } from './solicitation';
import { findLastRound, findLatestSolicitation, insertSolicitation } from './solicitation.table';

interface Opening {
  readonly communityId: KnownCommunity['id'];
  readonly synthetic: boolean;
}

export function openSolicitation(context: Context, { communityId, synthetic }: Opening) {
  const { db, clock } = context;
  return transaction(db, async (tx) => {
    const community = await lockCommunity(tx, communityId);
    if (!community) return refuse('COMMUNITY_NOT_FOUND', null, { retryable: true });
    const { divisionCode } = community;
    if (!mayAsk(context, { divisionCode, communityId })) return refuse('NOT_IN_SCOPE');
    if (community.struckAt !== null) return refuse('COMMUNITY_STRUCK');

    const now = clock();
    const latest = await findLatestSolicitation(tx, communityId);
    const lastRound = await findLastRound(tx, communityId);
    // What rests on what is invented is invented too.
    const restsOn = [{ synthetic }, community, ...(await findBuildingsOf(tx, communityId))];
    const invented = restsOn.some((each) => each.synthetic);
    const result = decide(community, { id: newId('sol'), latest, lastRound, synthetic: invented, now });
    if (!result.accepted) return result;

    const { id: subject, round, households } = result.state;
    // Written, and not only locked: of two openings at once one finds the other.
    await updateCommunity(tx, community);
    await insertSolicitation(tx, result.state);
    const detail = { communityId, round, households };
    await appendAudit(tx, context, { action: 'openSolicitation', subject, detail }, now);
    return result;
  });
}
