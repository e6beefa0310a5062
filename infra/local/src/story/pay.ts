import { act, refusedBy } from '../act';
import { type Cast, inventedSha256, newKey } from './cast';
import type { Plan } from './plan';
import type { Place } from './register';

/** Measured, applied for, approved, instructed and paid; a part of what one account lacks is collected (MF-2, MF-7). */
export async function pay({ county, finance, moveClock }: Cast, { committee }: Place, plan: Plan) {
  const { jobId, secondRoofJobId } = plan;
  await moveClock('2022-09-13T01:00:00.000Z');
  await act(committee, 'recordMeasurement', {
    input: {
      ...newKey(),
      jobId,
      measuredFen: 5_812_345,
      paperNumber: 'FY-JL-2022-09',
      paperSha256: inventedSha256('a'),
      signedOn: '2022-09-12',
      supervisor: '晋城工程监理有限公司（虚构）',
    },
  });
  await act(committee, 'applyForFundPayment', { input: { jobId, ...newKey() } });
  await refusedBy(
    committee,
    'applyForFundPayment',
    { input: { jobId: secondRoofJobId, ...newKey() } },
    { code: 'BEYOND_CEILING', rule: 'FUND-8' },
  );
  await refusedBy(
    county,
    'instructBank',
    { input: { jobId, ...newKey() } },
    { code: 'NOT_APPROVED', rule: 'MF-2' },
  );
  await act(county, 'approveFundPayment', {
    input: { ...newKey(), jobId, documentNumber: '维资〔2022〕88号（虚构）' },
  });
  const { instructedFen } = await act(
    county,
    'instructBank',
    { input: { jobId, ...newKey() } },
    'instructedFen',
  );
  await act(finance, 'recordBankReceipt', {
    input: {
      jobId,
      paperNumber: 'BK-2022-0913',
      paperSha256: inventedSha256('b'),
      paidOn: '2022-09-13',
      amountFen: instructedFen,
      ...newKey(),
    },
  });

  const { maintenanceJob } = await finance.ask(
    'query($id: ID!) { maintenanceJob(id: $id) { shares(first: 100) { nodes { unit { id } receivableFen } } } }',
    { id: jobId },
  );
  const { unit, receivableFen: owedFen } = maintenanceJob.shares.nodes.find(
    ({ receivableFen }: { receivableFen: number }) => receivableFen > 0,
  );
  const collect = (amountFen: number) => ({
    ...newKey(),
    jobId,
    unitId: unit.id,
    amountFen,
    paperNumber: 'SJ-2022-0001',
    paperSha256: inventedSha256('e'),
    paidOn: '2022-09-13',
  });
  await refusedBy(
    finance,
    'collectReceivable',
    { input: collect(owedFen + 1) },
    { code: 'MORE_THAN_OWED', rule: 'MF-7' },
  );
  await act(finance, 'collectReceivable', { input: collect(100_000) });
}
