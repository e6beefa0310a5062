import type { MeetingRules } from '@anju/rulebook/thresholds';
import { choiceOf, type HeadAct, type HeadStanding, standingOf } from '@anju/rulebook/standing';
import type { Choice } from '@anju/rulebook/tally';

type Vote = Extract<HeadAct, { kind: 'VOTE' }>;

/** An act before it has its place among its head's. */
export type NewAct = Omit<Vote, 'sequence'> | Omit<Exclude<HeadAct, Vote>, 'sequence'>;

/** What a head's row says after one more act. */
export interface Moved {
  readonly before: HeadStanding;
  readonly after: HeadStanding;
  readonly choice: Choice | null;
  readonly sequence: number;
}

/** Adds an act to those of its head; `acts` are all there were. */
export function act(
  acts: readonly HeadAct[],
  added: NewAct,
  ballotChange: MeetingRules['ballotChange'],
): Moved {
  const sequence = acts.length + 1;
  const all: HeadAct[] = [...acts, { ...added, sequence } as HeadAct];
  const after = standingOf(all, ballotChange);
  return { before: standingOf(acts, ballotChange), after, choice: choiceOf(all, after), sequence };
}

/** Whether an act changed anything: an objection to nothing, or to the designated voter, does not (REG-4). */
export const changedAnything = ({ before, after }: Moved): boolean =>
  before.state !== after.state || before.live.join() !== after.live.join();
