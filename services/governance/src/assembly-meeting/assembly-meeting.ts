import type { MeetingConvened, MeetingWithdrawn, Warrants } from '@anju/events/governance';
import { type ContentCode, contents, rebuilds } from '@anju/rulebook/content';
import { noticeKept } from '@anju/rulebook/deadline';
import { mayBePutToBuildings, type MatterType } from '@anju/rulebook/matter';
import type { RuleProfile } from '@anju/rulebook/rule-profile';
import { accept, type Refusal, refuse } from '@anju/values/decision';
import type { DivisionCode } from '@anju/values/division';
import type { Id } from '@anju/values/id';
import { mostEnteredFen } from '@anju/values/money';
import { isReason, longestReason } from '@anju/values/reason';
import { fitsIn } from '@anju/values/text-length';
import { addDays, addHours, type CalendarDate, dateOf, daysBetween, type Instant } from '@anju/values/time';
import type { KnownCompany } from '../known/company/company';
import type { KnownProject } from '../known/project/project';
import { mattersOf, type Question } from '../question/question';
import { fits } from '../question/warrants';
import type { RulesOfProcedure } from '../rules-of-procedure/rules-of-procedure';

export type MeetingId = Id<'mtg'>;

/** A meeting of the owners' assembly, gathered or in writing. */
export interface AssemblyMeeting {
  readonly id: MeetingId;
  readonly version: number;
  readonly communityId: Id<'com'>;
  readonly divisionCode: DivisionCode;
  /** The committee that convened it. */
  readonly committeeId: Id<'oc'>;
  readonly form: 'WRITTEN_CONSULTATION' | 'MEETING';
  /** Those of procedure that applied on the day of the notice; null where none did. */
  readonly rulesOfProcedureId: Id<'rop'> | null;
  readonly noticedAt: Instant;
  /** With the notice: the fact that it was given is what the residents' committee is told by (GOV-MEET-2). */
  readonly residentsCommitteeToldAt: Instant;
  readonly opensAt: Instant;
  /** Exclusive (GOV-MEET-3). */
  readonly closesAt: Instant;
  /** Invented for a demonstration or resting on what is, and so are its questions and what comes of them, all of them. */
  readonly synthetic: boolean;
  /** When its convener withdrew it, and why; null together. */
  readonly withdrawnAt: Instant | null;
  readonly withdrawalReason: string | null;
}

export interface MeetingPlan extends Pick<
  AssemblyMeeting,
  'communityId' | 'form' | 'opensAt' | 'closesAt' | 'synthetic'
> {
  readonly questions: readonly QuestionPlan[];
}

export interface QuestionPlan {
  readonly title: string;
  readonly matter: MatterType;
  readonly mixedWith: MatterType | null;
  /**
   * Not an entrance yet (GOV-VOTE-5): for one lift it is a local rule that says whose question it is, and no profile holds
   * one; and what a decision warrants names its charging scope by buildings.
   */
  readonly scope: 'ZONE' | 'BUILDINGS';
  readonly buildingIds: readonly Id<'bld'>[];
  /** Null where more than one was given. */
  readonly warrants: Warrants | null;
}

/** A question of another meeting, and whom it is put to. */
export type AskedQuestion = Pick<Question, 'meetingId' | 'title' | 'matter' | 'mixedWith' | 'warrants'> & {
  /** Empty for the whole zone. */
  readonly buildingIds: readonly string[];
};

/** What convening is judged by. */
export interface Convening {
  readonly meetingId: MeetingId;
  readonly community: {
    readonly id: Id<'com'>;
    readonly divisionCode: DivisionCode;
    readonly synthetic: boolean;
  };
  /** The caller's committee, and whether its term covers today. */
  readonly committee: {
    readonly id: Id<'oc'>;
    readonly communityId: Id<'com'>;
    readonly termUntil: CalendarDate;
    readonly synthetic: boolean;
  } | null;
  /** Whether any home of those asked is invented. */
  readonly homesInvented: boolean;
  readonly inOffice: boolean;
  /** Those of the community. */
  readonly buildings: ReadonlySet<string>;
  /** Those named that are known. */
  readonly projects: ReadonlyMap<
    string,
    Pick<KnownProject, 'state' | 'communityIds' | 'contents' | 'contentsHash' | 'synthetic'>
  >;
  readonly companies: ReadonlyMap<string, Pick<KnownCompany, 'synthetic'>>;
  /** What owners of the community are asked in other meetings, as far as it is not counted. */
  readonly asked: readonly AskedQuestion[];
  readonly rulesOfProcedure: Pick<RulesOfProcedure, 'id' | 'synthetic'> | null;
  /** Of the day of the notice. */
  readonly profile: RuleProfile;
  readonly now: Instant;
}

