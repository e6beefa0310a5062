import type { DecisionAdopted } from '@anju/events/governance';
import { type ContentCode, rebuilds } from '@anju/rulebook/content';
import { accept, type Decision, type Refusal, refuse } from '@anju/values/decision';
import type { Id } from '@anju/values/id';
import type { Fen } from '@anju/values/money';
import type { Instant } from '@anju/values/time';
import { isRebuilding, type KnownDecision } from '../../known/decision/decision';

type WarrantId = Id<'war'>;

/** What an owners' decision lets be paid from their fund: these works, here, up to the ceiling. */
export interface Warrant {
  readonly id: WarrantId;
  readonly version: number;
  readonly decisionId: Id<'dec'>;
  readonly communityId: Id<'com'>;
  readonly contentCodes: readonly ContentCode[];
  /** The charging scope; empty means the whole zone (GOV-VOTE-5). */
  readonly buildingIds: readonly Id<'bld'>[];
  readonly ceilingFen: Fen;
  /** What all jobs under it together have applied for (FUND-8). */
  readonly committedFen: Fen;
  readonly recordedAt: Instant;
}

/** The works that a warrant must cover. */
export interface Works {
  readonly communityId: Id<'com'>;
  readonly contentCode: ContentCode;
  readonly buildingIds: readonly Id<'bld'>[];
}

/**
 * The warrant an adopted decision gives; none for one that lets nothing be paid. No money moves on it
 * before the objection window is over (GOV-VOTE-12).
 */
export function warrantFrom(
  { decisionId, communityId, warrants }: DecisionAdopted['data'],
  id: WarrantId,
  now: Instant,
): Warrant | null {
  if (warrants.kind !== 'PAY') return null;
  const { contentCodes, buildingIds, ceilingFen } = warrants;
  return {
    id,
    version: 1,
    decisionId,
    communityId,
    contentCodes,
    buildingIds,
    ceilingFen,
    committedFen: 0,
    recordedAt: now,
  };
}

export type CoverRefusalCode =
  'DECISION_OF_ANOTHER_COMMUNITY' | 'CHARGING_SCOPE_DIFFERS' | 'CONTENT_NOT_IN_QUESTION';

/** Why owners did not decide on these works; null if they did. Who pays is who decided (MF-2), and on what (FUND-8). */
export function whyNotCovered(warrant: Warrant, works: Works): Refusal<CoverRefusalCode> | null {
  if (warrant.communityId !== works.communityId)
    return refuse('DECISION_OF_ANOTHER_COMMUNITY', 'MF-2').refusal;
  if (!sameBuildings(warrant.buildingIds, works.buildingIds))
    return refuse('CHARGING_SCOPE_DIFFERS', 'MF-2').refusal;
  if (!warrant.contentCodes.includes(works.contentCode)) {
    const detail = { contentCode: works.contentCode, asked: warrant.contentCodes.join(', ') };
    return refuse('CONTENT_NOT_IN_QUESTION', 'FUND-8', { detail }).refusal;
  }
  return null;
}

const sameBuildings = (one: readonly string[], other: readonly string[]) =>
  JSON.stringify([...new Set(one)].toSorted()) === JSON.stringify([...new Set(other)].toSorted());

/**
 * Why the owners' majority is not enough for these works; null if it is. A lift is rebuilding, though it is paid from the
 * fund: the decision is of both matters, by the stricter majority (PART-5, GOV-VOTE-4).
 */
export function whyMatterTooSmall(
  decision: Pick<KnownDecision, 'id' | 'matter' | 'mixedWith'>,
  { contentCode }: Pick<Works, 'contentCode'>,
): Refusal<'MATTER_TOO_SMALL'> | null {
  if (!rebuilds([{ code: contentCode }]) || isRebuilding(decision)) return null;
  const { id: decisionId, matter } = decision;
  return refuse('MATTER_TOO_SMALL', 'PART-5', { detail: { contentCode, decisionId, matter } }).refusal;
}

/** Sets money aside under the ceiling: all that is asked for together stays within it (FUND-8). */
export function commit(warrant: Warrant, amountFen: Fen): Decision<Warrant, never, 'BEYOND_CEILING'> {
  const { ceilingFen, committedFen } = warrant;
  const leftFen = ceilingFen - committedFen;
  if (amountFen > leftFen) {
    const detail = { amountFen, ceilingFen, committedFen, leftFen, overFen: amountFen - leftFen };
    return refuse('BEYOND_CEILING', 'FUND-8', { detail });
  }
  return accept({ ...warrant, committedFen: committedFen + amountFen });
}

/** What was set aside for a job that has not been paid and is not applied for any more is free again (FUND-8). */
export function giveBack(warrant: Warrant, amountFen: Fen): Warrant {
  if (amountFen > warrant.committedFen)
    throw new RangeError(`${warrant.id} has not set ${amountFen} fen aside`);
  return { ...warrant, committedFen: warrant.committedFen - amountFen };
}
