import { shippedHolidays } from '@anju/rulebook/holidays';
import { AuditTable } from '@anju/runtime/audit';
import { deliver } from '@anju/runtime/testing/envelope';
import { execute, testPersonalData } from '@anju/runtime/testing/execute';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { uuidV7 } from '@anju/values/id';
import {
  anybody,
  cityBureau,
  committee,
  countyBureau,
  finance,
  otherCounty,
  owner,
} from '../../callers.builder';
import { buildingRecorded, committeeEntered, communityRegistered } from '../../neighbours.builder';
import { schema } from '../../schema';
import { storage } from '../../storage';
import { funding } from '../../subscriptions';
import { JournalEntryTable, LedgerAccountTable, PostingTable } from '../ledger/ledger.table';
import {
  aJob,
  fundFile,
  importAccounts,
  jobSteps,
  september as now,
} from '../maintenance-job/maintenance-job.builder';
import { importFundAccounts } from './import-fund-accounts.command';
import { UnitFundAccountTable } from './unit-fund-account.table';

const database = testDatabase(storage);
const { propose } = jobSteps(database);
const load = (csv: string, options: Parameters<typeof importAccounts>[2] = {}) =>
  importAccounts(database(), csv, options);
const ask = async (source: string, caller = anybody) => {
  const { data, errors } = await execute(schema, source, { db: database(), now, caller });
  return errors ? { errors } : data._entities;
};
const fundOf = (id: string) =>
  ask(`{ _entities(representations: [{ __typename: "Community", id: "${id}" }]) {
    ... on Community { maintenanceFund { state accounts balanceFen heldFen owedFen synthetic } } } }`);
const accountOf = (caller: typeof anybody, id = 'unt_2_1') =>
  ask(
    `{ _entities(representations: [{ __typename: "ExclusiveUnit", id: "${id}" }]) {
      ... on ExclusiveUnit { fundAccount { firstDepositFen openingFen asOf balanceFen heldFen owedFen synthetic } } } }`,
    caller,
  );

const three = fundFile({ '2-1-101': '1110.00', '2-1-102': '123.45', '2-1-103': '0' });

beforeEach(async () => {
  await deliver(database(), funding, [communityRegistered()], { now });
  await deliver(database(), funding, [buildingRecorded('2', 3)], { now });
});

const nothingStored = async () => {
  for (const table of [UnitFundAccountTable, JournalEntryTable, PostingTable, LedgerAccountTable, AuditTable])
    expect(await database().read.count(table as never)).toBe(0);
};

test('[MF-7] accounts are opened with balances that are postings and add up to nothing', async () => {
  expect(await load(three)).toEqual({ rows: 3, created: 3, changed: 0, unchanged: 0, dryRun: false });

  const postings = await database().read.find(PostingTable);
  expect(postings.map(({ amountFen }) => amountFen).sort((a, b) => a - b)).toEqual([
    -111_000, -12_345, 123_345,
  ]);
  expect(await fundOf('com_1')).toEqual([
    {
      maintenanceFund: {
        state: 'HAS_FUND',
        accounts: 3,
        balanceFen: 123_345,
        heldFen: 0,
        owedFen: 0,
        synthetic: true,
      },
    },
  ]);
});

test('[MF-7] a community without accounts has no fund', async () => {
  const maintenanceFund = {
    state: 'NO_FUND',
    accounts: 0,
    balanceFen: 0,
    heldFen: 0,
    owedFen: 0,
    synthetic: false,
  };
  expect(await fundOf('com_1')).toEqual([{ maintenanceFund }]);
  expect(await fundOf('com_404')).toEqual([{ maintenanceFund }]);
});

