import { accept, type Decision, refuse } from '@anju/values/decision';
import { isReason, longestReason } from '@anju/values/reason';
import type { Instant } from '@anju/values/time';
import type { Solicitation } from './solicitation';

interface Withdrawing {
  readonly reason: string;
  readonly now: Instant;
}

/**
 * Takes back an asking that was opened by mistake. What was entered of it is kept and counts for nothing; another may be
 * opened. One that was closed before is closed again instead, so that nobody makes an outcome vanish.
 */
export function withdrawSolicitation(
  solicitation: Solicitation,
  { reason, now }: Withdrawing,
): Decision<
  Solicitation,
  never,
  'ALREADY_CLOSED' | 'ALREADY_WITHDRAWN' | 'WAS_CLOSED_BEFORE' | 'REASON_INVALID'
> {
  if (solicitation.state === 'WITHDRAWN') return refuse('ALREADY_WITHDRAWN', 'PART-2');
  if (solicitation.state !== 'OPEN') return refuse('ALREADY_CLOSED', 'PART-2');
  if (solicitation.reopened > 0) return refuse('WAS_CLOSED_BEFORE', 'PART-2');
  if (!isReason(reason)) return refuse('REASON_INVALID', null, { detail: { most: longestReason } });
  return accept({ ...solicitation, state: 'WITHDRAWN', closedAt: now, withdrawnBecause: reason });
}
