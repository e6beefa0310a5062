import { AuditTable } from '@anju/runtime/audit';
import { execute } from '@anju/runtime/testing/execute';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { uuidV7 } from '@anju/values/id';
import { committee, countyBureau, finance, otherCounty } from '../../callers.builder';
import type { CorrectFundAccountInput } from '../../generated/graphql';
import { schema } from '../../schema';
import { storage } from '../../storage';
import { JournalEntryTable, LedgerAccountTable, PostingTable } from '../ledger/ledger.table';
import {
  aCommunityWithAFund,
  aReceipt,
  fundFile,
  importAccounts,
  jobSteps,
  september as now,
} from '../maintenance-job/maintenance-job.builder';

const database = testDatabase(storage);
const { jobAt, receipt } = jobSteps(database);

async function correct(differing: Partial<CorrectFundAccountInput>, caller = finance) {
  const input = {
    unitId: 'unt_2_1',
    openingFen: 40_000,
    paperNumber: '晋房资〔2022〕7号',
    paperSha256: 'C0FFEE'.padEnd(64, '0'),
    idempotencyKey: uuidV7(),
    ...differing,
  };
  const source = `mutation ($input: CorrectFundAccountInput!) { result: correctFundAccount(input: $input) {
    ... on UnitFundAccount { openingFen balanceFen heldFen owedFen }
    ... on FundAccountRefusal { code message rule } } }`;
  const { data, errors } = await execute(schema, source, {
    db: database(),
    now,
    caller,
    variables: { input },
  });
  return errors ? { errors } : data.result;
}

/** All postings add up to nothing, and the bank has what the homes have. */
async function depositFen() {
  const postings = await database().read.find(PostingTable);
  expect(postings.reduce((sofar, { amountFen }) => sofar + amountFen, 0)).toBe(0);
  const accounts = await database().read.find(LedgerAccountTable);
  return accounts.find(({ kind }) => kind === 'BANK_DEPOSIT')?.balanceFen;
}

beforeEach(async () => {
  // Of the first home a digit was left out.
  await aCommunityWithAFund(database(), {
    units: 2,
    balances: (label) => (label === '2-1-101' ? '40.00' : '400.00'),
  });
});

test('[MF-7, OVR-2] an opening balance that was entered wrong is put right by a posting, once for each key', async () => {
  const idempotencyKey = uuidV7();
  const right = { openingFen: 40_000, balanceFen: 40_000, heldFen: 0, owedFen: 0 };
  const both = await Promise.all([correct({ idempotencyKey }), correct({ idempotencyKey })]);
  expect(both).toEqual([right, right]);
  expect(await depositFen()).toBe(80_000);
  expect(await database().read.findBy(JournalEntryTable, { kind: 'OPENING_CORRECTED' })).toMatchObject([
    { communityId: 'com_1', jobId: null, paperNumber: '晋房资〔2022〕7号', bookedOn: '2022-09-20' },
  ]);
  expect(await database().read.findBy(AuditTable, { action: 'correctFundAccount' })).toMatchObject([
    { subject: 'unt_2_1', detail: { openingFen: 40_000, before: 4_000, paperNumber: '晋房资〔2022〕7号' } },
  ]);

  // Under another key nothing is to be done any more; and back again.
  expect(await correct({})).toMatchObject({ code: 'SAME_OPENING', rule: 'MF-7' });
  expect(await correct({ openingFen: 0 })).toMatchObject({ openingFen: 0, balanceFen: 0 });
  expect(await depositFen()).toBe(40_000);
});

test('[MF-7] after it the file with the right balance says nothing new, and the wrong one is refused', async () => {
  await correct({});
  expect(await importAccounts(database(), fundFile({ '2-1-101': '400.00' }))).toMatchObject({ unchanged: 1 });
  expect(await importAccounts(database(), fundFile({ '2-1-101': '40.00' }))).toMatchObject({
    problems: [{ reason: expect.stringContaining('correctFundAccount') }],
  });
});

test('[MF-7] it is not put below what was promised or paid, to the fen', async () => {
  // Of 51.54 yuan each home gives half but its part of the retention of 1.54, and keeps that.
  const jobId = await jobAt('INSTRUCTED', { measuredFen: 5_154 });
  for (const step of ['promised', 'paid']) {
    expect([step, await correct({ openingFen: 2_576 })]).toMatchObject([
      step,
      { code: 'DRAWN_BEYOND', rule: 'MF-7', message: expect.stringContaining('below 25.77 yuan') },
    ]);
    if (step === 'promised') await receipt(aReceipt(jobId, 5_000));
  }
  expect(await correct({ openingFen: 2_577 })).toMatchObject({
    openingFen: 2_577,
    balanceFen: 77,
    heldFen: 77,
  });
});

test('[MF-7] an account of nothing is given what it had, up to what may be entered', async () => {
  await correct({ openingFen: 0 });
  const mostFen = 1_000_000_000_000;
  expect(await correct({ openingFen: mostFen - 40_000 + 1 })).toMatchObject({ code: 'AMOUNT_TOO_LARGE' });
  expect(await correct({ openingFen: mostFen - 40_000 })).toMatchObject({ balanceFen: mostFen - 40_000 });
  expect(await depositFen()).toBe(mostFen);
});

test('[MF-7] it is refused for others, an unknown home, a wrong sum and no paper', async () => {
  expect(await correct({}, otherCounty)).toMatchObject({ code: 'NOT_IN_SCOPE' });
  expect(await correct({}, committee)).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  for (const [code, differing] of [
    ['ACCOUNT_NOT_FOUND', { unitId: 'unt_404' }],
    ['AMOUNT_NEGATIVE', { openingFen: -1 }],
    ['PAPER_NUMBER_INVALID', { paperNumber: ' ' }],
    ['PAPER_HASH_INVALID', { paperSha256: 'c0ffee' }],
    ['IDEMPOTENCY_KEY_INVALID', { idempotencyKey: '1' }],
  ] as const)
    expect(await correct(differing)).toMatchObject({ code });
  expect(await depositFen()).toBe(44_000);
  expect(await correct({}, countyBureau)).toMatchObject({ balanceFen: 40_000 });
});