test.each([
  ['0.00', '0.00', 'NO_FUND'],
  ['0.01', '0.00', 'HAS_FUND'],
  ['0.00', '0.01', 'HAS_FUND'],
])(
  '[MF-6, MF-7] homes of %s yuan of first deposit and %s of balance: %s, and a job is proposed on a fund alone',
  async (first, balance, state) => {
    await deliver(database(), funding, [committeeEntered()], { now });
    const csv = fundFile({ '2-1-101': '0.00', '2-1-102': balance })
      .replace('101,2000.00', '101,0.00')
      .replace('102,2000.00', `102,${first}`);
    expect(await load(csv)).toMatchObject({ created: 2 });
    expect(await fundOf('com_1')).toMatchObject([{ maintenanceFund: { state, accounts: 2 } }]);
    expect(await propose(aJob())).toMatchObject(
      state === 'NO_FUND' ? { code: 'NO_FUND', rule: 'MF-7' } : { state: 'PROPOSED' },
    );
  },
);

test('[MF-8] a fund is invented where one of its accounts is', async () => {
  const synthetic = async () => (await fundOf('com_1'))[0].maintenanceFund.synthetic;
  await load(fundFile({ '2-1-101': '1.00', '2-1-102': '2.00' }, false));
  expect(await synthetic()).toBe(false);
  await load(fundFile({ '2-1-103': '3.00' }));
  expect(await synthetic()).toBe(true);
});

test('[MF-7] the same file again changes nothing, alone or at once, and a later one adds the rest', async () => {
  expect(await load(fundFile({ '2-1-101': '1110.00' }))).toMatchObject({ created: 1 });
  const both = await Promise.all([load(three), load(three)]);
  expect(both.map(({ created }) => created).sort()).toEqual([0, 2]);
  expect(await load(three)).toMatchObject({ created: 0, unchanged: 3 });

  expect(await database().read.count(JournalEntryTable)).toBe(2);
  expect(await fundOf('com_1')).toMatchObject([{ maintenanceFund: { accounts: 3, balanceFen: 123_345 } }]);
  expect(await database().read.find(AuditTable)).toMatchObject([
    { action: 'importFundAccounts', subject: 'com_1', detail: { accounts: 1 } },
    { action: 'importFundAccounts', subject: 'com_1', detail: { accounts: 2 } },
  ]);
});

test('[MF-7] a file that comes again under its key gets the first answer, and under another one nothing new', async () => {
  const idempotencyKey = uuidV7();
  // A dry run keeps no key, so that the import after it may come with the same.
  expect(await load(three, { dryRun: true, idempotencyKey })).toMatchObject({ created: 3, dryRun: true });
  const [first, again] = await Promise.all([
    load(three, { idempotencyKey }),
    load(three, { idempotencyKey }),
  ]);
  expect(first).toMatchObject({ created: 3, unchanged: 0 });
  expect(again).toEqual(first);
  expect(await load(three, { idempotencyKey })).toEqual(first);
  expect(await load(three)).toMatchObject({ created: 0, unchanged: 3 });
  expect(await load(fundFile({ '2-1-101': '1110.00' }), { idempotencyKey })).toEqual({
    code: 'IDEMPOTENCY_KEY_REUSED',
    message: expect.stringContaining('Make a new key'),
    rule: null,
    retryable: false,
    problems: [],
  });
  const caller = { ...countyBureau, language: 'zh' as const };
  expect(await load(three, { idempotencyKey: '凤源', caller })).toMatchObject({
    code: 'IDEMPOTENCY_KEY_INVALID',
    message: expect.stringContaining('请重新生成'),
  });
  expect(await database().read.count(JournalEntryTable)).toBe(1);
});

test('[MF-7] a dry run tells and stores nothing', async () => {
  expect(await load(three, { dryRun: true })).toMatchObject({ created: 3, dryRun: true });
  await nothingStored();
});

test('[MF-7] one wrong row, and nothing of the file is taken', async () => {
  const rows = (row: string) => `${fundFile({ '2-1-101': '1110.00' })}\n${row}`;
  for (const [row, column] of [
    ['2-1-102,2000.00,-1.00,2022-05-31,yes', 'balance_yuan'],
    ['2-1-102,2000.00,1.005,2022-05-31,yes', 'balance_yuan'],
    ['2-1-102,2000.00,一百,2022-05-31,yes', 'balance_yuan'],
    ['2-1-102,2000.00,90071992547409.92,2022-05-31,yes', 'balance_yuan'],
    ['2-1-102,-5,1.00,2022-05-31,yes', 'first_deposit_yuan'],
    ['2-1-102,2000.00,1.00,2022-06-31,yes', 'as_of'],
    ['2-1-102,2000.00,1.00,2022-09-21,yes', 'as_of'],
    ['2-1-102,2000.00,1.00,2022-05-31,maybe', 'synthetic'],
    ['2-1-101,2000.00,1.00,2022-05-31,yes', 'unit_label'],
    [',2000.00,1.00,2022-05-31,yes', 'unit_label'],
  ])
    expect(await load(rows(row!))).toMatchObject({
      code: 'BAD_ROWS',
      retryable: false,
      problems: [{ line: 3, column }],
    });
  await nothingStored();
});

