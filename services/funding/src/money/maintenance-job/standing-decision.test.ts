import type { KnownDecision } from '../../known/decision/decision';
import type { MaintenanceJob } from './maintenance-job';
import { stopOf, whyAnnulled, whyNotEffective, whyPaidAfterAnnulment } from './standing-decision';

const effectiveAt = '2022-07-25T16:00:00.000Z';
const aDecision = (differing: Partial<KnownDecision> = {}): KnownDecision => ({
  id: 'dec_1',
  communityId: 'com_1',
  divisionCode: '140502',
  matter: 'USE_MAINTENANCE_FUND',
  mixedWith: null,
  adopted: true,
  warrants: { kind: 'NOTHING' },
  entitledAreaDm2: 156_000,
  decidedAt: '2022-07-16T01:00:00.000Z',
  effectiveAt,
  annulledOn: null,
  annulledAt: null,
  synthetic: false,
  ...differing,
});
const annulled = aDecision({ annulledOn: '2022-09-18', annulledAt: '2022-09-20T15:59:59.999Z' });

test('[GOV-VOTE-12] money waits until the decision is effective, to the moment', () => {
  expect(whyNotEffective(aDecision(), effectiveAt)).toBeNull();
  const waits = { code: 'DECISION_NOT_EFFECTIVE', rule: 'GOV-VOTE-12', retryable: true };
  expect(whyNotEffective(aDecision(), '2022-07-25T15:59:59.999Z')).toMatchObject(waits);
  expect(whyNotEffective(aDecision({ effectiveAt: null }), '2030-01-01T00:00:00.000Z')).toMatchObject(waits);
});

test('[GOV-VOTE-10] for an annulled one it waits in vain, effective or not, and nobody is told to ask again', () => {
  const fallen = {
    code: 'DECISION_ANNULLED',
    rule: 'GOV-VOTE-10',
    retryable: false,
    detail: { decisionId: 'dec_1', annulledOn: '2022-09-18' },
  };
  for (const decision of [annulled, { ...annulled, effectiveAt: null }])
    expect(whyNotEffective(decision, '2022-10-01T00:00:00.000Z')).toEqual(fallen);
  expect(whyAnnulled(annulled)).toEqual(fallen);
  expect(whyAnnulled(aDecision())).toBeNull();
});

test('[GOV-VOTE-10] a payment of the day on which it was recorded, in China, is a fact; one of the next is refused', () => {
  expect(whyPaidAfterAnnulment(annulled, '2022-09-20')).toBeNull();
  expect(whyPaidAfterAnnulment(annulled, '2022-09-21')).toEqual({
    code: 'PAID_AFTER_ANNULMENT',
    rule: 'GOV-VOTE-10',
    retryable: false,
    detail: {
      decisionId: 'dec_1',
      annulledOn: '2022-09-18',
      recordedOn: '2022-09-20',
      paidOn: '2022-09-21',
    },
  });
  const aDayLater = { ...annulled, annulledAt: '2022-09-20T16:00:00.000Z' } as const;
  expect(whyPaidAfterAnnulment(aDayLater, '2022-09-21')).toBeNull();
  expect(whyPaidAfterAnnulment(aDecision(), '2030-01-01')).toBeNull();
  expect(whyPaidAfterAnnulment(null, '2030-01-01')).toBeNull();
});

test('[GOV-VOTE-10] what stands still is what neither the bank nor a home has paid; of a job that was withdrawn nothing', () => {
  const job = (differing: Partial<MaintenanceJob> = {}) =>
    ({
      costFen: 1_000,
      paidFen: 700,
      releasedFen: null,
      collectedFen: 50,
      withdrawal: null,
      ...differing,
    }) as MaintenanceJob;
  const stop = { decisionId: 'dec_1', annulledOn: '2022-09-18', recordedAt: '2022-09-20T15:59:59.999Z' };
  expect(stopOf(job(), annulled)).toEqual({ ...stop, openFen: 250 });
  expect(stopOf(job({ releasedFen: 249 }), annulled)).toEqual({ ...stop, openFen: 1 });
  expect(stopOf(job({ releasedFen: 250 }), annulled)).toBeNull();
  expect(stopOf(job({ costFen: null, paidFen: 0, collectedFen: 0 }), annulled)).toEqual({
    ...stop,
    openFen: null,
  });
  const withdrawal = { reason: '不修了', withdrawnAt: '2022-09-20T15:59:59.999Z' } as const;
  for (const nothing of [
    stopOf(job(), aDecision()),
    stopOf(job(), null),
    stopOf(job({ withdrawal }), annulled),
  ])
    expect(nothing).toBeNull();
});
