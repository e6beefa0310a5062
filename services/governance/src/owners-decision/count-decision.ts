import type { DecisionAdopted, DecisionRejected, Warrants } from '@anju/events/governance';
import { dueDate, lastDayOf } from '@anju/rulebook/deadline';
import type { RuleProfile } from '@anju/rulebook/rule-profile';
import { type Count, turnoutOf } from '@anju/rulebook/tally';
import type { HolidayCalendar } from '@anju/rulebook/working-days';
import { accept, refuse } from '@anju/values/decision';
import { type CalendarDate, dateOf, type Instant } from '@anju/values/time';
import type { ElectorateSnapshot } from '../electorate-snapshot/electorate-snapshot';
import { type Question, standOf } from '../question/question';
import { markOf, type OwnersDecision, type OwnersDecisionId } from './owners-decision';

interface Counting {
  readonly decisionId: OwnersDecisionId;
  readonly snapshot: Pick<ElectorateSnapshot, 'id' | 'hash' | 'stallsAreaDm2'>;
  readonly count: Count;
  readonly ballots: { readonly number: number; readonly voided: number; readonly hash: string };
  readonly proxies: number;
  /** Of the closing date: whoever counts must not choose the law by waiting (CONV-5). */
  readonly profile: RuleProfile;
  /** Of the day of the count, for the days until the posting. */
  readonly profileToday: RuleProfile;
  readonly termUntil: CalendarDate;
  /** As its question is. */
  readonly synthetic: boolean;
  readonly holidays: HolidayCalendar;
  readonly now: Instant;
}

/** Judges a question that may be counted, and says by when its decision is to be posted (GOV-MEET-6). */
export function decide(question: Question, counting: Counting) {
  const { decisionId, snapshot, count, ballots, proxies, profile, profileToday, termUntil, holidays, now } =
    counting;
  const { id: questionId, meetingId, communityId, divisionCode, matter, mixedWith, warrants } = question;
  const { publishDecisionDays: length } = profileToday.meeting;
  const postBy = dueDate(dateOf(now), { length, unit: 'DAY', kind: 'ACT' }, holidays);
  if (!postBy.known) return refuse('HOLIDAYS_NOT_KNOWN', 'CONV-3', { detail: { year: postBy.missingYear } });

  const turnout = turnoutOf(count);
  const { verdict } = standOf(question, turnout, profile, 'COUNTED');
  const { outcome } = verdict;
  const kept = lastDayOf(dateOf(now), { length: profile.meeting.recordKeepingYears, unit: 'YEAR' });
  const told = {
    questionId,
    meetingId,
    communityId,
    divisionCode,
    turnout,
    ruleProfile: profile.id,
    decidedAt: now,
  };
  const { stallsAreaDm2 } = snapshot;
  const about = {
    ...{ decisionId, matter, ...(mixedWith && { mixedWith }), ...(stallsAreaDm2 > 0 && { stallsAreaDm2 }) },
    ...markOf(counting),
  };
  const decision: OwnersDecision = {
    ...told,
    id: decisionId,
    version: 1,
    projectId: projectOf(warrants),
    outcome,
    snapshotId: snapshot.id,
    snapshotHash: snapshot.hash,
    ballotsHash: ballots.hash,
    ballots: ballots.number,
    voidedBallots: ballots.voided,
    proxies,
    verdict,
    keepUntil: kept > termUntil ? kept : termUntil,
    ...notPosted,
    openObjections: 0,
    effectiveAt: null,
    synthetic: counting.synthetic,
    minutesNumber: null,
    minutesSha256: null,
    annulledAt: null,
  };
  const fact: DecisionAdopted | DecisionRejected =
    outcome === 'ADOPTED'
      ? { type: 'governance.decision-adopted.v1', data: { ...told, ...about, warrants } }
      : {
          type: 'governance.decision-rejected.v1',
          data: { ...told, ...about, reason: outcome },
        };
  return accept({ decision, postBy: postBy.date }, fact);
}

const notPosted = {
  firstPostedOn: null,
  postedOn: null,
  postedAt: null,
  place: null,
  photoSha256: null,
  objectionsUntil: null,
};

const projectOf = (warrants: Warrants) => (warrants.kind === 'ACCEPT_CONTENTS' ? warrants.projectId : null);
