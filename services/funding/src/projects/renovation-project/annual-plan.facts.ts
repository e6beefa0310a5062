import type { ProjectState } from '@anju/rulebook/project-state';

/** Not yet in an annual plan, or given up: the money of these projects is on no board (FUND-1). */
export const outsideThePlan: readonly ProjectState[] = ['PROPOSED', 'CANCELLED'];
