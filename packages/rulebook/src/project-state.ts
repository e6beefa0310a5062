import type { RuleId } from '@anju/values/rule-id';

/** The life of a project, in order (PROJ-1). */
export const projectPath = [
  'PROPOSED',
  'LISTED',
  'APPROVED',
  'TENDERING',
  'STARTED',
  'COMPLETED',
  'ACCEPTED',
  'HANDED_OVER',
  'EVALUATED',
  'CLOSED',
] as const;

/** From any state before ACCEPTED a project may be paused or cancelled, with a reason (PROJ-1). */
export const projectStates = [...projectPath, 'PAUSED', 'CANCELLED'] as const;

export type ProjectState = (typeof projectStates)[number];

/** What must be shown before a project enters a state (PROJ-1). */
export const projectGates = {
  LISTED: ['HOUSEHOLD_CONSENT'],
  STARTED: ['OWNERS_DECISION', 'UTILITY_PLANS', 'FIRST_TRANCHE', 'CONSTRUCTION_PERMIT'],
  ACCEPTED: ['JOINT_ACCEPTANCE'],
} as const satisfies Partial<Record<ProjectState, readonly string[]>>;

export type ProjectGate = (typeof projectGates)[keyof typeof projectGates][number];

/** The rule each gate rests on. */
export const ruleOfGate = {
  HOUSEHOLD_CONSENT: 'PART-3',
  OWNERS_DECISION: 'PART-4',
  UTILITY_PLANS: 'UTIL-2',
  FIRST_TRANCHE: 'PROJ-1',
  CONSTRUCTION_PERMIT: 'PROJ-1',
  JOINT_ACCEPTANCE: 'PROJ-3',
} as const satisfies Record<ProjectGate, RuleId>;

/** True for the next state on the path, and for a pause or an end before ACCEPTED; gates come on top (PROJ-1). */
export function mayBecome(from: ProjectState, to: ProjectState): boolean {
  const at = projectPath.findIndex((state) => state === from);
  if (at < 0) return from === 'PAUSED' && to === 'CANCELLED';
  if (to === 'PAUSED' || to === 'CANCELLED') return at < projectPath.indexOf('ACCEPTED');
  return projectPath[at + 1] === to;
}