/** Not the law's, which sets none: what is longer or shorter is a slip of the pen. */
const mostDays = 366;
const leastHours = { WRITTEN_CONSULTATION: 24, MEETING: 1 };

const mostQuestions = 20;
const longestTitle = 200;

/** Gives notice now. Who may vote is frozen apart from it, by `freezeElectorate` (REG-7). */
export function conveneMeeting(plan: MeetingPlan, convening: Convening) {
  const { community, committee, inOffice, profile, now } = convening;
  if (!committee) return refuse('COMMITTEE_NOT_KNOWN', 'GOV-COM-5');
  if (committee.communityId !== community.id) return refuse('NOT_THE_COMMITTEE', 'GOV-COM-5');
  if (!inOffice) return refuse('COMMITTEE_NOT_IN_OFFICE', 'GOV-COM-5');

  const { form, opensAt, closesAt, questions } = plan;
  const { noticeDays: days } = profile.meeting;
  const today = dateOf(now);
  const opensOn = dateOf(opensAt);
  if (!noticeKept(today, opensOn, days))
    return refuse('NOTICE_TOO_SHORT', 'GOV-MEET-2', {
      detail: { days, today, earliest: addDays(today, days) },
    });
  if (closesAt <= opensAt) return refuse('CLOSES_BEFORE_IT_OPENS', 'GOV-MEET-3');
  const limits = { mostDays, leastHours: leastHours[form], today };
  if (daysBetween(today, opensOn) > mostDays)
    return refuse('VOTING_PERIOD_IMPLAUSIBLE', null, {
      detail: { ...limits, opensUntil: addDays(today, mostDays) },
    });
  const closesFrom = addHours(opensAt, leastHours[form]);
  if (closesAt < closesFrom || daysBetween(opensOn, dateOf(closesAt)) > mostDays)
    return refuse('VOTING_PERIOD_IMPLAUSIBLE', null, {
      detail: { ...limits, closesFrom, closesUntil: addDays(opensOn, mostDays) },
    });
  // Once its term is over a committee keeps things safe and no more; but an election that is late is still held.
  const { termUntil } = committee;
  const isElection = questions.flatMap(mattersOf).every((matter) => matter === 'ELECT_COMMITTEE');
  if (opensOn > termUntil && !isElection)
    return refuse('OPENS_AFTER_TERM', 'GOV-COM-12', { detail: { termUntil } });
  if (questions.length < 1 || questions.length > mostQuestions)
    return refuse('QUESTIONS_NOT_COUNTED', 'GOV-VOTE-4', { detail: { most: mostQuestions } });

  for (const [i, question] of questions.entries()) {
    const problem = problemOf(question, i + 1, convening);
    if (problem) return { accepted: false as const, refusal: problem };
    const first = questions.slice(0, i).findIndex((before) => asksTheSame(question, before));
    if (first >= 0) return refuse('ASKED_TWICE', null, { detail: { number: i + 1, first: first + 1 } });
    const twin = convening.asked.find((asked) => asksTheSame(question, asked));
    if (twin) return refuse('ALREADY_ASKED', null, { detail: { number: i + 1, meetingId: twin.meetingId } });
  }
  const { id: communityId, divisionCode } = community;
  // What rests on what is invented is invented too.
  const { rulesOfProcedure } = convening;
  const synthetic =
    convening.homesInvented || [plan, community, committee, rulesOfProcedure].some((each) => each?.synthetic);
  const meeting: AssemblyMeeting = {
    id: convening.meetingId,
    version: 1,
    communityId,
    divisionCode,
    committeeId: committee.id,
    form,
    rulesOfProcedureId: rulesOfProcedure?.id ?? null,
    noticedAt: now,
    residentsCommitteeToldAt: now,
    opensAt,
    closesAt,
    synthetic,
    withdrawnAt: null,
    withdrawalReason: null,
  };
  const fact: MeetingConvened = {
    type: 'governance.meeting-convened.v1',
    data: {
      meetingId: meeting.id,
      communityId,
      divisionCode,
      committeeId: committee.id,
      form,
      noticeOn: today,
      opensAt,
      closesAt,
      ...(synthetic ? { synthetic } : {}),
    },
  };
  return accept(meeting, fact);
}

