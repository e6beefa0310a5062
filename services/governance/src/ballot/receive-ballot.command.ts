import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { accept } from '@anju/values/decision';
import { newId } from '@anju/values/id';
import type { Instant } from '@anju/values/time';
import type { EntityManager } from 'typeorm';
import type { AssemblyMeeting } from '../assembly-meeting/assembly-meeting';
import { findElectors } from '../electorate-snapshot/electorate-snapshot.table';
import { lockProxy, updateProxy } from '../proxy/proxy.table';
import { rulesOf } from '../question/closing-rules';
import { findQuestionsOf } from '../question/question.table';
import { type Paper, receiveBallot as decide } from './ballot';
import { insertAnswers, insertBallot, isFormUsed } from './ballot.table';
import { storeStandings, takeActs } from './head-acts.command';

/** An online and a paper ballot alike: the ballot is kept, and each head's standing follows from all it did. */
export async function receiveBallot(
  tx: EntityManager,
  context: Context,
  meeting: AssemblyMeeting,
  paper: Paper,
  action: 'castBallot' | 'enterPaperBallot',
  now: Instant,
) {
  const { ownerId, formNumber, proxyId } = paper;
  const questions = await findQuestionsOf(tx, [meeting.id]);
  const electors = await findElectors(tx, ownerId, [...new Set(questions.map((each) => each.snapshotId))]);
  const headsOn = (questionId: string) => {
    const { snapshotId } = questions.find(({ id }) => id === questionId)!;
    return electors.filter((elector) => elector.snapshotId === snapshotId).map(({ headKey }) => headKey);
  };
  const proxy = proxyId ? await lockProxy(tx, proxyId) : null;
  const isOwners = proxy?.ownerId === ownerId && proxy.meetingId === meeting.id;
  const profile = rulesOf(meeting);
  const result = decide(paper, {
    ballotId: newId('bal'),
    questions,
    entitledTo: new Set(questions.map(({ id }) => id).filter((id) => headsOn(id).length > 0)),
    proxy: isOwners ? proxy : null,
    formNumberUsed: formNumber !== null && (await isFormUsed(tx, meeting.id, formNumber)),
    profile,
    now,
  });
  if (!result.accepted) return result;

  const { ballot, answers } = result.state;
  const { id: ballotId, receivedAt } = ballot;
  const acts = answers.flatMap(({ questionId, choice, invalidBecause }) =>
    headsOn(questionId).map((headKey) => ({
      questionId,
      headKey,
      invalidBecause,
      act: { kind: 'VOTE', ownerId, receivedAt, ballotId, choice, inPerson: proxyId === null } as const,
    })),
  );
  const moved = await takeActs(tx, acts, profile);
  await insertBallot(tx, ballot);
  await insertAnswers(
    tx,
    acts.map(({ act, ...answer }, i) => ({
      ...answer,
      ballotId,
      choice: act.choice,
      sequence: moved[i]!.moved.sequence,
    })),
  );
  await storeStandings(tx, moved);
  // Written, so that of an agent's paper and the recall one comes first.
  if (proxy) await updateProxy(tx, proxy);
  // Not what was answered: the trail says that somebody voted, never how (PRIV-1).
  const detail = { meetingId: meeting.id, channel: ballot.channel, formNumber, proxyId, ownerId };
  await appendAudit(tx, context, { action, subject: ballotId, detail }, now);
  return accept(ballot);
}
