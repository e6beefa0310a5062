import type { KnownContract } from '../../known/contract/contract';
import { whyCommitteeMayNot, whyCompanyMayNot } from './may-act';

const contract = (from: KnownContract['from'], until: KnownContract['until']): KnownContract => ({
  id: 'pct_1',
  communityId: 'com_1',
  companyId: 'pmc_1',
  from,
  until,
});

describe('a company acts for owners while its contract runs', () => {
  test.each([
    ['2022-07-31', 'CONTRACT_NOT_RUNNING'],
    ['2022-08-01', null],
    ['2025-07-31', null],
    ['2025-08-01', 'CONTRACT_NOT_RUNNING'],
  ] as const)('[MF-2] from 2022-08-01 to 2025-07-31, on %s', (today, code) => {
    const contracts = [contract('2022-08-01', '2025-07-31')];
    expect(whyCompanyMayNot('pmc_1', contracts, today)?.code ?? null).toBe(code);
  });

  test('[MF-2] one that runs is enough; otherwise the last one is named', () => {
    const contracts = [contract('2019-08-01', '2022-07-31'), contract('2022-09-01', '2025-07-31')];
    expect(whyCompanyMayNot('pmc_1', contracts, '2022-07-31')).toBeNull();
    expect(whyCompanyMayNot('pmc_1', contracts, '2022-08-15')).toMatchObject({
      code: 'CONTRACT_NOT_RUNNING',
      rule: 'MF-2',
      detail: { from: '2022-09-01', until: '2025-07-31' },
    });
  });

  test('[MF-2] a company without a contract may have one in a moment, a token without a company will not', () => {
    const refusal = { code: 'COMPANY_NOT_CONTRACTED', rule: 'MF-2' };
    expect(whyCompanyMayNot('pmc_1', [], '2022-08-01')).toMatchObject({ ...refusal, retryable: true });
    expect(whyCompanyMayNot(null, [], '2022-08-01')).toMatchObject({ ...refusal, retryable: false });
  });
});

test('[GOV-COM-5] the community’s own committee acts for owners within its term', () => {
  const committee = {
    id: 'oc_1',
    communityId: 'com_1',
    termFrom: '2021-01-01',
    termUntil: '2025-12-31',
  } as const;
  const codes = (['2020-12-31', '2021-01-01', '2025-12-31', '2026-01-01'] as const).map(
    (today) => whyCommitteeMayNot(committee, 'com_1', today)?.code ?? null,
  );
  expect(codes).toEqual(['COMMITTEE_NOT_IN_OFFICE', null, null, 'COMMITTEE_NOT_IN_OFFICE']);
  expect(whyCommitteeMayNot(committee, 'com_2', '2022-08-01')).toMatchObject({
    code: 'COMMITTEE_NOT_KNOWN',
    retryable: false,
  });
  expect(whyCommitteeMayNot(null, 'com_1', '2022-08-01')).toMatchObject({ retryable: true });
});