/**
 * Whether some owners would be asked the same twice at once: the same matter and subject, in electorates that overlap.
 * Not the law's, which knows no such bar: mostly a notice was sent twice, or a question of it copied, and two counts of
 * one question would each warrant something. Of payments the works are compared and not the ceiling, which may be what was mistyped.
 */
function asksTheSame(
  question: QuestionPlan,
  asked: Omit<QuestionPlan, 'scope' | 'buildingIds'> & Pick<AskedQuestion, 'buildingIds'>,
): boolean {
  const everybody = question.buildingIds.length === 0 || asked.buildingIds.length === 0;
  const overlap = everybody || question.buildingIds.some((id) => asked.buildingIds.includes(id));
  return overlap && subjectOf(question) === subjectOf(asked);
}

function subjectOf(question: Pick<QuestionPlan, 'title' | 'matter' | 'mixedWith' | 'warrants'>): string {
  const { title, warrants } = question;
  const of = () => {
    switch (warrants?.kind) {
      case 'ACCEPT_CONTENTS':
        return [warrants.projectId, warrants.contentsHash];
      case 'PAY':
        // A roof has an east side and a west side; of the same works the ceiling alone may be a slip.
        return [...warrants.contentCodes.toSorted(), title];
      case 'HIRE':
        return [warrants.companyId];
      default:
        return [title];
    }
  };
  return [...mattersOf(question).toSorted(), ...of()].join(' ');
}

type MeetingState = 'NOTICED' | 'OPEN' | 'VOTING_OVER' | 'WITHDRAWN';

/** Where it stands at a moment (GOV-MEET-3). */
export function stateOf(
  { withdrawnAt, opensAt, closesAt }: Pick<AssemblyMeeting, 'withdrawnAt' | 'opensAt' | 'closesAt'>,
  now: Instant,
): MeetingState {
  if (withdrawnAt !== null) return 'WITHDRAWN';
  if (now >= closesAt) return 'VOTING_OVER';
  return now >= opensAt ? 'OPEN' : 'NOTICED';
}

/**
 * Takes a notice back before the first ballot can come. From then on owners have answered, and what they are asked is
 * counted.
 */
export function withdrawMeeting(
  meeting: AssemblyMeeting,
  {
    committee,
    inOffice,
    reason,
    now,
  }: Pick<Convening, 'committee' | 'inOffice' | 'now'> & {
    readonly reason: string;
  },
) {
  const { id: meetingId, communityId, divisionCode, synthetic } = meeting;
  if (!committee) return refuse('COMMITTEE_NOT_KNOWN', 'GOV-COM-5');
  if (committee.communityId !== communityId) return refuse('NOT_THE_COMMITTEE', 'GOV-COM-5');
  if (!inOffice) return refuse('COMMITTEE_NOT_IN_OFFICE', 'GOV-COM-5');

  const state = stateOf(meeting, now);
  if (state === 'WITHDRAWN') return refuse('MEETING_WITHDRAWN');
  if (state !== 'NOTICED') return refuse('VOTING_HAS_BEGUN', 'GOV-MEET-3');
  if (!isReason(reason)) return refuse('REASON_INVALID', null, { detail: { most: longestReason } });

  const fact: MeetingWithdrawn = {
    type: 'governance.meeting-withdrawn.v1',
    data: {
      meetingId,
      communityId,
      divisionCode,
      committeeId: committee.id,
      withdrawnAt: now,
      ...(synthetic ? { synthetic } : {}),
    },
  };
  return accept({ ...meeting, withdrawnAt: now, withdrawalReason: reason }, fact);
}

/**
 * Whether what a yes would let others do is about an invented project or company, so that the question is marked, and what
 * comes of it. The meeting is not: beside it owners may be asked something real.
 */
export function namesInvented(
  warrants: Warrants,
  { projects, companies }: Pick<Convening, 'projects' | 'companies'>,
): boolean {
  if (warrants.kind === 'ACCEPT_CONTENTS') return projects.get(warrants.projectId)?.synthetic ?? false;
  return warrants.kind === 'HIRE' && (companies.get(warrants.companyId)?.synthetic ?? false);
}

