import type { DecisionAdopted, DecisionRejected } from '@anju/events/governance';
import type { MatterType } from '@anju/rulebook/matter';
import type { RuleProfile } from '@anju/rulebook/rule-profile';
import { accept, type Decision, refuse } from '@anju/values/decision';
import type { DivisionCode } from '@anju/values/division';
import type { Id } from '@anju/values/id';
import type { Fen } from '@anju/values/money';
import type { Instant } from '@anju/values/time';
import type { OwnersDecision, OwnersDecisionId } from '../owners-decision/owners-decision';
import { type Count, judge, turnoutOf } from '../owners-decision/quorum';

export type QuestionId = Id<'que'>;

/** One thing the owners are asked, with the ceiling that a yes sets. */
export interface Question {
  readonly id: QuestionId;
  readonly version: number;
  readonly division: DivisionCode;
  readonly projectId: Id<'prj'>;
  readonly matter: MatterType;
  readonly ceilingFen: Fen;
  readonly votingEndsAt: Instant;
  readonly status: 'OPEN' | 'CLOSED';
  /** Numbers the ballots in the order they come in. */
  readonly ballotsReceived: number;
}

/** What the owners said, and what it is judged by. */
export interface Counting {
  readonly decisionId: OwnersDecisionId;
  readonly count: Count;
  readonly profile: RuleProfile;
  readonly now: Instant;
}

interface Counted {
  readonly question: Question;
  readonly decision: OwnersDecision;
}

/** Judges the ballots of a question once its voting is over. */
export function closeVoting(
  question: Question,
  { decisionId, count, profile, now }: Counting,
): Decision<Counted, DecisionAdopted | DecisionRejected, 'ALREADY_COUNTED' | 'VOTING_NOT_OVER'> {
  if (question.status === 'CLOSED') return refuse('ALREADY_COUNTED', 'GOV-VOTE-10');
  if (now < question.votingEndsAt) return refuse('VOTING_NOT_OVER', 'GOV-VOTE-13');

  const { id: questionId, projectId, matter: purpose, ceilingFen } = question;
  const turnout = turnoutOf(count);
  const outcome = judge(profile.voting.majorityOf[purpose], turnout, profile.voting);
  const counted = { questionId, turnout, decidedAt: now };
  const told = { ...counted, decisionId, projectId };

  return accept(
    {
      question: { ...question, status: 'CLOSED' },
      decision: { ...counted, id: decisionId, version: 1, outcome, ruleProfile: profile.id },
    },
    outcome === 'ADOPTED'
      ? { type: 'governance.decision-adopted.v1', data: { ...told, purpose, ceilingFen } }
      : { type: 'governance.decision-rejected.v1', data: { ...told, reason: outcome } },
  );
}
