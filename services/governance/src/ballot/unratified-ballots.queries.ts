import type { Page } from '@anju/runtime/connection';
import { type EntityManager, In } from 'typeorm';
import { firstBelowEach } from '../first-below-each.queries';
import type { QuestionId } from '../question/question';
import type { Ballot, BallotId } from './ballot';
import { andWhyNot, BallotTable, isVoid } from './ballot.table';

/** A paper with what of it counts nothing until its owner ratifies it (GOV-MEET-4). */
export interface UnratifiedBallot extends Pick<Ballot, 'id' | 'ownerId' | 'formNumber' | 'receivedAt'> {
  readonly answers: readonly UnratifiedAnswer[];
}

export interface UnratifiedAnswer {
  readonly questionId: QuestionId;
  readonly because: 'UNAUTHORISED' | 'AGAINST_INSTRUCTION' | 'PROXY_ENDED';
}

/** Answers of `ballot` that `ratifyBallot` would take: it refuses what is counted, sold, or came after a death. */
const waiting = `
  ballot_answer answer ${andWhyNot}
  JOIN question ON question.id = answer.questionId
 WHERE answer.ballotId = ballot.id AND answer.choice <> 'INVALID' AND ${isVoid}
   AND question.status <> 'COUNTED'
   AND NOT EXISTS (SELECT 1 FROM co_owner_act act
                    WHERE act.questionId = answer.questionId AND act.headKey = answer.headKey
                      AND act.kind = 'SALE' AND act.ownerId <> ballot.ownerId
                      AND NOT EXISTS (SELECT 1 FROM co_owner_act undone
                                       WHERE undone.questionId = act.questionId AND undone.headKey = act.headKey
                                         AND undone.kind = 'SALE_VOIDED' AND undone.sequence > act.sequence))
   AND NOT EXISTS (SELECT 1 FROM proxy
                    WHERE proxy.id = ballot.proxyId AND proxy.endedBecause = 'DIED'
                      AND ballot.receivedAt >= proxy.recalledAt)`;

/** The first papers behind a place of each of some meetings, one more than `limit` where there are more. */
export async function firstUnratifiedOfEach(
  read: EntityManager,
  meetingIds: readonly string[],
  { afterKey, limit }: Page,
): Promise<ReadonlyMap<string, readonly UnratifiedBallot[]>> {
  const byAgents = '(ballot.proxyId IS NOT NULL OR ballot.agentKey IS NOT NULL)';
  const where = `ballot.meetingId = ? AND ${byAgents} AND EXISTS (SELECT 1 FROM ${waiting})`;
  const idsOf = await firstBelowEach<BallotId>(
    read,
    { table: 'ballot', key: 'ballot.id', where },
    new Map(meetingIds.map((id) => [id, id])),
    { after: (afterKey ?? '') as BallotId, limit },
  );
  const ids = [...idsOf.values()].flat();
  const ballots = await read.findBy(BallotTable, { id: In(ids) });
  const answers = await findWaiting(read, ids);
  const seen = new Map(ballots.map((ballot) => [ballot.id, { ...ballot, answers: answers.get(ballot.id)! }]));
  return new Map([...idsOf].map(([meetingId, own]) => [meetingId, own.map((id) => seen.get(id)!)]));
}

/** What waits of each of these papers, in its order: once for a question, however many heads of its owner it speaks for. */
async function findWaiting(read: EntityManager, ballotIds: readonly BallotId[]) {
  const byBallot = new Map<BallotId, UnratifiedAnswer[]>(ballotIds.map((id) => [id, []]));
  if (ballotIds.length === 0) return byBallot;

  const rows: (UnratifiedAnswer & { ballotId: BallotId })[] = await read.query(
    `SELECT DISTINCT ballot.id AS ballotId, question.number AS number, question.id AS questionId,
            COALESCE(answer.invalidBecause, 'PROXY_ENDED') AS because
       FROM ballot, ${waiting} AND ballot.id IN (${ballotIds.map(() => '?').join(', ')})
      ORDER BY question.number`,
    [...ballotIds],
  );
  for (const { ballotId, questionId, because } of rows) byBallot.get(ballotId)!.push({ questionId, because });
  return byBallot;
}