test.each([
  '2号楼1单元102室',
  '２－１－１０２',
  '02-01-0102',
  '二号楼一单元102',
  '2/1/102',
  '凤源食品厂小区2栋 1单元 102户',
])('[MF-7] a home may be written as in the household file: %s', async (home) => {
  const said = `${home},2000.00,123.45,2022-05-31,yes`;
  expect(await load(`${fundFile({ '2-1-101': '1110.00' })}\n${said}`)).toMatchObject({ created: 2 });
  expect(await accountOf(countyBureau, 'unt_2_2')).toMatchObject([{ fundAccount: { openingFen: 12_345 } }]);
  // It is one home by whichever spelling, in a later file and in the same.
  expect(await load(three)).toMatchObject({ created: 1, unchanged: 2 });
  expect(await load(`${three}\n${said}`)).toMatchObject({
    code: 'BAD_ROWS',
    problems: [{ line: 5, column: 'unit_label', reason: expect.stringContaining('Line 3') }],
  });
});

test.each(['2楼102', '1单元102', '凤城小区2-1-102', '2-1-102-1', '2号楼9单元102'])(
  '[MF-7] what may be another home, or none, is refused where it stands: %s',
  async (home) => {
    const said = `${home},2000.00,123.45,2022-05-31,yes`;
    expect(await load(`${fundFile({ '2-1-101': '1110.00' })}\n${said}`)).toMatchObject({
      code: 'BAD_ROWS',
      problems: [{ line: 3, column: 'unit_label', reason: expect.stringContaining('2-1-301') }],
    });
    await nothingStored();
  },
);

test('a home that is in the file twice is told with the line that has it first', async () => {
  const again = '2-1-102,2000.00,1.00,2022-05-31,yes';
  const file = [fundFile({ '2-1-101': '1110.00', '2-1-102': '1.00' }), again, again].join('\n');
  for (const [language, reason] of [
    ['en', 'Line 3 has this home already. Remove one.'],
    ['zh', '第 3 行已有这一户，请删去一行。'],
  ] as const)
    expect(await load(file, { caller: { ...countyBureau, language } })).toMatchObject({
      problems: [
        { line: 4, column: 'unit_label', reason },
        { line: 5, column: 'unit_label', reason },
      ],
    });
  expect(await load(fundFile({ '2-1-101': '1110.00', '2-1-102': '1.00' }))).toMatchObject({ created: 2 });
});

test('[CONV-1] the homes of a community have 10 billion yuan together at most, and no home a fen more', async () => {
  for (const [balances, line] of [
    [{ '2-1-101': '10000000000.01', '2-1-102': '1.00' }, 2],
    [{ '2-1-101': '10000000000.00', '2-1-102': '0.01' }, 3],
  ] as const)
    expect(await load(fundFile(balances))).toMatchObject({
      code: 'BAD_ROWS',
      problems: [
        {
          line,
          column: 'balance_yuan',
          rule: 'CONV-1',
          reason: expect.stringContaining('10000000000.00 yuan'),
        },
      ],
    });
  const deposit = '2-1-101,10000000000.01,1.00,2022-05-31,yes';
  const caller = { ...countyBureau, language: 'zh' as const };
  expect(await load(`${fundFile({})}\n${deposit}`, { caller })).toMatchObject({
    problems: [
      { column: 'first_deposit_yuan', reason: expect.stringContaining('不得超过 10000000000.00 元') },
    ],
  });
  await nothingStored();

  expect(await load(fundFile({ '2-1-101': '10000000000.00', '2-1-102': '0.00' }))).toMatchObject({
    created: 2,
  });
  expect(await load(fundFile({ '2-1-103': '0.01' }))).toMatchObject({
    code: 'BAD_ROWS',
    problems: [{ line: 2, rule: 'CONV-1' }],
  });
});

