import { count as countOf } from '@anju/rulebook/count.builder';
import type { MatterType } from '@anju/rulebook/matter';
import { profileAt } from '@anju/rulebook/rule-profile';
import { turnoutOf } from '@anju/rulebook/tally';
import type { CalendarDate, Instant } from '@anju/values/time';
import { count, endVoting, majorityOf, type QuestionStatus, standOf, statusOf, wasOpen } from './question';
import { rulesOf } from './closing-rules';
import { aQuestion } from './question.builder';
import { fits } from './warrants';

const stand = (
  votes: Parameters<typeof countOf>[0],
  differing: { matter?: MatterType; mixedWith?: MatterType; on?: CalendarDate; status?: QuestionStatus } = {},
) => {
  const { on = '2022-07-15', status = 'OPEN', ...question } = differing;
  return standOf(aQuestion(question), turnoutOf(countOf(votes)), profileAt('140502', on), status);
};

test('[GOV-MEET-3] ballots are taken from opensAt on, and until closesAt, which is not in it', () => {
  const at = (now: string, status: 'OPEN' | 'VOTING_OVER' | 'COUNTED' = 'OPEN') =>
    statusOf(aQuestion({ status }), now as never);

  expect(at('2022-07-04T15:59:59.999Z')).toBe('NOTICED');
  expect(at('2022-07-04T16:00:00.000Z')).toBe('OPEN');
  expect(at('2022-07-15T15:59:59.999Z')).toBe('OPEN');
  expect(at('2022-07-15T16:00:00.000Z')).toBe('VOTING_OVER');
  expect(at('2022-07-06T00:00:00.000Z', 'VOTING_OVER')).toBe('VOTING_OVER');
  expect(at('2022-07-06T00:00:00.000Z', 'COUNTED')).toBe('COUNTED');
});

test('[GOV-MEET-3] a paper that came at a moment that is past came in time from opensAt on, and before closesAt', () => {
  const cameAt = (at: Instant) => wasOpen(aQuestion({ status: 'VOTING_OVER' }), at);
  expect(cameAt('2022-07-04T15:59:59.999Z')).toBe(false);
  expect(cameAt('2022-07-04T16:00:00.000Z')).toBe(true);
  expect(cameAt('2022-07-15T15:59:59.999Z')).toBe(true);
  expect(cameAt('2022-07-15T16:00:00.000Z')).toBe(false);
});

test('[GOV-MEET-3] it is counted once, and not while voting is open', () => {
  const over = '2022-07-15T16:00:00.000Z';
  expect(count(aQuestion(), [], '2022-07-15T15:59:59.999Z')).toMatchObject({
    refusal: { code: 'VOTING_NOT_OVER', rule: 'GOV-MEET-3' },
  });
  expect(count(aQuestion(), [], '2022-07-01T00:00:00.000Z')).toMatchObject({ accepted: false });
  expect(count(aQuestion(), [], over)).toMatchObject({ state: { status: 'COUNTED' } });
  expect(count(aQuestion({ status: 'VOTING_OVER' }), [], over)).toMatchObject({
    state: { status: 'COUNTED' },
  });
  expect(count(aQuestion({ status: 'COUNTED' }), [], over)).toMatchObject({
    refusal: { code: 'ALREADY_COUNTED', rule: 'GOV-VOTE-10' },
  });
});

test('[GOV-VOTE-13] it is not counted while a form that was handed in waits', () => {
  const over = '2022-07-15T16:00:00.000Z';
  expect(count(aQuestion(), ['F-1', 'F-2'], over)).toMatchObject({
    refusal: { code: 'FORMS_WAITING', rule: 'GOV-VOTE-13', detail: { formNumbers: 'F-1、F-2' } },
  });
  expect(count(aQuestion(), ['F-1'], '2022-07-15T15:59:59.999Z')).toMatchObject({
    refusal: { code: 'VOTING_NOT_OVER' },
  });
});

