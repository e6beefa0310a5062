import { shippedHolidays } from '@anju/rulebook/holidays';
import { profileAt } from '@anju/rulebook/rule-profile';
import { dateOf } from '@anju/values/time';
import { annulDecision, type Annulment, historyOf, lastDayToSue, withdrawAnnulment } from './annulment';
import { endWindow, objectTo, reopenObjection, settleObjection } from './objection-window';
import { type OwnersDecision, stateOf } from './owners-decision';
import { aDecision, aPosted, post } from './owners-decision.builder';
import { withdrawPosting } from './posting-withdrawal';

const now = '2022-10-20T02:00:00.000Z';
const judgment = {
  kind: 'COURT',
  annulledOn: '2022-10-18',
  paperNumber: '（2022）晋0502民初123号',
  paperSha256: 'ab'.repeat(32),
} as const;
const retrial = { reason: '再审改判', paperNumber: '（2023）晋05民再7号', paperSha256: 'cd'.repeat(32) };
const office = { number: 1, enteredBy: 'COUNTY_BUREAU', now } as const;

const annul = (decision: OwnersDecision, differing: object = {}, said: object = {}) =>
  annulDecision(decision, { ...judgment, ...differing }, { ...office, ...said });
function annulled(decision: OwnersDecision, said: object = {}, differing: object = {}) {
  const result = annul(decision, differing, said);
  if (!result.accepted) throw new Error(result.refusal.code);
  return result.state;
}
const restore = (
  { decision, annulment }: { decision: OwnersDecision; annulment: Annulment | null },
  differing: object = {},
  by: 'COUNTY_BUREAU' | 'SUBDISTRICT_OFFICE' = 'COUNTY_BUREAU',
) =>
  withdrawAnnulment(
    decision,
    { ...retrial, ...differing },
    {
      annulment,
      by,
      profile: profileAt('140502', dateOf(now)),
      holidays: shippedHolidays,
      now,
    },
  );
const effective = () => endWindow(aPosted(), '2022-10-05T02:00:00.000Z').state;
const refusal = (code: string, rule = 'GOV-VOTE-10') => ({ refusal: { code, rule } });

test('[GOV-VOTE-10] who knew of the decision on 2021-10-11 may sue until 2022-10-11', () => {
  const known = (day: '2021-10-11' | '2021-10-01' | '2009-09-30' | '2009-10-01') =>
    lastDayToSue(day, profileAt('140502', day), shippedHolidays);
  expect(known('2021-10-11')).toEqual({ known: true, date: '2022-10-11' });
  // A period to act in does not end in the national holiday (CONV-3).
  expect(known('2021-10-01')).toEqual({ known: true, date: '2022-10-08' });
  expect(known('2009-09-30')).toBeNull();
  expect(known('2009-10-01')).toEqual({ known: false, missingYear: 2010 });
});

test('[GOV-VOTE-10, GOV-VOTE-12] a decision is annulled whatever state it is in, tells it once, and is kept whole', () => {
  const refused = aDecision({ yes: 'A', no: 'BCDEG' });
  expect(refused.outcome).toBe('TOO_FEW_IN_FAVOUR');
  for (const decision of [aDecision(), aPosted(), effective(), refused]) {
    const result = annul(decision);
    expect(result).toMatchObject({
      state: {
        decision: { ...decision, annulledAt: now },
        annulment: {
          ...judgment,
          decisionId: 'dec_1',
          number: 1,
          enteredBy: 'COUNTY_BUREAU',
          recordedAt: now,
        },
      },
    });
    expect(result.accepted && result.events).toEqual([
      {
        type: 'governance.decision-annulled.v1',
        data: {
          decisionId: 'dec_1',
          communityId: decision.communityId,
          kind: 'COURT',
          annulledOn: '2022-10-18',
          annulledAt: now,
        },
      },
    ]);
    expect(stateOf(annulled(decision).decision)).toBe('ANNULLED');
    expect(annul(annulled(decision).decision)).toMatchObject(refusal('DECISION_ANNULLED'));
  }
  expect(annul({ ...aDecision(), synthetic: true })).toMatchObject({
    events: [{ data: { synthetic: true } }],
  });
});

test('[GOV-VOTE-10] it is annulled from the day of the count to today, by a paper that is known by number and hash', () => {
  for (const annulledOn of ['2022-09-20', '2022-10-20'])
    expect(annul(aDecision(), { annulledOn })).toMatchObject({ accepted: true });
  for (const annulledOn of ['2022-09-19', '2022-10-21'])
    expect(annul(aDecision(), { annulledOn })).toMatchObject({
      refusal: { code: 'ANNULMENT_DATE_INVALID', detail: { earliest: '2022-09-20', today: '2022-10-20' } },
    });
  for (const paperNumber of ['', '字'.repeat(101)])
    expect(annul(aDecision(), { paperNumber })).toMatchObject(refusal('PAPER_NUMBER_INVALID'));
  expect(annul(aDecision(), { paperSha256: 'AB'.repeat(32) })).toMatchObject(refusal('PAPER_HASH_INVALID'));
});

