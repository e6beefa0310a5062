import { oldCommunityScope } from './old-community';
import { profileAt } from './rule-profile';

const { scope } = profileAt('140502', '2022-06-06');

test('[REG-9] completed on the last day of 2000 is in, a day later is out', () => {
  expect(oldCommunityScope('2000-12-31', scope)).toBe('IN');
  expect(oldCommunityScope('2001-01-01', scope)).toBe('OUT');
});

test('[REG-9] the year is enough where it decides', () => {
  expect(oldCommunityScope(2000, scope)).toBe('IN');
  expect(oldCommunityScope(2001, scope)).toBe('OUT');
});

test('[REG-9] without a year nothing is known', () => {
  expect(oldCommunityScope(null, scope)).toBe('UNKNOWN');
});

test('[REG-9] a reserve to the end of 2005, if the profile keeps one', () => {
  const reserving = { ...scope, reserve: true };
  expect(oldCommunityScope('2000-12-31', reserving)).toBe('IN');
  expect(oldCommunityScope(2001, reserving)).toBe('RESERVE');
  expect(oldCommunityScope('2005-12-31', reserving)).toBe('RESERVE');
  expect(oldCommunityScope('2006-01-01', reserving)).toBe('OUT');
});

test('[REG-9] a year that a local last day divides does not decide', () => {
  expect(oldCommunityScope(2000, { ...scope, completedBy: '2000-06-30' })).toBe('UNKNOWN');
  expect(oldCommunityScope(2000, { ...scope, completedBy: '2000-01-01' })).toBe('UNKNOWN');
  expect(oldCommunityScope(2005, { ...scope, reserve: true, reserveCompletedBy: '2005-06-30' })).toBe(
    'UNKNOWN',
  );
});
