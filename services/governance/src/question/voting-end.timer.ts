import type { TimerHandlers } from '@anju/runtime/timers';
import { closeBoxes } from '../ballot/ballot-box.table';
import { endVoting, type QuestionId } from './question';
import { lockQuestion, updateQuestion } from './question.table';

/** Voting ends by itself. A ballot that comes before this has rung is refused by its time (GOV-MEET-3). */
export const votingEnd: TimerHandlers = {
  'voting-end': async (tx, { subject }) => {
    const question = await lockQuestion(tx, subject as QuestionId);
    const ended = question && endVoting(question);
    if (!ended) return;
    await updateQuestion(tx, ended);
    await closeBoxes(tx, ended.id);
  },
};