test('[GOV-VOTE-10] nothing is posted, withdrawn, objected to or insisted on any more, and nothing takes effect', () => {
  const { decision } = annulled({ ...aPosted(), openObjections: 1 });
  const because = refusal('DECISION_ANNULLED');
  expect(post(annulled(aDecision()).decision)).toMatchObject(because);
  expect(post(decision)).toMatchObject(because);
  expect(
    withdrawPosting(
      decision,
      { reason: '没有张贴', paperNumber: '撤 1', paperSha256: 'ab'.repeat(32) },
      { withdrawn: 0, usedPapers: [], byStreet: true, now: '2022-09-26T02:00:00.000Z' },
    ),
  ).toMatchObject(because);
  expect(objectTo(decision, '2022-09-26T02:00:00.000Z', now)).toMatchObject(because);
  expect(reopenObjection(decision, now)).toMatchObject(because);
  // The answer is still owed to its owner.
  expect(settleObjection(decision, now)).toMatchObject({
    state: { openObjections: 0, effectiveAt: null },
    events: [],
  });
  expect(endWindow(annulled(aPosted()).decision, now)).toMatchObject({
    state: { effectiveAt: null },
    events: [],
  });
});

test('[GOV-VOTE-10] an annulment that is withdrawn leaves a decision that was effective as it was, and one not posted too', () => {
  for (const decision of [effective(), aDecision(), aDecision({ yes: 'A', no: 'BCDEG' })]) {
    const result = restore(annulled(decision));
    expect(result).toMatchObject({
      state: {
        decision,
        withdrawal: { decisionId: 'dec_1', number: 1, ...retrial, withdrawnAt: now },
        windowAgain: false,
      },
    });
    expect(result.accepted && result.events).toEqual([
      {
        type: 'governance.annulment-withdrawn.v1',
        data: { decisionId: 'dec_1', communityId: decision.communityId, withdrawnAt: now },
      },
    ]);
  }
});

test('[GOV-VOTE-12] annulled while owners could object, it leaves them all their days anew; at the end of the window none', () => {
  const lastMoment = '2022-09-30T15:59:59.999Z';
  const inTime = annulled(aPosted(), { now: lastMoment }, { annulledOn: '2022-09-30' });
  expect(restore(inTime)).toMatchObject({
    state: {
      decision: { objectionsUntil: '2022-10-27', effectiveAt: null, annulledAt: null },
      windowAgain: true,
    },
    events: [{ type: 'governance.annulment-withdrawn.v1', data: { objectionsUntil: '2022-10-27' } }],
  });
  const windowOver = annulled(aPosted(), { now: '2022-09-30T16:00:00.000Z' }, { annulledOn: '2022-09-30' });
  expect(restore(windowOver)).toMatchObject({
    state: { decision: { objectionsUntil: '2022-09-30', effectiveAt: now }, windowAgain: false },
    events: [
      { type: 'governance.annulment-withdrawn.v1' },
      { type: 'governance.decision-effective.v1', data: { effectiveAt: now } },
    ],
  });
  const { decision, annulment } = annulled({ ...aPosted(), openObjections: 1 });
  expect(restore({ decision, annulment })).toMatchObject({
    state: { decision: { effectiveAt: null } },
    events: [{ type: 'governance.annulment-withdrawn.v1' }],
  });
});

test('[GOV-VOTE-10] what cannot be withdrawn is refused: nothing stands, no reason, no other paper, or the county entered it', () => {
  const annulment = annulled(effective());
  expect(restore({ ...annulment, annulment: null })).toMatchObject(refusal('NOT_ANNULLED'));
  expect(restore({ ...annulment, decision: effective() })).toMatchObject(refusal('NOT_ANNULLED'));
  expect(restore(annulment, {}, 'SUBDISTRICT_OFFICE')).toMatchObject(refusal('COUNTY_WITHDRAWS'));
  const byStreet = annulled(effective(), { enteredBy: 'SUBDISTRICT_OFFICE' });
  for (const by of ['SUBDISTRICT_OFFICE', 'COUNTY_BUREAU'] as const)
    expect(restore(byStreet, {}, by)).toMatchObject({ accepted: true });
  for (const reason of ['', '误\u202e录', '字'.repeat(501)])
    expect(restore(annulment, { reason })).toMatchObject(refusal('REASON_INVALID'));
  expect(restore(annulment, { paperNumber: '' })).toMatchObject(refusal('PAPER_NUMBER_INVALID'));
  expect(restore(annulment, { paperSha256: '' })).toMatchObject(refusal('PAPER_HASH_INVALID'));
  for (const same of [{ paperNumber: '(2022)晋0502民初123号' }, { paperSha256: judgment.paperSha256 }])
    expect(restore(annulment, same)).toMatchObject(refusal('PAPER_OF_ANNULMENT'));
});

test('[GOV-VOTE-12, CONV-3] no days begin anew whose end is in a year without its holidays', () => {
  const { decision, annulment } = annulled(
    aPosted(),
    { now: '2022-09-26T02:00:00.000Z' },
    { annulledOn: '2022-09-26' },
  );
  const without = withdrawAnnulment(decision, retrial, {
    annulment,
    by: 'COUNTY_BUREAU',
    profile: profileAt('140502', '2022-10-20'),
    holidays: {},
    now,
  });
  expect(without).toMatchObject({
    refusal: { code: 'HOLIDAYS_NOT_KNOWN', rule: 'CONV-3', detail: { year: 2022 } },
  });
});

test('[GOV-VOTE-10] of several annulments the one that was not withdrawn stands, and each of the others keeps its papers', () => {
  const first = annulled(effective()).annulment;
  const second = { ...first, number: 2 };
  const withdrawal = { decisionId: 'dec_1', number: 1, ...retrial, withdrawnAt: now } as const;
  expect(historyOf('dec_1', [first, second], [withdrawal])).toEqual({
    standing: second,
    withdrawn: [{ annulment: first, withdrawal }],
  });
  expect(historyOf('dec_1', [first], [{ ...withdrawal, decisionId: 'dec_2' }])).toEqual({
    standing: first,
    withdrawn: [],
  });
  expect(historyOf('dec_2', [first], [])).toEqual({ standing: null, withdrawn: [] });
});
