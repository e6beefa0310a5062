import type { Fault } from './fault';
import { killEmbedded } from './faults/kill-embedded';

/** In the order in which they run. */
export const faults: readonly Fault[] = [killEmbedded];
