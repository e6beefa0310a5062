import type { Id } from '@anju/values/id';
import type { RuleId } from '@anju/values/rule-id';
import type { Instant } from '@anju/values/time';
import { EntitySchema } from 'typeorm';
import { idColumn, instantColumn, wordColumn } from './columns';

/** Something that falls due: a window's end, a notice period, a duty's last day (OVR-3). */
export interface Timer {
  readonly id: Id<'tmr'>;
  /** What it is for, such as `objection-window`; one of a name for each subject. */
  readonly name: string;
  /** The id of what it is about. */
  readonly subject: string;
  /** The rule that sets it. */
  readonly rule: RuleId | null;
  readonly startedAt: Instant;
  readonly dueAt: Instant;
  readonly state: 'WAITING' | 'DONE' | 'CANCELLED';
}

export const TimerTable = new EntitySchema<Timer>({
  name: 'timer',
  columns: {
    id: { ...idColumn, primary: true },
    name: wordColumn,
    subject: idColumn,
    rule: { ...wordColumn, nullable: true },
    startedAt: instantColumn,
    dueAt: instantColumn,
    state: wordColumn,
  },
  indices: [
    { name: 'timer_subject', columns: ['subject', 'name'], unique: true },
    { name: 'timer_due', columns: ['state', 'dueAt'] },
  ],
});
