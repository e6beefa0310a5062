import { z } from 'zod';

/** Where consumers ask; every service reads all of it and answers what is asked of itself. */
export const replayTopic = 'anju.replay-requests';

/**
 * What a consumer asks of a service whose events it lacks, or wants to hear once more. The service publishes
 * those events again with the ids they have, and whoever has them drops them.
 */
export const replayRequest = z.object({
  /** Who asks. */
  consumer: z.string().min(1).max(64),
  /** Of whom. */
  service: z.string().min(1).max(64),
  /** Of which aggregate; null for all. */
  subject: z.string().min(1).max(64).nullable(),
  /** From which place in the line of each aggregate on. */
  fromSequence: z.int().min(1),
});

export type ReplayRequest = z.output<typeof replayRequest>;
