import { AuditTable } from '@anju/runtime/audit';
import { execute } from '@anju/runtime/testing/execute';
import { ownDatabase } from '@anju/runtime/testing/test-database';
import { asOnTwoNodes } from '@anju/runtime/testing/two-nodes';
import { transaction } from '@anju/runtime/transaction';
import { uuidV7 } from '@anju/values/id';
import { committee, countyBureau, finance, otherCounty } from '../../callers.builder';
import type { CorrectFundAccountInput } from '../../generated/graphql';
import { CorrectAFundAccount0026001700000000026 } from '../../migrations/0026-correct-a-fund-account';
import { schema } from '../../schema';
import { storage } from '../../storage';
import { JournalEntryTable, LedgerAccountTable, PostingTable } from '../ledger/ledger.table';
import { FundCorrectionTable } from './fund-correction.table';
import {
  aCommunityWithAFund,
  aReceipt,
  fundFile,
  importAccounts,
  jobSteps,
  september as now,
} from '../maintenance-job/maintenance-job.builder';

const database = ownDatabase(storage);
const { jobAt, receipt } = jobSteps(database);

/** Each correction is by a paper of its own, the first by 7号, unless a test says otherwise. */
let keys: Set<string>;
beforeEach(() => (keys = new Set()));

async function correct(differing: Partial<CorrectFundAccountInput>, caller = finance) {
  const { idempotencyKey = uuidV7() } = differing;
  const paper = 6 + keys.add(idempotencyKey).size;
  const input = {
    unitId: 'unt_2_1',
    firstDepositFen: 200_000,
    openingFen: 40_000,
    asOf: '2022-05-31',
    synthetic: true,
    paperNumber: `晋房资〔2022〕${paper}号`,
    paperSha256: `C0FFEE${paper}`.padEnd(64, '0'),
    idempotencyKey,
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

async function accountOf(unitId: string) {
  const source = `{ _entities(representations: [{ __typename: "ExclusiveUnit", id: "${unitId}" }]) {
    ... on ExclusiveUnit { fundAccount { firstDepositFen openingFen asOf synthetic balanceFen owedFen
      supersededFigures { firstDepositFen openingFen asOf synthetic paperNumber supersededAt } } } } }`;
  const { data } = await execute(schema, source, { db: database(), now, caller: finance });
  return data._entities[0].fundAccount;
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
    { subject: 'unt_2_1', detail: { number: 1, openingFen: 40_000, paperNumber: '晋房资〔2022〕7号' } },
  ]);

  // Under another key nothing is to be done any more; and back again.
  expect(await correct({})).toMatchObject({ code: 'FIGURES_UNCHANGED', rule: 'MF-7' });
  expect(await correct({ openingFen: 0 })).toMatchObject({ openingFen: 0, balanceFen: 0 });
  expect(await depositFen()).toBe(40_000);
});

test('[OVR-2] 800,000 yuan put right to 780,000 leave two entries, and both are kept', async () => {
  await correct({ openingFen: 80_000_000 });
  await correct({ openingFen: 78_000_000 });
  const trail = await database().read.findBy(AuditTable, { action: 'correctFundAccount' });
  expect(trail).toMatchObject([
    { detail: { number: 1, openingFen: 80_000_000, paperNumber: '晋房资〔2022〕7号' } },
    { detail: { number: 2, openingFen: 78_000_000, paperNumber: '晋房资〔2022〕8号' } },
  ]);
  const booked = await database().read.findBy(JournalEntryTable, { kind: 'OPENING_CORRECTED' });
  expect(booked.map(({ paperNumber }) => paperNumber)).toEqual(['晋房资〔2022〕7号', '晋房资〔2022〕8号']);
  expect(await accountOf('unt_2_1')).toMatchObject({ openingFen: 78_000_000, balanceFen: 78_000_000 });
});