test('homes and communities that governance has not told of may come in a moment', async () => {
  expect(await load(fundFile({ '2-1-101': '1.00', '3-1-101': '1.00' }))).toMatchObject({
    code: 'BAD_ROWS',
    retryable: true,
    problems: [{ line: 3, column: 'unit_label' }],
  });
  expect(await load(three, { communityId: 'com_404' })).toMatchObject({
    code: 'TARGET_NOT_FOUND',
    retryable: true,
  });
  await deliver(database(), funding, [communityRegistered({ communityId: 'com_2' })], { now });
  expect(await load(three, { communityId: 'com_2' })).toMatchObject({
    code: 'HOMES_NOT_KNOWN',
    message: expect.stringContaining('Import its roll of owners first'),
    retryable: true,
  });
  expect(await load(three, { communityId: '凤源' })).toMatchObject({
    code: 'TARGET_NOT_FOUND',
    retryable: false,
  });
  await nothingStored();
});

test('[MF-7] an account that was opened otherwise is not opened again', async () => {
  await load(three);
  expect(await load(three.replace('123.45', '123.46'))).toMatchObject({
    code: 'BAD_ROWS',
    problems: [{ line: 3, column: null, reason: expect.stringContaining('postings only') }],
  });
});

test('[MF-7] the county and its finance department import, each at home', async () => {
  expect(await load(three, { caller: otherCounty })).toMatchObject({ code: 'NOT_IN_SCOPE' });
  for (const caller of [anybody, committee, cityBureau, owner('own_2_1')])
    expect(await load(three, { caller })).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  await nothingStored();
  expect(await load(three, { caller: finance })).toMatchObject({ created: 3 });
});

test("another county's file is not even read", async () => {
  const unread = new Proxy(
    {},
    {
      get: () => {
        throw new Error('The file was read');
      },
    },
  ) as string;
  const context = {
    ...{ ...otherCounty, db: database(), clock: () => now, sandbox: null, rebuilder: null, askAgain: null },
    ...{ personalData: testPersonalData, evidenceKey: null, holidays: () => shippedHolidays },
  };
  for (const [communityId, code] of [
    ['com_1', 'NOT_IN_SCOPE'],
    ['com_404', 'TARGET_NOT_FOUND'],
  ] as const) {
    const file = { communityId, contentBase64: unread, dryRun: false };
    expect(await importFundAccounts(context, file, uuidV7())).toMatchObject({ code });
  }
});

test("[MF-8] a home's balance is shown to its owner and the county, and to nobody else", async () => {
  await load(three);
  const fundAccount = {
    firstDepositFen: 200_000,
    openingFen: 111_000,
    asOf: '2022-05-31',
    balanceFen: 111_000,
    heldFen: 0,
    owedFen: 0,
    synthetic: true,
  };

  for (const caller of [owner('own_2_1'), countyBureau, finance])
    expect(await accountOf(caller)).toEqual([{ fundAccount }]);
  // Ids are compared exactly, though `_` stands for any letter in a pattern.
  for (const caller of [owner('own_2_2'), owner('own_2X1'), otherCounty])
    expect(await accountOf(caller)).toEqual([{ fundAccount: null }]);
  for (const caller of [anybody, committee, cityBureau])
    expect(await accountOf(caller)).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  expect(await accountOf(countyBureau, 'unt_404')).toEqual([{ fundAccount: null }]);
});

test('[MF-7] an account of nothing is an account', async () => {
  await load(fundFile({ '2-1-103': '0.00' }));
  expect(await fundOf('com_1')).toMatchObject([{ maintenanceFund: { state: 'HAS_FUND', balanceFen: 0 } }]);
  expect(await accountOf(owner('own_2_3'), 'unt_2_3')).toMatchObject([{ fundAccount: { balanceFen: 0 } }]);
});
