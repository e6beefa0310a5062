import type { ContentCode } from '@anju/rulebook/content';
import { type Refusal, refuse } from '@anju/values/decision';
import type { Fen } from '@anju/values/money';

/** So much for these kinds of work alone. */
interface Allocation {
  readonly contentCodes: readonly ContentCode[];
  readonly amountFen: Fen;
}

/** What the project of a job was allocated of the kind of money that pays for the job. */
export interface ProjectMoney {
  readonly allocations: readonly Allocation[];
  /** What its jobs have applied for, by kind of work. */
  readonly applied: ReadonlyMap<ContentCode, Fen>;
}

export type AllocationRefusalCode = 'CONTENT_NOT_ALLOCATED' | 'BEYOND_ALLOCATION';

/** Why a project's money does not pay for this kind of work; null if some of it does (FUND-8). */
export function whyNotAllocated(
  allocations: readonly Allocation[],
  contentCode: ContentCode,
): Refusal<'CONTENT_NOT_ALLOCATED'> | null {
  if (allocations.some(({ contentCodes }) => contentCodes.includes(contentCode))) return null;
  const allowed = [...new Set(allocations.flatMap(({ contentCodes }) => contentCodes))].join(', ') || '—';
  return refuse('CONTENT_NOT_ALLOCATED', 'FUND-8', { detail: { contentCode, allowed } }).refusal;
}

/** Why a project's money does not pay so much more for this kind of work; null if it does (FUND-8). */
export function whyBeyondAllocation(
  { allocations, applied }: ProjectMoney,
  contentCode: ContentCode,
  amountFen: Fen,
): Refusal<AllocationRefusalCode> | null {
  const notAllocated = whyNotAllocated(allocations, contentCode);
  if (notAllocated) return notAllocated;
  const appliedFen = applied.get(contentCode) ?? 0;
  const withThis = new Map([...applied, [contentCode, appliedFen + amountFen]]);
  // What went beyond before there was a limit stands in nobody's way.
  const overFen = uncovered(allocations, withThis) - uncovered(allocations, applied);
  if (overFen <= 0) return null;
  const allocatedFen = allocations
    .filter(({ contentCodes }) => contentCodes.includes(contentCode))
    .reduce((sofar, allocation) => sofar + allocation.amountFen, 0);
  const detail = { contentCode, allocatedFen, appliedFen, amountFen, overFen };
  return refuse('BEYOND_ALLOCATION', 'FUND-8', { detail }).refusal;
}

/** A kind of work takes from an allocation, and what took that before has to find as much elsewhere by the step before. */
interface Step {
  readonly code: ContentCode;
  readonly at: number;
  readonly before: Step | null;
}

/** What remains unpaid however the allocations are divided among these kinds of work: the wants less their maximum flow. */
function uncovered(allocations: readonly Allocation[], wanted: ReadonlyMap<ContentCode, Fen>): Fen {
  const left = allocations.map(({ amountFen }) => amountFen);
  const taken = allocations.map(() => new Map<ContentCode, Fen>());
  const takenBy = (code: ContentCode, at: number): Fen => taken[at]!.get(code) ?? 0;
  let uncoveredFen = 0;
  for (const [wants, wantedFen] of wanted) {
    let openFen = wantedFen;
    for (let last; openFen > 0 && (last = shortestWay(wants));) {
      const steps = stepsTo(last);
      const movable = steps.flatMap(({ code, before }) => (before ? [takenBy(code, before.at)] : []));
      const fen = Math.min(openFen, left[last.at]!, ...movable);
      left[last.at]! -= fen;
      for (const { code, at, before } of steps) {
        taken[at]!.set(code, takenBy(code, at) + fen);
        if (before) taken[before.at]!.set(code, takenBy(code, before.at) - fen);
      }
      openFen -= fen;
    }
    uncoveredFen += openFen;
  }
  return uncoveredFen;

  /** The last of the fewest steps to an allocation with money left. */
  function shortestWay(wants: ContentCode): Step | null {
    const seen = new Set<number>();
    const queue: { code: ContentCode; before: Step | null }[] = [{ code: wants, before: null }];
    for (const { code, before } of queue)
      for (const [at, { contentCodes }] of allocations.entries()) {
        if (seen.has(at) || !contentCodes.includes(code)) continue;
        seen.add(at);
        const step = { code, at, before };
        if (left[at]! > 0) return step;
        for (const [other, fen] of taken[at]!) if (fen > 0) queue.push({ code: other, before: step });
      }
    return null;
  }
}

const stepsTo = (step: Step | null): Step[] => (step ? [...stepsTo(step.before), step] : []);