test('[MF-6, MF-8] a first deposit, a day and a mark that were entered wrong are told anew, and nothing is booked', async () => {
  const was = { firstDepositFen: 200_000, openingFen: 4_000, asOf: '2022-05-31' as const, synthetic: true };
  const first = { ...was, firstDepositFen: 0 };
  const second = { ...first, asOf: '2022-09-20' as const, synthetic: false };
  await correct(first);
  await correct({ ...second, paperNumber: '晋房资〔2022〕8号' });

  expect(await accountOf('unt_2_1')).toEqual({
    ...second,
    ...{ balanceFen: 4_000, owedFen: 0 },
    supersededFigures: [
      { ...was, paperNumber: '晋房资〔2022〕7号', supersededAt: now },
      { ...first, paperNumber: '晋房资〔2022〕8号', supersededAt: now },
    ],
  });
  expect(await accountOf('unt_2_2')).toMatchObject({ ...was, openingFen: 40_000, supersededFigures: [] });
  expect(await database().read.countBy(JournalEntryTable, { kind: 'OPENING_CORRECTED' })).toBe(0);
});

test('[MF-7] of two corrections at once, of which none is booked, the second is of what the first said', async () => {
  asOnTwoNodes(database(), 'ledger_account');
  const said = { openingFen: 4_000, asOf: '2022-06-30' as const };
  const both = await Promise.all([correct(said), correct(said)]);
  expect(both.map(({ code }) => code ?? 'CORRECTED').sort()).toEqual(['CORRECTED', 'FIGURES_UNCHANGED']);
});

test('[MF-7] an opening balance that was corrected before is still the one that counts', async () => {
  // SQLite builds its tables once and has nothing from before.
  if (database().kind === 'sqlite') return;
  await correct({});
  await correct({ openingFen: 30_000 });
  const kept = await database().read.find(FundCorrectionTable);
  const migration = new CorrectAFundAccount0026001700000000026();
  await transaction(database(), async (tx) => {
    const runner = { query: (sql: string, values?: unknown[]) => tx.query(sql, values) } as never;
    await migration.down(runner);
    await migration.up(runner);
  });
  expect(kept).toHaveLength(2);
  expect(await database().read.find(FundCorrectionTable)).toEqual(kept);
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

test('[MF-7] one paper says one balance of a home, and lists others too', async () => {
  const seventh = { paperNumber: '晋房资〔2022〕7号', paperSha256: 'a7'.repeat(32) };
  await correct({ ...seventh, openingFen: 50_000 });

  for (const same of [
    seventh,
    { ...seventh, paperSha256: 'b8'.repeat(32) },
    { paperSha256: 'A7'.repeat(32) },
  ])
    expect(await correct({ ...same, openingFen: 60_000 })).toMatchObject({
      code: 'PAPER_USED',
      rule: 'MF-7',
    });
  expect(await correct({ paperNumber: ' 晋房资[２０２２]7号' })).toMatchObject({ code: 'PAPER_USED' });
  expect(await correct({ ...seventh, unitId: 'unt_2_2', openingFen: 60_000 })).toMatchObject({
    openingFen: 60_000,
  });
  expect(await correct({ openingFen: 60_000 })).toMatchObject({ openingFen: 60_000 });
});

test('[MF-7] it is refused for others, an unknown home, a wrong sum and no paper', async () => {
  expect(await correct({}, otherCounty)).toMatchObject({ code: 'NOT_IN_SCOPE' });
  expect(await correct({}, committee)).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  for (const [code, differing] of [
    ['ACCOUNT_NOT_FOUND', { unitId: 'unt_404' }],
    ['AMOUNT_NEGATIVE', { openingFen: -1 }],
    ['AMOUNT_NEGATIVE', { firstDepositFen: -1 }],
    ['AMOUNT_TOO_LARGE', { firstDepositFen: 1_000_000_000_001 }],
    ['AS_OF_IN_FUTURE', { asOf: '2022-09-21' }],
    ['PAPER_NUMBER_INVALID', { paperNumber: ' ' }],
    ['PAPER_HASH_INVALID', { paperSha256: 'c0ffee' }],
    ['IDEMPOTENCY_KEY_INVALID', { idempotencyKey: '1' }],
  ] as const)
    expect(await correct(differing)).toMatchObject({ code });
  expect(await depositFen()).toBe(44_000);
  expect(await database().read.count(FundCorrectionTable)).toBe(0);
  expect(await correct({}, countyBureau)).toMatchObject({ balanceFen: 40_000 });
});
