import type { TimerHandlers } from '@anju/runtime/timers';
import { objectionWindow } from './owners-decision/objection-window.timer';
import { votingEnd } from './question/voting-end.timer';

/** What happens by itself once it falls due, by the timer's name. */
export const timers: TimerHandlers = { ...votingEnd, ...objectionWindow };
