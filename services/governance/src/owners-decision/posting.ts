import type { DecisionPosted, DecisionSuspended } from '@anju/events/governance';
import type { RuleProfile } from '@anju/rulebook/rule-profile';
import type { Turnout } from '@anju/rulebook/tally';
import type { HolidayCalendar } from '@anju/rulebook/working-days';
import { accept, type Refusal, refuse } from '@anju/values/decision';
import { foldTyped } from '@anju/values/fold-typed';
import { isReason, longestReason } from '@anju/values/reason';
import { fitsIn } from '@anju/values/text-length';
import { type CalendarDate, dateOf, type Instant } from '@anju/values/time';
import { type EnteredPaper, isSha256, longestPaperNumber, whyNoPaper } from '../entered-paper';
import { objectionDays, suspend } from './objection-window';
import { markOf, type OwnersDecision, type OwnersDecisionId } from './owners-decision';

interface Posting {
  readonly postedOn: CalendarDate;
  readonly place: string;
  readonly photoSha256: string | null;
  readonly minutes: EnteredPaper | null;
}

/** A decision waits for a paper that can be looked at, and not for a word. */
export interface PostingPaper {
  readonly paperNumber: string;
  readonly paperSha256: string;
}

/** Why something is posted again, by the notice of the correction. */
export interface PostingCorrection extends PostingPaper {
  /** What the posting said that hung until now. */
  readonly hung: Turnout;
  /** What the new one says. */
  readonly figures: Turnout;
  readonly reason: string;
}

/** A posting whose figures were wrong, and another hangs in its place (GOV-VOTE-12). */
export interface SupersededPosting extends Omit<PostingCorrection, 'figures'> {
  readonly decisionId: OwnersDecisionId;
  /** 1, 2, 3 … of its decision. */
  readonly number: number;
  readonly postedOn: CalendarDate;
  readonly recordedAt: Instant;
  readonly place: string;
  readonly photoSha256: string | null;
  readonly objectionsUntil: CalendarDate;
  readonly supersededAt: Instant;
}

interface PostingNow {
  /** Those that were corrected before. */
  readonly superseded: readonly SupersededPosting[];
  /** By which postings of it were corrected or withdrawn before. */
  readonly usedPapers: readonly PostingPaper[];
  /** Of today. */
  readonly profile: RuleProfile;
  readonly holidays: HolidayCalendar;
  readonly now: Instant;
}

const longestPlace = 200;

/**
 * Starts the objection window, which ends with a day on which owners can act (GOV-VOTE-12, CONV-3), and tells the
 * residents' committee (GOV-MEET-6). The window runs from today, whatever day of posting is said: until it is recorded
 * here nobody could object, and whoever records it late must not take the owners' days.
 *
 * Again only with other figures. A count is final (GOV-VOTE-10), so what can have been wrong is what hung, and what
 * hangs now is what was counted; who posts the same again must not hold a decision up by it. The decision waits for the
 * end of the new window, also where it was effective: what owners could object to was something else.
 */
export function postDecision(
  decision: OwnersDecision,
  { postedOn, place, photoSha256, minutes }: Posting,
  correction: PostingCorrection | null,
  { superseded: before, usedPapers, profile, holidays, now }: PostingNow,
) {
  if (decision.annulledAt) return refuse('DECISION_ANNULLED', 'GOV-VOTE-10');
  if (decision.postedOn && !correction) return refuse('ALREADY_POSTED', 'GOV-MEET-6');
  if (!decision.postedOn && correction) return refuse('NOT_POSTED', 'GOV-VOTE-12');
  const earliest = decision.postedOn ?? dateOf(decision.decidedAt);
  if (postedOn < earliest || postedOn > dateOf(now))
    return refuse('POSTING_DATE_INVALID', 'GOV-MEET-6', { detail: { earliest, today: dateOf(now) } });
  if (!fitsIn(place, longestPlace))
    return refuse('PLACE_INVALID', 'GOV-MEET-6', { detail: { most: longestPlace } });
  if (photoSha256 !== null && !isSha256(photoSha256)) return refuse('PHOTO_HASH_INVALID');
  const noMinutes = minutes && whyNotItsMinutes(decision, minutes);
  if (noMinutes) return noMinutes;
  const wrong = correction && whyNotACorrection(decision, correction, usedPapers);
  if (wrong) return { accepted: false as const, refusal: wrong };

  const until = objectionDays(dateOf(now), profile, holidays);
  if (!until.known) return refuse('HOLIDAYS_NOT_KNOWN', 'CONV-3', { detail: { year: until.missingYear } });
  const waiting = suspend(decision, now);
  const { id: decisionId, questionId, meetingId, communityId, divisionCode, firstPostedOn } = decision;
  const posted: OwnersDecision = {
    ...waiting.state,
    // After a withdrawal the true day may be an earlier one.
    firstPostedOn: firstPostedOn && firstPostedOn < postedOn ? firstPostedOn : postedOn,
    postedOn,
    postedAt: now,
    place,
    photoSha256,
    objectionsUntil: until.date,
    ...(minutes && { minutesNumber: minutes.number, minutesSha256: minutes.sha256 }),
  };
  const fact: DecisionPosted = {
    type: 'governance.decision-posted.v1',
    data: {
      decisionId,
      questionId,
      meetingId,
      communityId,
      divisionCode,
      postedOn,
      objectionsUntil: until.date,
      ...markOf(decision),
    },
  };
  const hung = postingOf(decision);
  const superseded: SupersededPosting | null =
    hung && correction
      ? {
          ...hung,
          decisionId,
          number: before.length + 1,
          hung: correction.hung,
          reason: correction.reason,
          paperNumber: correction.paperNumber,
          paperSha256: correction.paperSha256,
          supersededAt: now,
        }
      : null;
  const facts: (DecisionSuspended | DecisionPosted)[] = [...waiting.events, fact];
  return accept({ decision: posted, superseded }, ...facts);
}

