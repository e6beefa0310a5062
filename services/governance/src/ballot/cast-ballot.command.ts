import { transaction } from '@anju/runtime/transaction';
import { refuse } from '@anju/values/decision';
import { newId } from '@anju/values/id';
import type { Deps } from '@anju/runtime/context';
import { isElector } from '../electorate-snapshot/electorate-snapshot.table';
import { lockQuestion, updateQuestion } from '../question/question.table';
import { castBallot as decide, type Paper } from './ballot';
import { insertBallot } from './ballot.table';

/** Tells nobody: how an owner voted stays here. */
export function castBallot({ db, clock }: Deps, paper: Paper) {
  return transaction(db, async (tx) => {
    const question = await lockQuestion(tx, paper.questionId);
    if (!question) return refuse('QUESTION_NOT_FOUND');

    const result = decide(question, paper, {
      ballotId: newId('bal'),
      isElector: await isElector(tx, paper.questionId, paper.ownerId),
      now: clock(),
    });
    if (!result.accepted) return result;

    await updateQuestion(tx, result.state.question);
    await insertBallot(tx, result.state.ballot);
    return result;
  });
}
