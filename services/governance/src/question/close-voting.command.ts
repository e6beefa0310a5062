import { createHash } from 'node:crypto';
import { canonicalBallots } from '@anju/rulebook/canonical-ballots';
import { profileAt } from '@anju/rulebook/rule-profile';
import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { appendToOutbox } from '@anju/runtime/outbox';
import { endTimer, setTimer } from '@anju/runtime/timers';
import { Conflict } from '@anju/runtime/transaction';
import { accept, refuse } from '@anju/values/decision';
import { newId } from '@anju/values/id';
import { dateOf, endOfDay } from '@anju/values/time';
import { mayActIn } from '../assembly-meeting/may-act.queries';
import { findMeeting } from '../assembly-meeting/assembly-meeting.table';
import { closeBoxes } from '../ballot/ballot-box.table';
import { findAnswersOn } from '../ballot/ballot.table';
import { countHeads } from '../ballot/head-standing.table';
import { findSnapshots } from '../electorate-snapshot/electorate-snapshot.table';
import { findWaitingForms } from '../handed-in-form/handed-in-form.table';
import { sealEvidence } from '../evidence/seal-evidence.command';
import { findCommittee } from '../owners-committee/owners-committee.table';
import { decide } from '../owners-decision/count-decision';
import { insertDecision } from '../owners-decision/owners-decision.table';
import { findProxiesOf } from '../proxy/proxy.table';
import { rulesOf } from './closing-rules';
import { count, type QuestionId } from './question';
import { lockQuestion, updateQuestion } from './question.table';

/** How many forms that wait are named to whoever would count. */
const mostNamed = 5;

const roles = ['OWNERS_COMMITTEE', 'RESIDENTS_COMMITTEE', 'SUBDISTRICT_OFFICE'] as const;

/** Closes every box of the question, and only then counts and seals: no ballot is under way any more. */
export function closeVoting(context: Context, key: string, questionId: QuestionId) {
  const { clock, holidays } = context;
  const request = { caller: context, key, operation: 'closeVoting', input: { questionId } };
  return once(context, request, async (tx) => {
    const question = await lockQuestion(tx, questionId);
    if (!question) return refuse('QUESTION_NOT_FOUND');

    const now = clock();
    const today = dateOf(now);
    const { divisionCode, meetingId, snapshotId } = question;
    if (!(await mayActIn(tx, context, question, roles, today))) return refuse('NOT_IN_SCOPE', 'GOV-COM-5');
    const counted = count(question, await findWaitingForms(tx, meetingId, mostNamed), now);
    if (!counted.accepted) return counted;

    await closeBoxes(tx, questionId);
    // The entry of a form may have been voided in the last moment.
    if ((await findWaitingForms(tx, meetingId, 1)).length > 0) throw new Conflict('A form waits since');
    const answers = await findAnswersOn(tx, questionId);
    const proxies = await findProxiesOf(tx, meetingId);
    const [snapshot] = await findSnapshots(tx, [snapshotId]);
    const meeting = (await findMeeting(tx, meetingId))!;
    const profile = rulesOf(question);
    const result = decide(question, {
      decisionId: newId('dec'),
      snapshot: snapshot!,
      count: (await countHeads(tx, [questionId])).get(questionId)!,
      ballots: {
        number: ballotsAmong(answers.filter(({ choice }) => choice !== 'VOIDED')),
        voided: ballotsAmong(answers.filter(({ choice }) => choice === 'VOIDED')),
        hash: createHash('sha256').update(canonicalBallots(answers)).digest('hex'),
      },
      proxies: proxies.filter(({ questionIds }) => questionIds.includes(questionId)).length,
      profile,
      profileToday: profileAt(divisionCode, today),
      termUntil: (await findCommittee(tx, meeting.committeeId))!.termUntil,
      synthetic: question.synthetic,
      holidays: holidays(),
      now,
    });
    if (!result.accepted) return result;

    const { decision, postBy } = result.state;
    const { id: subject, outcome, turnout, ballotsHash } = decision;
    await updateQuestion(tx, counted.state);
    await insertDecision(tx, decision);
    await sealEvidence(tx, context, question, { decision, answers, profile });
    await endTimer(tx, { name: 'voting-end', subject: questionId });
    // Watched by people: nothing happens by itself where a decision is not posted in time (GOV-MEET-6).
    await setTimer(tx, {
      name: 'decision-posting',
      subject,
      rule: 'GOV-MEET-6',
      startedAt: now,
      dueAt: endOfDay(postBy),
    });
    await appendToOutbox(tx, result.events, now);
    const detail = { decisionId: subject, outcome, turnout, ballotsHash };
    await appendAudit(tx, context, { action: 'closeVoting', subject: questionId, detail }, now);
    return accept(counted.state);
  });
}

const ballotsAmong = (answers: readonly { readonly ballotId: string }[]): number =>
  new Set(answers.map(({ ballotId }) => ballotId)).size;
