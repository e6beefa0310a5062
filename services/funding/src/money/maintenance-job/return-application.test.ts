import type { KnownDecision } from '../../known/decision/decision';
import type { MaintenanceJob } from './maintenance-job';
import { returnFundApplication, type StoppedPayment } from './return-application';

const bankPaper = { paperNumber: '止付〔2022〕3号', paperSha256: 'ef'.repeat(32) };
const standing: KnownDecision = {
  id: 'dec_1',
  communityId: 'com_1',
  divisionCode: '140502',
  matter: 'USE_MAINTENANCE_FUND',
  mixedWith: null,
  adopted: true,
  warrants: { kind: 'NOTHING' },
  entitledAreaDm2: 156_000,
  decidedAt: '2022-07-16T01:00:00.000Z',
  effectiveAt: '2022-07-25T16:00:00.000Z',
  annulledOn: null,
  annulledAt: null,
  synthetic: false,
};
const annulled: KnownDecision = {
  ...standing,
  annulledOn: '2022-09-18',
  annulledAt: '2022-09-20T02:00:00.000Z',
};
const stopped: StoppedPayment = { paper: bankPaper, used: null };

function giveBack(
  instructedFen: number,
  decision: KnownDecision | null,
  shown: StoppedPayment | null,
  state: MaintenanceJob['state'] = 'INSTRUCTED',
  reason = ' 业主决定已被撤销 ',
) {
  const job = { state, costFen: 1_000, instructedFen, instructedAt: '2022-09-19T16:00:00.000Z' };
  const result = returnFundApplication(job as MaintenanceJob, reason, {
    decision,
    stopped: shown,
    warrant: { id: 'war_1', committedFen: 1_000 } as never,
    shares: [],
    funds: [],
  });
  return result.accepted ? result.state.job.state : result.refusal;
}

test('[MF-2, GOV-VOTE-10] what the bank was told to pay is given back where the decision is annulled and the bank says that it did not', () => {
  expect(giveBack(1, annulled, stopped)).toBe('WORKS_DONE');
  const told = { instructedFen: 1, instructedOn: '2022-09-20' };
  for (const decision of [standing, null])
    expect(giveBack(1, decision, stopped)).toEqual({
      code: 'BANK_TOLD',
      rule: 'MF-2',
      retryable: false,
      detail: told,
    });
  expect(giveBack(1, annulled, null)).toEqual({
    code: 'BANK_NOT_STOPPED',
    rule: 'GOV-VOTE-10',
    retryable: false,
    detail: { ...told, decisionId: 'dec_1', annulledOn: '2022-09-18' },
  });
  expect(giveBack(1, annulled, stopped, 'WORKS_DONE')).toMatchObject({ code: 'NOT_APPLIED' });
  expect(giveBack(1, annulled, stopped, 'INSTRUCTED', ' ')).toMatchObject({ code: 'REASON_INVALID' });
  expect(giveBack(1, annulled, stopped, 'PAID')).toMatchObject({ code: 'WRONG_STATE' });
});

test('[MF-2] where it was told to pay nothing no paper is asked for', () => {
  for (const decision of [standing, annulled]) expect(giveBack(0, decision, null)).toBe('WORKS_DONE');
});

test('[GOV-VOTE-10, FUND-10] the paper is one that can be looked at, and not another of a job', () => {
  const shown = (paper: object, used: StoppedPayment['used'] = null) =>
    giveBack(1, annulled, { paper: { ...bankPaper, ...paper }, used });
  expect(shown({ paperNumber: ' ' })).toMatchObject({ code: 'PAPER_NUMBER_INVALID' });
  expect(shown({ paperSha256: 'ef' })).toMatchObject({ code: 'PAPER_HASH_INVALID' });
  expect(shown({}, { jobId: 'mjb_2', use: 'RECEIPT' })).toMatchObject({
    code: 'RECEIPT_BOOKED',
    rule: 'GOV-VOTE-10',
  });
  expect(shown({}, { jobId: 'mjb_2', use: 'SHEET' })).toMatchObject({ code: 'SCAN_OF_ANOTHER_PAPER' });
});
