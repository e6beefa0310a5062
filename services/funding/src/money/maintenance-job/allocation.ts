import type { ContentCode } from '@anju/rulebook/content';
import type { ProjectState } from '@anju/rulebook/project-state';
import { type Refusal, refuse } from '@anju/values/decision';
import type { Fen } from '@anju/values/money';
import { spreadMoney } from '../../spread-money';

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

/** Why nothing more is done for a project; null while it is not given up, and for a job of its own (PROJ-1). */
export const whyGivenUp = (
  project: { readonly state: ProjectState } | null,
): Refusal<'PROJECT_CANCELLED'> | null =>
  project?.state === 'CANCELLED' ? refuse('PROJECT_CANCELLED', 'PROJ-1').refusal : null;

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
  const detail = { contentCode, allocatedFen, appliedFen, amountFen, leftFen: amountFen - overFen, overFen };
  return refuse('BEYOND_ALLOCATION', 'FUND-8', { detail }).refusal;
}

/** What remains unpaid however the allocations are divided among these kinds of work. */
const uncovered = (allocations: readonly Allocation[], wanted: ReadonlyMap<ContentCode, Fen>): Fen =>
  spreadMoney(
    allocations.map(({ contentCodes, amountFen }) => ({ amountFen, takers: new Set(contentCodes) })),
    wanted,
  ).unmetFen;
