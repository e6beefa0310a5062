import { createHash } from 'node:crypto';
import { profileAt } from '@anju/rulebook/rule-profile';
import type { MeetingRules } from '@anju/rulebook/thresholds';
import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { appendToOutbox } from '@anju/runtime/outbox';
import { setTimer } from '@anju/runtime/timers';
import { accept, refuse } from '@anju/values/decision';
import { type Id, newId } from '@anju/values/id';
import { dateOf, type Instant } from '@anju/values/time';
import type { EntityManager } from 'typeorm';
import { openBoxes } from '../ballot/ballot-box.table';
import { insertHeadStandings } from '../ballot/head-standing.table';
import { anyInvented, findBuildings, loadRollUnits } from '../owners-roll/owners-roll.queries';
import { lockCommunity, updateCommunity } from '../community/community.table';
import type { ElectorateSnapshot } from '../electorate-snapshot/electorate-snapshot';
import { canonicalText, type Electorate, freezeElectorate } from '@anju/rulebook/electorate';
import { findSnapshots, insertSnapshot } from '../electorate-snapshot/electorate-snapshot.table';
import type { KnownCompany } from '../known/company/company';
import { findKnownCompany } from '../known/company/company.table';
import type { KnownProject } from '../known/project/project';
import { findKnownProject } from '../known/project/project.table';
import { mayAct } from '../owners-committee/owners-committee';
import type { Question } from '../question/question';
import { findQuestionsOf, insertQuestions } from '../question/question.table';
import { rulesOfMeeting } from '../rules-of-procedure/meeting-rules.queries';
import { inForceOn } from '../rules-of-procedure/rules-of-procedure';
import { findStandingRulesOf } from '../rules-of-procedure/rules-of-procedure.table';
import {
  type AskedQuestion,
  type AssemblyMeeting,
  conveneMeeting as decide,
  type MeetingPlan,
  namesInvented,
  type QuestionPlan,
} from './assembly-meeting';
import { findMeetingsOf, insertMeeting } from './assembly-meeting.table';
import { findOwnCommittee } from './may-act.queries';

/** Gives notice and freezes, in the same transaction, who may vote on each question. */
export function conveneMeeting(context: Context, key: string, plan: MeetingPlan) {
  const { clock } = context;
  const request = { caller: context, key, operation: 'conveneMeeting', input: plan };
  return once(context, request, async (tx) => {
    // Held to the end: the roll that is frozen is not imported anew meanwhile.
    const community = await lockCommunity(tx, plan.communityId);
    if (!community) return refuse('COMMUNITY_NOT_FOUND');

    const now = clock();
    const today = dateOf(now);
    const committee = await findOwnCommittee(tx, context);
    const named = await known(tx, plan);
    const rules = inForceOn(await findStandingRulesOf(tx, community.id), today);
    const result = decide(plan, {
      meetingId: newId('mtg'),
      community,
      committee,
      inOffice: committee !== null && mayAct(committee, today),
      ...named,
      asked: await findAsked(tx, plan.communityId),
      rulesOfProcedure: rules,
      profile: profileAt(community.divisionCode, today),
      now,
    });
    if (!result.accepted) return result;

    const meeting = result.state;
    const { stalls } = (await rulesOfMeeting(tx, meeting)).meeting;
    const frozen = await freeze(tx, meeting, plan.questions, stalls, now);
    if (!frozen.accepted) return frozen;

    await updateCommunity(tx, community);
    await insertMeeting(tx, meeting);
    const questions = await store(tx, meeting, plan.questions, frozen.state, named);
    const snapshots = [...frozen.state.values()].map(({ snapshot }) => snapshot.hash);
    const detail = {
      communityId: community.id,
      rulesOfProcedureId: meeting.rulesOfProcedureId,
      questions: questions.map((each) => each.id),
      snapshots,
    };
    await appendAudit(tx, context, { action: 'conveneMeeting', subject: meeting.id, detail }, now);
    await appendToOutbox(tx, result.events, now);
    return accept(meeting);
  });
}

/** What the questions name, as far as it is known here. */
async function known(tx: EntityManager, { communityId, questions }: MeetingPlan) {
  const buildings = await findBuildings(tx, communityId);
  const projects = new Map<string, KnownProject>();
  const companies = new Map<string, KnownCompany>();
  for (const { warrants } of questions) {
    if (warrants?.kind === 'ACCEPT_CONTENTS') {
      const project = await findKnownProject(tx, warrants.projectId);
      if (project) projects.set(project.id, project);
    } else if (warrants?.kind === 'HIRE') {
      const company = await findKnownCompany(tx, warrants.companyId);
      if (company) companies.set(company.id, company);
    }
  }
  const inBuildings = questions.some(({ scope }) => scope === 'ZONE')
    ? null
    : questions.flatMap(({ buildingIds }) => buildingIds);
  return {
    buildings: new Set<string>(buildings.map((building) => building.id)),
    projects,
    companies,
    homesInvented: await anyInvented(tx, communityId, inBuildings),
  };
}

