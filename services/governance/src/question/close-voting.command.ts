import { profileAt } from '@anju/rulebook/rule-profile';
import { appendToOutbox } from '@anju/runtime/outbox';
import { transaction } from '@anju/runtime/transaction';
import { refuse } from '@anju/values/decision';
import { newId } from '@anju/values/id';
import { addSeconds, dateOf } from '@anju/values/time';
import { countBallots } from '../ballot/ballot.table';
import type { Deps } from '@anju/runtime/context';
import { insertDecision } from '../owners-decision/owners-decision.table';
import { closeVoting as decide, type QuestionId } from './question';
import { lockQuestion, updateQuestion } from './question.table';

/** Load, decide, save, tell: the shape of every command. */
export function closeVoting({ db, clock }: Deps, questionId: QuestionId) {
  return transaction(db, async (tx) => {
    const question = await lockQuestion(tx, questionId);
    if (!question) return refuse('QUESTION_NOT_FOUND');

    const now = clock();
    const result = decide(question, {
      decisionId: newId('dec'),
      count: await countBallots(tx, questionId),
      // The law of the day voting ended: whoever counts must not choose it by waiting (CONV-5).
      profile: profileAt(question.division, dateOf(addSeconds(question.votingEndsAt, -1))),
      now,
    });
    if (!result.accepted) return result;

    await updateQuestion(tx, result.state.question);
    await insertDecision(tx, result.state.decision);
    await appendToOutbox(tx, result.events, now);
    return result;
  });
}
