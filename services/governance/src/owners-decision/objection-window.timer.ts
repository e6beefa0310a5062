import { appendToOutbox } from '@anju/runtime/outbox';
import type { TimerHandlers } from '@anju/runtime/timers';
import { endWindow } from './objection-window';
import type { OwnersDecisionId } from './owners-decision';
import { lockDecision, updateDecision } from './owners-decision.table';

/** With no objection open, what was adopted takes effect; with one open, the last answer does it (GOV-VOTE-12). */
export const objectionWindow: TimerHandlers = {
  'objection-window': async (tx, { subject }, now) => {
    const decision = await lockDecision(tx, subject as OwnersDecisionId);
    if (!decision) throw new Error(`No decision ${subject}`);
    const { state, events } = endWindow(decision, now);
    if (events.length === 0) return;
    await updateDecision(tx, state);
    await appendToOutbox(tx, events, now);
  },
};