test('[GOV-MEET-3] the end of voting is noticed once', () => {
  expect(endVoting(aQuestion())).toMatchObject({ status: 'VOTING_OVER' });
  expect(endVoting(aQuestion({ status: 'VOTING_OVER' }))).toBeNull();
  expect(endVoting(aQuestion({ status: 'COUNTED' }))).toBeNull();
});

test('[GOV-MEET-3] one that was withdrawn stays so whatever the hour: it is not opened, ended or counted', () => {
  const withdrawn = aQuestion({ status: 'WITHDRAWN' });
  for (const now of ['2022-06-30T00:00:00.000Z', withdrawn.opensAt, withdrawn.closesAt] as const) {
    expect(statusOf(withdrawn, now)).toBe('WITHDRAWN');
    expect(count(withdrawn, [], now)).toMatchObject({ refusal: { code: 'MEETING_WITHDRAWN', rule: null } });
  }
  expect(endVoting(withdrawn)).toBeNull();
});

test('[GOV-VOTE-4] the matter fixes the majority, and of two mixed the stricter applies', () => {
  const rules = profileAt('140502', '2022-07-15');
  expect(majorityOf(aQuestion(), rules)).toBe('ORDINARY');
  expect(majorityOf(aQuestion({ matter: 'COMMON_PART_USE' }), rules)).toBe('SPECIAL');
  expect(majorityOf(aQuestion({ mixedWith: 'REBUILD_ALTER' }), rules)).toBe('SPECIAL');
  expect(majorityOf(aQuestion({ mixedWith: 'HIRE_MANAGER' }), rules)).toBe('ORDINARY');
});

test('[GOV-VOTE-1, GOV-VOTE-2] example: A, B and C of five carry an ordinary matter, A and G do not', () => {
  expect(stand({ yes: 'ABC', no: 'DG' }).verdict.outcome).toBe('ADOPTED');
  expect(stand({ yes: 'AG', no: 'BCD' }).verdict.outcome).toBe('TOO_FEW_IN_FAVOUR');
  expect(stand({ yes: 'ABCD' }).verdict.outcome).toBe('TOO_FEW_TOOK_PART');
});

test('[CONV-5] the same ballots under the law before 2021 are another verdict', () => {
  const votes = { yes: 'ABC', no: 'DG' };
  expect(stand(votes, { on: '2020-12-31' }).verdict.outcome).toBe('TOO_FEW_IN_FAVOUR');
  expect(stand(votes, { on: '2021-01-01' }).verdict.outcome).toBe('ADOPTED');
});

test('[CONV-5, GOV-MEET-3] the closing date is that of the last moment before the end', () => {
  const rulesAt = (closesAt: Instant) => rulesOf({ divisionCode: '140502', closesAt }).id;
  // Midnight of New Year in China: the last moment is of the old year.
  expect(rulesAt('2020-12-31T16:00:00.000Z')).toBe('CN@2019-07-01');
  expect(rulesAt('2020-12-31T16:00:00.001Z')).toBe('CN-140500@2021-01-01');
});

test('[CONV-5] using the fund took two thirds of all before 2021', () => {
  const votes = { yes: 'ABCD', no: 'G' };
  const matter = 'USE_MAINTENANCE_FUND';
  expect(stand(votes, { matter, on: '2020-12-31' }).verdict.outcome).toBe('TOO_FEW_IN_FAVOUR');
  expect(stand(votes, { matter, on: '2021-01-01' }).verdict.outcome).toBe('ADOPTED');
});

test('[GOV-VOTE-14] example: a special matter with A to D for it is 7000 dm² short, which E alone brings', () => {
  const matter = 'REBUILD_ALTER';
  expect(stand({ yes: 'ABCD', no: 'G' }, { matter }).missing).toEqual({
    needed: { heads: 0, areaDm2: 7000 },
    state: 'IN_REACH',
  });
  expect(stand({ yes: 'ABCDE', no: 'G' }, { matter }).missing.state).toBe('NOTHING');
});