type QuestionProblem =
  | 'TITLE_INVALID'
  | 'SCOPE_TOO_NARROW'
  | 'BUILDINGS_INVALID'
  | 'BUILDING_NOT_FOUND'
  | 'MIXED_WITH_ITSELF'
  | 'WARRANT_DOES_NOT_FIT'
  | 'CEILING_NOT_POSITIVE'
  | 'CEILING_TOO_LARGE'
  | 'CONTENT_CODES_MISSING'
  | 'CONTENT_CODE_TWICE'
  | 'NOT_ON_SHARED_PARTS'
  | 'PROJECT_NOT_KNOWN'
  | 'PROJECT_ELSEWHERE'
  | 'PROJECT_CANCELLED'
  | 'CONTENTS_DIFFER'
  | 'MATTER_TOO_SMALL'
  | 'COMPANY_NOT_KNOWN';

function problemOf(
  question: QuestionPlan,
  number: number,
  convening: Convening,
): Refusal<QuestionProblem> | null {
  const because = (
    code: QuestionProblem,
    rule: Parameters<typeof refuse>[1],
    more: { retryable?: boolean; buildingId?: string; contentCode?: ContentCode } = {},
  ) => {
    const { retryable = false, ...detail } = more;
    return refuse(code, rule, { retryable, detail: { number, ...detail } }).refusal;
  };
  const { title, scope, buildingIds, warrants } = question;
  if (!fitsIn(title, longestTitle)) return because('TITLE_INVALID', null);
  if (question.mixedWith === question.matter) return because('MIXED_WITH_ITSELF', 'GOV-VOTE-4');

  const narrow = scope === 'BUILDINGS';
  const matters = mattersOf(question);
  if (narrow && !matters.every((each) => mayBePutToBuildings(each)))
    return because('SCOPE_TOO_NARROW', 'GOV-VOTE-5');
  if (buildingIds.length > 0 !== narrow || new Set(buildingIds).size !== buildingIds.length)
    return because('BUILDINGS_INVALID', 'GOV-VOTE-5');
  const unknown = buildingIds.find((id) => !convening.buildings.has(id));
  if (unknown) return because('BUILDING_NOT_FOUND', 'GOV-VOTE-5', { buildingId: unknown });

  // Told now, and not by funding once the owners have voted by too small a majority.
  const tooSmallFor = (works: Parameters<typeof rebuilds>[0]) =>
    rebuilds(works) && !matters.includes('REBUILD_ALTER');

  if (!warrants || !fits(matters, warrants.kind)) return because('WARRANT_DOES_NOT_FIT', 'GOV-VOTE-4');
  switch (warrants.kind) {
    case 'PAY': {
      if (warrants.contentCodes.length === 0) return because('CONTENT_CODES_MISSING', 'FUND-8');
      if (new Set(warrants.contentCodes).size !== warrants.contentCodes.length)
        return because('CONTENT_CODE_TWICE', 'FUND-8');
      // No vote makes the fund pay for it, so nobody is asked.
      const unpayable = warrants.contentCodes.find((code) => !contents[code].onSharedParts);
      if (unpayable) return because('NOT_ON_SHARED_PARTS', 'MF-1', { contentCode: unpayable });
      if (tooSmallFor(warrants.contentCodes.map((code) => ({ code }))))
        return because('MATTER_TOO_SMALL', 'PART-5');
      if (warrants.ceilingFen > mostEnteredFen) return because('CEILING_TOO_LARGE', 'CONV-1');
      return warrants.ceilingFen > 0 ? null : because('CEILING_NOT_POSITIVE', 'FUND-8');
    }
    case 'HIRE':
      if (convening.companies.has(warrants.companyId)) return null;
      return because('COMPANY_NOT_KNOWN', 'GOV-COM-5', { retryable: true });
    case 'ACCEPT_CONTENTS': {
      // The works are everybody's, whatever matter they are decided as: a lift of one building is REBUILD_ALTER.
      if (narrow) return because('SCOPE_TOO_NARROW', 'GOV-VOTE-5');
      const project = convening.projects.get(warrants.projectId);
      if (!project) return because('PROJECT_NOT_KNOWN', 'PART-4', { retryable: true });
      if (!project.communityIds.includes(convening.community.id))
        return because('PROJECT_ELSEWHERE', 'PART-4');
      if (project.state === 'CANCELLED') return because('PROJECT_CANCELLED', 'PROJ-1');
      // A list that was changed a moment ago may not have been heard of here.
      if (project.contentsHash !== warrants.contentsHash)
        return because('CONTENTS_DIFFER', 'PART-4', { retryable: true });
      return tooSmallFor(project.contents) ? because('MATTER_TOO_SMALL', 'PART-5') : null;
    }
    case 'NOTHING':
      return null;
  }
}
