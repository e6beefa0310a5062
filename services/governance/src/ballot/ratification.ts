import type { RuleProfile } from '@anju/rulebook/rule-profile';
import { accept, refuse } from '@anju/values/decision';
import type { Instant } from '@anju/values/time';
import { type EnteredPaper, whyNoPaper } from '../entered-paper';
import type { Proxy } from '../proxy/proxy';
import type { QuestionId } from '../question/question';
import type { Ballot, BallotId } from './ballot';

/**
 * The owner takes for the own one what an agent answered without authority; from then on it counts as cast at the
 * moment it came, for this head (GOV-MEET-4, Civil Code art. 171).
 */
export interface Ratification {
  readonly ballotId: BallotId;
  readonly questionId: QuestionId;
  readonly headKey: string;
  readonly ratifiedAt: Instant;
  /** Of the paper; null where the owner's own token says it. */
  readonly paperNumber: string | null;
  readonly paperSha256: string | null;
}

interface Ratifying {
  readonly questionIds: readonly string[];
  /** All that the ballot answers, for each head of its owner. */
  readonly answers: readonly {
    readonly questionId: QuestionId;
    readonly headKey: string;
    /** Whether it says something that does not count for want of authority alone. */
    readonly waits: boolean;
    /** Whether the head's units were proven sold: who sold does not speak for it any more (REG-7). */
    readonly sold: boolean;
  }[];
  readonly isCounted: (questionId: QuestionId) => boolean;
  /** The one that the agent named; null where there was none. */
  readonly proxy: Pick<Proxy, 'recalledAt' | 'endedBecause'> | null;
  /** For how many heads an agent without a proxy then speaks, this ballot's among them. */
  readonly heads: number;
  readonly paper: EnteredPaper | null;
  /** By the owner's own token, which needs no paper. */
  readonly byOwner: boolean;
  /** Of the closing date (CONV-5). */
  readonly profile: RuleProfile;
  readonly now: Instant;
}

/**
 * Before the count, and also when voting is over: it is no new ballot. Each answer by itself, and all that are named
 * or none. It saves nothing that came after the death of either, and no paper beyond what one agent may bring
 * (GOV-MEET-4).
 */
export function ratifyBallot(
  { id: ballotId, receivedAt }: Pick<Ballot, 'id' | 'receivedAt'>,
  { questionIds, answers, isCounted, proxy, heads, paper, byOwner, profile, now }: Ratifying,
) {
  const named = new Set(questionIds);
  const ofThese = answers.filter(({ questionId }) => named.has(questionId));
  const answered = new Set<string>(ofThese.map(({ questionId }) => questionId));
  if (named.size === 0 || named.size !== questionIds.length || answered.size !== named.size)
    return refuse('QUESTION_NOT_FOUND');
  if (ofThese.some(({ questionId }) => isCounted(questionId))) return refuse('ALREADY_COUNTED', 'GOV-MEET-4');

  const waiting = ofThese.filter(({ waits }) => waits);
  const unsold = waiting.filter(({ sold }) => !sold);
  const every = (of: typeof answers) => new Set(of.map(({ questionId }) => questionId)).size === named.size;
  if (!every(waiting)) return refuse('NOTHING_TO_RATIFY', 'GOV-MEET-4');
  if (!every(unsold)) return refuse('UNITS_SOLD', 'REG-7');
  if (proxy?.endedBecause === 'DIED' && proxy.recalledAt && receivedAt >= proxy.recalledAt)
    return refuse('ENDED_BY_DEATH', 'GOV-MEET-4');

  const { maxProxiesPerAgent: most } = profile.meeting;
  if (most !== null && heads > most) return refuse('TOO_MANY_FOR_ONE_AGENT', 'GOV-MEET-4');
  if (!byOwner && !paper) return refuse('PAPER_MISSING', 'GOV-MEET-4');
  const noPaper = paper && whyNoPaper(paper, 'GOV-MEET-4');
  if (noPaper) return noPaper;

  const by = { ratifiedAt: now, paperNumber: paper?.number ?? null, paperSha256: paper?.sha256 ?? null };
  return accept(
    unsold.map(({ questionId, headKey }): Ratification => ({ ballotId, questionId, headKey, ...by })),
  );
}
