import { readTable } from '@anju/runtime/csv-table';
import { type Said, wordsOf } from '@anju/runtime/idempotency';
import { nextStep } from '@anju/runtime/testing/next-step';
import { mostEnteredFen } from '@anju/values/money';
import type { KnownUnit } from './known/building/building';
import { messages as jobs } from './money/maintenance-job/refusals.words';
import { columns, readFundAccounts } from './money/unit-fund-account/fund-accounts.file';
import { messages as fundAccounts } from './money/unit-fund-account/refusals.words';
import { messages as projects } from './projects/renovation-project/refusals.words';

const refusals = Object.entries({ jobs, fundAccounts, projects }).flatMap(([of, messages]) =>
  Object.entries<Said>(messages).map(([code, said]) => [`${of}: ${code}`, wordsOf(said)] as const),
);

test('there are words to look at', () => {
  expect(refusals.length).toBeGreaterThan(120);
});

test.each(refusals)('the refusal of %s says what to do next in both languages', (_, words) => {
  expect(words.zh).toMatch(nextStep.zh);
  expect(words.en).toMatch(nextStep.en);
});

test.each(['BEYOND_CEILING', 'BEYOND_ALLOCATION'] as const)(
  '[FUND-8] %s names a smaller sheet where something is left, and else none',
  (code) => {
    const left = (leftFen: number) => wordsOf(jobs[code], { leftFen });
    expect(left(1).en).toContain('Enter a sheet by which the supervisor signs for {left} yuan or less');
    expect(left(1).zh).toContain('不超过 {left} 元');
    expect(left(0).en).not.toContain('{left}');
    expect(left(0).zh).not.toContain('{left}');
    expect(left(0).en).toMatch(/\. (Ask|Withdraw) the /);
    expect(left(0).en).toContain('withdrawMaintenanceJob');
    expect(left(0).zh).toContain('撤回本维修项目（withdrawMaintenanceJob）');
  },
);

test('so does every problem of a row that is found in a file of the fund', () => {
  const most = mostEnteredFen / 100;
  const csv = [
    columns.join(','),
    `1-1-101,${most}.01,1.00,2022-05-31,yes`,
    `1-1-101,1.00,${most}.00,2022-05-31,yes`,
    '1-1-102,1.00,0.01,2022-05-31,yes',
    '1-1-103,1.00,0.01,2022-05-31,yes',
    '1-1-104,1.00,0.01,2022-09-21,yes',
    '1-1-404,1.00,0.01,2022-05-31,yes',
  ].join('\n');
  const table = readTable(Buffer.from(csv).toString('base64'), columns);
  if (!table.readable) throw new Error(table.code);
  const units = ['101', '102', '103', '104'].map(
    (door) => ({ id: `unt_${door}`, label: `1-1-${door}` }) as unknown as KnownUnit,
  );
  const [account] = [{ unitId: 'unt_103', firstDepositFen: 100, openingFen: 2, asOf: '2022-05-31' }];
  const { problems } = readFundAccounts(table, {
    communityName: '',
    units,
    accounts: [account as never],
    today: '2022-09-20',
  });
  const reasons = problems.map(({ reason }) => reason);
  // Too large, twice, too much, opened otherwise, in the future, unknown.
  expect(new Set(reasons.map(({ zh }) => zh)).size).toBe(6);
  for (const { zh, en } of reasons) {
    expect(zh).toMatch(nextStep.zh);
    expect(en).toMatch(nextStep.en);
  }
});
