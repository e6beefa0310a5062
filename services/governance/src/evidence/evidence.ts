import type { RuleProfile } from '@anju/rulebook/rule-profile';
import type { Act } from '@anju/verify/court-line';
import type { Statement } from '@anju/verify/statement';
import type { Id } from '@anju/values/id';
import type { Instant } from '@anju/values/time';
import type { OwnersDecision } from '../owners-decision/owners-decision';
import type { Question } from '../question/question';

/** What was sealed of a question when it was counted, and its public form as it was signed then. */
export interface Evidence {
  readonly questionId: Id<'que'>;
  readonly sealedAt: Instant;
  /** Sealed (PRIV-1): with it a ballot could be found out from a receipt. */
  readonly seed: string;
  readonly publicBundle: string;
  /** SHA-256 of the public form, and of its key the thumbprint: they stand beside the result. */
  readonly sha256: string;
  readonly keyThumbprint: string;
}

type Vote = Extract<Act, { act: 'VOTE' }>;

/** An answer as it is stored, by what it is worth. */
interface Answer {
  readonly headKey: string;
  readonly sequence: number;
  readonly ballotId: Id<'bal'>;
  readonly ownerId: Id<'own'>;
  readonly channel: 'ONLINE' | 'PAPER';
  readonly formNumber: string | null;
  readonly written: Exclude<Vote['written'], 'BLANK'>;
  readonly blank: boolean;
  readonly invalidBecause: string | null;
  readonly choice: Vote['choice'];
  readonly proxyId: Id<'prx'> | null;
  readonly agentKey: string | null;
  readonly signed: boolean;
  readonly receivedAt: Instant;
  readonly enteredAt: Instant;
}

interface CoOwnerAct {
  readonly headKey: string;
  readonly sequence: number;
  readonly ownerId: Id<'own'>;
  readonly kind: Exclude<Act['act'], 'VOTE'>;
  readonly receivedAt: Instant;
}

/** What owners did on a question, as evidence says it. */
export const actsOf = (answers: readonly Answer[], coOwnerActs: readonly CoOwnerAct[]): readonly Act[] => [
  ...answers.map((each): Act => ({
    act: 'VOTE',
    head: each.headKey,
    sequence: each.sequence,
    owner: each.ownerId,
    receivedAt: each.receivedAt,
    enteredAt: each.enteredAt,
    ballot: each.ballotId,
    channel: each.channel,
    form: each.formNumber,
    written: each.blank ? 'BLANK' : each.written,
    why: each.invalidBecause,
    choice: each.choice,
    proxy: each.proxyId,
    inPerson: each.proxyId === null && each.agentKey === null,
    signed: each.signed,
  })),
  ...coOwnerActs.map(({ kind: act, headKey: head, sequence, ownerId: owner, receivedAt }): Act => ({
    ...{ act, head, sequence, owner, receivedAt },
  })),
];

/** What is said of a counted question to anybody. */
export const statementOf = (
  { opensAt, closesAt, matter, mixedWith }: Question,
  decision: OwnersDecision,
  { voting }: Pick<RuleProfile, 'voting'>,
  sealed: Pick<Statement, 'roll' | 'ballots' | 'chain'>,
): Statement => ({
  evidence: 'anju',
  version: 1,
  questionId: decision.questionId,
  decisionId: decision.id,
  meetingId: decision.meetingId,
  communityId: decision.communityId,
  division: decision.divisionCode,
  matter,
  mixedWith,
  opensAt,
  closesAt,
  decidedAt: decision.decidedAt,
  ruleProfile: decision.ruleProfile,
  base: voting.base,
  turnout: decision.turnout,
  verdict: decision.verdict,
  ...sealed,
  snapshotHash: decision.snapshotHash,
  ballotsHash: decision.ballotsHash,
  synthetic: decision.synthetic,
});
