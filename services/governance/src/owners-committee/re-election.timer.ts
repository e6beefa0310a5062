import type { RuleProfile } from '@anju/rulebook/rule-profile';
import { endTimer, setTimer } from '@anju/runtime/timers';
import { TimerTable } from '@anju/runtime/timer.table';
import { addMonths, endOfDay, type Instant } from '@anju/values/time';
import type { EntityManager } from 'typeorm';
import type { OwnersCommittee } from './owners-committee';

const name = 'committee-re-election';

interface Watching {
  readonly rulesOf: (committee: OwnersCommittee) => RuleProfile;
  readonly now: Instant;
}

/**
 * The last committee of a community is due for re-election, and of all before it that is done (GOV-COM-12). Watched by
 * people: who organises it is for them to see to. A deadline that is watched already keeps its beginning.
 */
export async function watchReElection(
  tx: EntityManager,
  committees: readonly OwnersCommittee[],
  { rulesOf, now }: Watching,
): Promise<void> {
  const last = committees.toSorted((a, b) => (a.termFrom < b.termFrom ? -1 : 1)).at(-1)!;
  for (const { id } of committees) if (id !== last.id) await endTimer(tx, { name, subject: id });

  const dueAt = endOfDay(addMonths(last.termUntil, -rulesOf(last).committee!.reElectionMonths));
  const watched = { name, subject: last.id, state: 'WAITING', dueAt } as const;
  if (await tx.existsBy(TimerTable, watched)) return;
  await setTimer(tx, { name, subject: last.id, rule: 'GOV-COM-12', startedAt: now, dueAt });
}
