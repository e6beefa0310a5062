import type { TimerHandlers } from '@anju/runtime/timers';

/** What happens by itself once it falls due. Funding's deadlines are people's to meet, so nothing does. */
export const timers: TimerHandlers = {};