test('[GOV-VOTE-14] beyond those who have not voted it takes changed ballots, and after the close nothing helps', () => {
  const votes = { yes: 'A', no: 'BCDEG' };
  expect(stand(votes, { status: 'OPEN' }).missing.state).toBe('ONLY_BY_CHANGED_BALLOTS');
  expect(stand(votes, { status: 'NOTICED' }).missing.state).toBe('ONLY_BY_CHANGED_BALLOTS');
  expect(stand(votes, { status: 'VOTING_OVER' }).missing.state).toBe('OUT_OF_REACH');
  expect(stand(votes, { status: 'COUNTED' }).missing.state).toBe('OUT_OF_REACH');
});

test('[GOV-VOTE-14] those who have not voted could carry it while voting is open, and no longer', () => {
  const votes = { yes: 'ABC', no: 'G' };
  const needed = { heads: 1, areaDm2: 667 };
  for (const status of ['NOTICED', 'OPEN'] as const)
    expect(stand(votes, { status }).missing).toEqual({ needed, state: 'IN_REACH' });
  for (const status of ['VOTING_OVER', 'COUNTED', 'WITHDRAWN'] as const)
    expect(stand(votes, { status }).missing).toEqual({ needed, state: 'OUT_OF_REACH' });
  expect(stand({ yes: 'ABCD', no: 'G' }, { status: 'COUNTED' }).missing.state).toBe('NOTHING');
});

test('[GOV-VOTE-14] where the first ballot wins none can be changed', () => {
  const rules = profileAt('140502', '2022-07-15');
  const firstWins = { ...rules, meeting: { ...rules.meeting, ballotChange: 'FIRST_WINS' as const } };
  const turnout = turnoutOf(countOf({ yes: 'A', no: 'BCDEG' }));
  expect(standOf(aQuestion(), turnout, firstWins, 'OPEN').missing.state).toBe('OUT_OF_REACH');
});

const kinds = ['ACCEPT_CONTENTS', 'PAY', 'HIRE', 'NOTHING'] as const;

test.each([
  ['HIRE_MANAGER', ['HIRE']],
  ['USE_MAINTENANCE_FUND', ['PAY']],
  ['OTHER_MAJOR', ['ACCEPT_CONTENTS', 'NOTHING']],
  ['REBUILD_ALTER', ['ACCEPT_CONTENTS', 'NOTHING']],
  ['RAISE_MAINTENANCE_FUND', ['NOTHING']],
  ['COMMON_PART_USE', ['NOTHING']],
  ['ELECT_COMMITTEE', ['NOTHING']],
] as const)('[GOV-VOTE-4] %s may warrant %j', (matter, allowed) => {
  expect(kinds.filter((kind) => fits([matter], kind))).toEqual(allowed);
});

test.each([
  ['COMMON_PART_USE', 'OTHER_MAJOR', ['ACCEPT_CONTENTS', 'NOTHING']],
  ['REBUILD_ALTER', 'USE_MAINTENANCE_FUND', ['ACCEPT_CONTENTS', 'PAY']],
  ['COMMON_PART_USE', 'USE_MAINTENANCE_FUND', ['PAY']],
  ['HIRE_MANAGER', 'USE_MAINTENANCE_FUND', ['PAY', 'HIRE']],
  ['COMMON_PART_USE', 'RAISE_MAINTENANCE_FUND', ['NOTHING']],
] as const)(
  '[GOV-VOTE-4] %s and %s mixed, whichever is named first, may warrant %j',
  (one, other, allowed) => {
    expect(kinds.filter((kind) => fits([one, other], kind))).toEqual(allowed);
    expect(kinds.filter((kind) => fits([other, one], kind))).toEqual(allowed);
  },
);
