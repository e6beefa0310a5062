import type { CommunityStruck } from '@anju/events/governance';
import { accept, refuse } from '@anju/values/decision';
import { isReason } from '@anju/values/reason';
import type { Instant } from '@anju/values/time';
import type { Community, CommunityId } from './community';

/** A community was struck from the register, since it was entered by mistake. A list that has it again restores it. */
export interface CommunityStrike {
  readonly communityId: CommunityId;
  /** 1, 2, 3 … of the community. */
  readonly number: number;
  readonly reason: string;
  readonly struckAt: Instant;
}

interface Saying {
  readonly reason: string;
  /** What governance has of it, each of which says that it is there. */
  readonly homes: number;
  readonly committees: number;
  readonly meetings: number;
  /** How often it was struck before. */
  readonly earlier: number;
  readonly now: Instant;
}

/** Nothing of it changes but that the register counts it or not. */
export function strikeCommunity(
  community: Community,
  { reason, homes, committees, meetings, earlier, now }: Saying,
) {
  if (community.struckAt !== null) return refuse('ALREADY_STRUCK');
  if (!isReason(reason)) return refuse('REASON_INVALID');
  if (homes > 0) return refuse('HAS_ROLL', null, { detail: { homes } });
  if (committees > 0) return refuse('HAS_COMMITTEE');
  if (meetings > 0) return refuse('HAS_MEETING');

  const { id: communityId } = community;
  const strike: CommunityStrike = { communityId, number: earlier + 1, reason, struckAt: now };
  const struck: CommunityStruck = {
    type: 'governance.community-struck.v1',
    data: { communityId, struckAt: now },
  };
  return accept({ community: { ...community, struckAt: now }, strike }, struck);
}
