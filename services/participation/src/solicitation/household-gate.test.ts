import { atLeast, moreThan } from '@anju/values/fraction';
import { profileAt } from '@anju/rulebook/rule-profile';
import { judgeHouseholds, shortOf } from './household-gate';
import { nothing, type Tally } from './tally';

const profile = profileAt('140502', '2022-06-16');

/** 144 households, 130 reached, 100 answers, 70 of each consent: enough everywhere. */
const enough: Tally = { contacted: 130, answers: 100, refusals: 5, consents: 70, managementModeConsents: 70 };
const judge = (differing: Partial<Tally> = {}, households = 144) =>
  judgeHouseholds({ ...enough, ...differing }, households, profile);
const short = (differing: Partial<Tally> = {}, households = 144) => shortOf(judge(differing, households));

test('[PART-2] of 144 households 130 contacted are enough, 129 are not', () => {
  expect(short({ contacted: 130 })).toEqual([]);
  expect(short({ contacted: 129 })).toEqual(['COVERAGE']);
  expect(judge({ contacted: 129 }).coverage).toEqual({
    part: 129,
    whole: 144,
    needed: 130,
    missing: 1,
    holds: false,
  });
});

test('[PART-2, PART-3] of 144 households 96 answers are enough, 95 are not', () => {
  const consents = { consents: 90, managementModeConsents: 90 };
  expect(short({ answers: 96, ...consents })).toEqual([]);
  expect(short({ answers: 95, ...consents })).toEqual(['ANSWERS']);
});

test('[PART-3] 67 of 100 answers pass, 66 do not', () => {
  expect(short({ consents: 67 })).toEqual([]);
  expect(short({ consents: 66 })).toEqual(['CONSENT']);
});

test('[PART-3] 67 of 100 consents to a management mode pass, 66 do not', () => {
  expect(short({ managementModeConsents: 67 })).toEqual([]);
  expect(short({ managementModeConsents: 66 })).toEqual(['MANAGEMENT_MODE']);
});

test('[PART-3] consent is measured by the answers and not by the households', () => {
  expect(judge().consent).toMatchObject({ part: 70, whole: 100, needed: 67, missing: 0 });
});

test('[CONV-1] exactly two thirds is enough, and never a rounded share', () => {
  expect(short({ contacted: 3, answers: 3, consents: 2, managementModeConsents: 2 }, 3)).toEqual([]);
  expect(judge({ answers: 100, consents: 66 }).consent.holds).toBe(false);
});

test('[PART-3] where nobody answered nobody can have agreed', () => {
  const gate = judge(nothing);

  expect(shortOf(gate)).toEqual(['COVERAGE', 'ANSWERS', 'CONSENT', 'MANAGEMENT_MODE']);
  expect(gate.consent).toEqual({ part: 0, whole: 0, needed: 1, missing: 1, holds: false });
});

test('[CONV-5] the thresholds are those of the profile, and the gate names it', () => {
  const solicitation = { ...profile.solicitation, answered: atLeast(1, 2) };
  const lax = { participation: atLeast(1, 2), consent: moreThan(1, 2), managementMode: moreThan(1, 2) };
  const halves = (consents: number) =>
    shortOf(
      judgeHouseholds({ ...enough, answers: 72, consents, managementModeConsents: 37 }, 144, {
        id: 'CN-140502@2022-06-16',
        solicitation,
        householdGate: lax,
      }),
    );
  expect(halves(37)).toEqual([]);
  expect(halves(36)).toEqual(['CONSENT']);
  expect(judge().ruleProfile).toBe(profile.id);
});

test('[PART-2, PART-3] where survey and gate ask for different shares of answers, both must hold', () => {
  const strict = { ...profile.householdGate, participation: atLeast(3, 4) };
  const gate = (answers: number) =>
    judgeHouseholds({ ...enough, answers, consents: 100, managementModeConsents: 100 }, 144, {
      ...profile,
      householdGate: strict,
    });
  expect(gate(108).answers).toMatchObject({ needed: 108, holds: true });
  expect(gate(107).answers).toMatchObject({ missing: 1, holds: false });
});
