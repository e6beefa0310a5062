import { accept, type Decision, refuse } from '@anju/values/decision';
import { isReason, longestReason } from '@anju/values/reason';
import type { Instant } from '@anju/values/time';
import type { KnownCommunity } from '../known/community/community';
import type { HouseholdGate } from './household-gate';
import { followRegister, type Solicitation, type SolicitationId } from './solicitation';

/** An outcome that was judged too early, kept as it was. */
export interface Reopening {
  readonly solicitationId: SolicitationId;
  /** 1, 2, 3 … of the solicitation. */
  readonly number: number;
  readonly reason: string;
  readonly closedAt: Instant;
  readonly gate: HouseholdGate;
  readonly reopenedAt: Instant;
}

interface Reopened {
  readonly solicitation: Solicitation;
  readonly reopening: Reopening;
}

interface Now {
  readonly reason: string;
  readonly community: KnownCommunity;
  /** The last solicitation of the community that was not withdrawn. */
  readonly latest: Solicitation;
  readonly now: Instant;
}

/**
 * Goes on with an asking that was closed before all was entered: who answered in its days need not be asked again. Others
 * hold its outcome until it is closed anew, and what was in by then stays as it was judged: whoever saw how it ends does not
 * choose what counts. What was reached stands, since projects are listed by it (PART-3).
 */
export function reopenSolicitation(
  solicitation: Solicitation,
  { reason, community, latest, now }: Now,
): Decision<
  Reopened,
  never,
  'COMMUNITY_STRUCK' | 'NOT_CLOSED' | 'GATE_WAS_REACHED' | 'ASKED_AGAIN' | 'REASON_INVALID'
> {
  const { id: solicitationId, state, closedAt, gate, reopened } = solicitation;
  if (community.struckAt !== null) return refuse('COMMUNITY_STRUCK');
  if (state === 'GATE_REACHED') return refuse('GATE_WAS_REACHED', 'PART-3');
  if (state !== 'GATE_MISSED') return refuse('NOT_CLOSED', 'PART-2');
  if (latest.id !== solicitationId)
    return refuse('ASKED_AGAIN', 'PART-2', { detail: { latestId: latest.id } });
  if (!isReason(reason)) return refuse('REASON_INVALID', null, { detail: { most: longestReason } });
  const number = reopened + 1;
  return accept({
    solicitation: {
      ...followRegister(solicitation, community),
      state: 'OPEN',
      closedAt: null,
      gate: null,
      reopened: number,
      judgedAt: closedAt,
    },
    reopening: { solicitationId, number, reason, closedAt: closedAt!, gate: gate!, reopenedAt: now },
  });
}