/** Why these are not kept as the minutes; null if they are. Once named they stay: a record is not exchanged (GOV-VOTE-9). */
function whyNotItsMinutes({ minutesNumber, minutesSha256 }: OwnersDecision, minutes: EnteredPaper) {
  const unread = whyNoPaper(minutes, 'GOV-MEET-6');
  if (unread) return refuse('MINUTES_INVALID', 'GOV-MEET-6', { detail: { most: longestPaperNumber } });
  const same = minutesNumber === minutes.number && minutesSha256 === minutes.sha256;
  return minutesNumber === null || same
    ? null
    : refuse('MINUTES_NAMED', 'GOV-MEET-6', { detail: { number: minutesNumber } });
}

type CorrectionRefusalCode =
  | 'FIGURES_NOT_COUNTED'
  | 'FIGURES_UNCHANGED'
  | 'FIGURES_IMPLAUSIBLE'
  | 'REASON_INVALID'
  | 'PAPER_NUMBER_INVALID'
  | 'PAPER_HASH_INVALID'
  | 'PAPER_ENTERED';

/** Why a posting is not corrected so; null if it is. What hung stays for everybody to read, and must make sense. */
function whyNotACorrection(
  { turnout }: OwnersDecision,
  { hung, figures, reason, paperNumber, paperSha256 }: PostingCorrection,
  usedPapers: readonly PostingPaper[],
): Refusal<CorrectionRefusalCode> | null {
  const because = (code: CorrectionRefusalCode, most?: number) =>
    refuse(code, 'GOV-VOTE-12', most ? { detail: { most } } : {}).refusal;
  if (!sameFigures(figures, turnout)) return because('FIGURES_NOT_COUNTED');
  if (sameFigures(hung, turnout)) return because('FIGURES_UNCHANGED');
  if (!isPlausible(hung)) return refuse('FIGURES_IMPLAUSIBLE', 'CONV-1').refusal;
  if (!isReason(reason)) return because('REASON_INVALID', longestReason);
  return whyNotByPaper({ paperNumber, paperSha256 }, usedPapers)?.refusal ?? null;
}

/** Why nothing is corrected or withdrawn by this paper; null where it can be. Each holds the decision up once. */
export function whyNotByPaper({ paperNumber, paperSha256 }: PostingPaper, used: readonly PostingPaper[]) {
  const noPaper = whyNoPaper({ number: paperNumber, sha256: paperSha256 }, 'GOV-VOTE-12');
  if (noPaper) return noPaper;
  const number = foldTyped(paperNumber);
  return used.some((other) => foldTyped(other.paperNumber) === number || other.paperSha256 === paperSha256)
    ? refuse('PAPER_ENTERED', 'GOV-VOTE-12')
    : null;
}

/** Nobody says yes without taking part, nor takes part without being entitled, by heads and by area. */
const isPlausible = ({ entitled, tookPart, yes }: Turnout): boolean =>
  (['heads', 'areaDm2'] as const).every(
    (of) => yes[of] >= 0 && yes[of] <= tookPart[of] && tookPart[of] <= entitled[of],
  );

/** The posting that hangs now; null until there is one. */
export const postingOf = ({ postedOn, postedAt, place, photoSha256, objectionsUntil }: OwnersDecision) =>
  postedOn && postedAt && place && objectionsUntil
    ? { postedOn, recordedAt: postedAt, place, photoSha256, objectionsUntil }
    : null;

const sameFigures = (a: Turnout, b: Turnout): boolean =>
  (['entitled', 'tookPart', 'yes'] as const).every(
    (of) => a[of].heads === b[of].heads && a[of].areaDm2 === b[of].areaDm2,
  );