/** Behind the community's row, by which one meeting of it is convened after the other. */
async function findAsked(tx: EntityManager, communityId: Id<'com'>): Promise<readonly AskedQuestion[]> {
  const meetings = await findMeetingsOf(tx, [communityId]);
  const questions = await findQuestionsOf(
    tx,
    meetings.filter(({ withdrawnAt }) => withdrawnAt === null).map(({ id }) => id),
  );
  const uncounted = questions.filter(({ status }) => status !== 'COUNTED');
  const snapshots = await findSnapshots(
    tx,
    uncounted.map(({ snapshotId }) => snapshotId),
  );
  const buildingsOf = (snapshotId: string) => snapshots.find(({ id }) => id === snapshotId)!.buildingIds;
  return uncounted.map((question) => ({ ...question, buildingIds: buildingsOf(question.snapshotId) }));
}

interface Frozen {
  readonly snapshot: ElectorateSnapshot;
  readonly electorate: Electorate;
}

const scopeOf = ({ buildingIds }: Pick<QuestionPlan, 'buildingIds'>) => buildingIds.toSorted().join(' ');

/** One snapshot for each scope, whatever the order in which its buildings are named (REG-7). */
async function freeze(
  tx: EntityManager,
  meeting: AssemblyMeeting,
  questions: readonly QuestionPlan[],
  stalls: MeetingRules['stalls'],
  takenAt: Instant,
) {
  const frozen = new Map<string, Frozen>();
  for (const question of questions) {
    if (frozen.has(scopeOf(question))) continue;
    const { scope } = question;
    const buildingIds = question.buildingIds.toSorted();
    const roll = await loadRollUnits(tx, meeting.communityId, scope === 'ZONE' ? null : buildingIds, stalls);
    const result = freezeElectorate(roll);
    if (!result.accepted) return result;

    const electorate = result.state;
    const snapshot: ElectorateSnapshot = {
      id: newId('snp'),
      meetingId: meeting.id,
      scope,
      buildingIds,
      takenAt,
      units: electorate.units.length,
      ...electorate.entitled,
      stallsAreaDm2: roll.reduce((sum, { isStall, areaDm2 }) => sum + (isStall ? areaDm2! : 0), 0),
      hash: createHash('sha256').update(canonicalText(electorate)).digest('hex'),
    };
    frozen.set(scopeOf(question), { snapshot, electorate });
  }
  return { accepted: true as const, state: frozen };
}

async function store(
  tx: EntityManager,
  { id: meetingId, communityId, divisionCode, noticedAt, opensAt, closesAt, synthetic }: AssemblyMeeting,
  plans: readonly QuestionPlan[],
  frozen: ReadonlyMap<string, Frozen>,
  named: Parameters<typeof namesInvented>[1],
): Promise<readonly Question[]> {
  for (const { snapshot, electorate } of frozen.values()) await insertSnapshot(tx, snapshot, electorate);

  const of = (plan: QuestionPlan) => frozen.get(scopeOf(plan))!;
  const questions = plans.map((plan, i): Question => {
    const { title, matter, mixedWith, warrants } = plan;
    return {
      id: newId('que'),
      version: 1,
      meetingId,
      communityId,
      divisionCode,
      snapshotId: of(plan).snapshot.id,
      number: i + 1,
      title,
      matter,
      mixedWith,
      warrants: warrants!,
      opensAt,
      closesAt,
      synthetic: synthetic || namesInvented(warrants!, named),
      status: 'OPEN',
    };
  });
  await insertQuestions(tx, questions);
  await openBoxes(
    tx,
    questions.map(({ id }) => id),
  );
  await insertHeadStandings(
    tx,
    questions.flatMap(({ id: questionId }, i) =>
      of(plans[i]!).electorate.heads.map(({ headKey, areaDm2 }) => ({
        questionId,
        headKey,
        areaDm2,
        state: 'MISSING' as const,
        ballotId: null,
        choice: null,
        acts: 0,
      })),
    ),
  );
  for (const { id: subject } of questions)
    await setTimer(tx, {
      name: 'voting-end',
      subject,
      rule: 'GOV-MEET-3',
      startedAt: noticedAt,
      dueAt: closesAt,
    });
  return questions;
}
