import type { Warrants } from '@anju/events/governance';
import type { MatterType } from '@anju/rulebook/matter';
import type { RuleProfile } from '@anju/rulebook/rule-profile';
import type { Turnout } from '@anju/rulebook/tally';
import { judge, majorityFor, type Verdict } from '@anju/rulebook/verdict';
import { missing, type Missing } from '@anju/rulebook/missing';
import { accept, type Decision, refuse } from '@anju/values/decision';
import type { DivisionCode } from '@anju/values/division';
import type { Id } from '@anju/values/id';
import type { Instant } from '@anju/values/time';
import type { SnapshotId } from '../electorate-snapshot/electorate-snapshot';

export type QuestionId = Id<'que'>;

/** One thing the owners are asked, with what a yes lets others do. */
export interface Question {
  readonly id: QuestionId;
  readonly version: number;
  readonly meetingId: Id<'mtg'>;
  readonly communityId: Id<'com'>;
  readonly divisionCode: DivisionCode;
  readonly snapshotId: SnapshotId;
  /** Its place on the paper, from 1. */
  readonly number: number;
  readonly title: string;
  readonly matter: MatterType;
  /** A second matter that could not be split from it (GOV-VOTE-4). */
  readonly mixedWith: MatterType | null;
  readonly warrants: Warrants;
  readonly opensAt: Instant;
  /** Exclusive (GOV-MEET-3). */
  readonly closesAt: Instant;
  /** Invented for a demonstration, as its meeting or what it names is, and so what comes of it. */
  readonly synthetic: boolean;
  /** OPEN from the notice on, and until somebody or something notices that voting is over; ask `statusOf`. */
  readonly status: 'OPEN' | 'VOTING_OVER' | 'COUNTED' | 'WITHDRAWN';
}

export type QuestionStatus = 'NOTICED' | 'OPEN' | 'VOTING_OVER' | 'COUNTED' | 'WITHDRAWN';

/** Where it stands at a moment: voting ends by itself, however late the row says so (GOV-MEET-3). */
export function statusOf(
  { status, opensAt, closesAt }: Pick<Question, 'status' | 'opensAt' | 'closesAt'>,
  now: Instant,
): QuestionStatus {
  if (status === 'COUNTED' || status === 'WITHDRAWN') return status;
  if (status === 'VOTING_OVER' || now >= closesAt) return 'VOTING_OVER';
  return now >= opensAt ? 'OPEN' : 'NOTICED';
}

/** Whether ballots were taken at a moment that is past, whatever the question's row says by now. */
export const wasOpen = ({ opensAt, closesAt }: Pick<Question, 'opensAt' | 'closesAt'>, at: Instant) =>
  opensAt <= at && at < closesAt;

/** What its timer does at the end of voting. Null where that was noticed before. */
export const endVoting = (question: Question): Question | null =>
  question.status === 'OPEN' ? { ...question, status: 'VOTING_OVER' } : null;

/** Whether it may be counted now: no form that was handed in waits to be entered (GOV-VOTE-13). */
export function count(
  question: Question,
  waiting: readonly string[],
  now: Instant,
): Decision<Question, never, 'ALREADY_COUNTED' | 'MEETING_WITHDRAWN' | 'VOTING_NOT_OVER' | 'FORMS_WAITING'> {
  const status = statusOf(question, now);
  if (status === 'COUNTED') return refuse('ALREADY_COUNTED', 'GOV-VOTE-10');
  if (status === 'WITHDRAWN') return refuse('MEETING_WITHDRAWN');
  if (status !== 'VOTING_OVER') return refuse('VOTING_NOT_OVER', 'GOV-MEET-3');
  if (waiting.length > 0)
    return refuse('FORMS_WAITING', 'GOV-VOTE-13', { detail: { formNumbers: waiting.join('、') } });
  return accept({ ...question, status: 'COUNTED' });
}

/** What the ballots come to, as they stand, by the rules of the closing date. */
export function standOf(
  question: Pick<Question, 'matter' | 'mixedWith'>,
  turnout: Turnout,
  { voting, meeting }: RuleProfile,
  status: QuestionStatus,
): { readonly verdict: Verdict; readonly missing: Missing } {
  const majority = majorityOf(question, { voting });
  const open = status === 'NOTICED' || status === 'OPEN';
  const changeable = open && meeting.ballotChange === 'LAST_WINS';
  return {
    verdict: judge(majority, turnout, voting),
    missing: missing(majority, turnout, voting, { castable: open, changeable }),
  };
}

export const mattersOf = ({ matter, mixedWith }: Pick<Question, 'matter' | 'mixedWith'>): MatterType[] =>
  mixedWith ? [matter, mixedWith] : [matter];

/** The stricter majority where two matters are mixed (GOV-VOTE-4). */
export const majorityOf = (
  question: Pick<Question, 'matter' | 'mixedWith'>,
  { voting }: Pick<RuleProfile, 'voting'>,
) => majorityFor(mattersOf(question), voting);
