import { mayBecome, projectPath, projectStates, type ProjectState } from './project-state';

test('[PROJ-1] a project takes one step at a time and none back', () => {
  expect(mayBecome('PROPOSED', 'LISTED')).toBe(true);
  expect(mayBecome('LISTED', 'APPROVED')).toBe(true);
  expect(mayBecome('PROPOSED', 'APPROVED')).toBe(false);
  expect(mayBecome('APPROVED', 'LISTED')).toBe(false);
  expect(projectStates.some((to) => mayBecome('CLOSED', to))).toBe(false);
});

test.each<ProjectState>(['PAUSED', 'CANCELLED'])('[PROJ-1] %s only before ACCEPTED', (to) => {
  expect(projectPath.filter((from) => mayBecome(from, to)).at(-1)).toBe('COMPLETED');
  expect(mayBecome('PROPOSED', to)).toBe(true);
  expect(mayBecome('ACCEPTED', to)).toBe(false);
});

test('[PROJ-1] what is paused may be cancelled, and what is cancelled stays so', () => {
  expect(mayBecome('PAUSED', 'CANCELLED')).toBe(true);
  expect(projectStates.some((to) => mayBecome('CANCELLED', to))).toBe(false);
});
