import type { TimerHandlers } from '@anju/runtime/timers';

/** What happens by itself once it falls due, by the timer's name. */
export const timers: TimerHandlers = {};
