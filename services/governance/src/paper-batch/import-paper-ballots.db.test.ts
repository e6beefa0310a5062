import { AuditTable } from '@anju/runtime/audit';
import { importFile, testPersonalData } from '@anju/runtime/testing/execute';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { uuidV7 } from '@anju/values/id';
import {
  afterwards,
  ask,
  type By,
  closesAt,
  committee,
  elsewhere,
  meetingWith,
  other,
  owner,
  repairRoof,
  street,
  whileOpen,
  withdraw,
} from '../assembly-meeting/assembly-meeting.builder';
import { putCommunity, putOwner } from '../assembly-meeting/roll.builder';
import { cast } from '../ballot/ballot.builder';
import { BallotTable } from '../ballot/ballot.table';
import { handIn } from '../handed-in-form/handed-in-form.builder';
import { close, standOf } from '../question/vote.builder';
import { storage } from '../storage';
import { sell } from '../title-proof/title-proof.builder';
import { paperColumns } from './paper-batch.csv';

const database = testDatabase(storage);

let meetingId: string;
let zone: string;
let roof: string;
beforeEach(async () => {
  await putCommunity(database());
  for (const letter of 'ABbCDEGX') await putOwner(database(), letter);
  const meeting = await meetingWith(database(), [other(), repairRoof()]);
  ({ meetingId } = meeting);
  [zone, roof] = meeting.questionIds as [string, string];
});

/** A paper of C's, signed and in time, that says yes to the first question. */
const aPaper = (form: string, differing: Record<string, string> = {}, columns = ['1']): string => {
  const cells: Record<string, string> = {
    ...{ form_number: form, building: '1', entrance: '1', door: '4', owner: '' },
    ...{ received_at: '2022-07-06 09:30', signed: '是', 1: '同意' },
    ...differing,
  };
  return [...paperColumns, ...columns].map((column) => cells[column] ?? '').join(',');
};
const file = (rows: readonly string[], columns = ['1']) =>
  [[...paperColumns, ...columns].join(','), ...rows].map((line) => `${line}\n`).join('');

async function load(
  csv: string,
  {
    caller = committee(),
    now = whileOpen,
    idempotencyKey = uuidV7(),
    dryRun = false,
    into = meetingId,
  }: By & {
    idempotencyKey?: string;
    dryRun?: boolean;
    into?: string;
  } = {},
) {
  const { data, errors } = await ask(
    database(),
    `mutation ($input: ImportPaperBallotsInput!) { importPaperBallots(input: $input) {
       ... on ImportReport { dryRun rows created changed unchanged notes { line reason rule } }
       ... on ImportRefusal { code rule message problems { line column value reason rule } } } }`,
    { input: { idempotencyKey, meetingId: into, file: importFile(csv, dryRun) } },
    { caller, now },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.importPaperBallots;
}
const base64Of = (csv: string) => Buffer.from(csv).toString('base64');
const entered = () => database().read.count(BallotTable);

test('[GOV-MEET-5] example: who brings four forms of a stair brings 3 yes and 1 no, each counted as it says', async () => {
  const rows = [
    aPaper('F-1', { door: '1' }),
    aPaper('F-2', { door: '4', 1: 'YES' }),
    aPaper('F-3', { building: '2', door: '5', 1: '赞成' }),
    aPaper('F-4', { building: '2', door: '6', 1: '反对' }),
  ];
  expect(await load(file(rows))).toEqual({
    ...{ dryRun: false, rows: 4, created: 4, changed: 0, unchanged: 0, notes: [] },
  });
  expect(await standOf(database(), zone)).toMatchObject({
    turnout: { tookPart: { heads: 4, areaDm2: 36_000 }, yes: { heads: 3, areaDm2: 29_000 } },
  });
  const audit = await database().read.find(AuditTable);
  expect(audit.filter(({ action }) => action === 'enterPaperBallot')).toHaveLength(4);
  expect(audit.filter(({ action }) => action === 'importPaperBallots')).toMatchObject([
    { subject: meetingId, detail: { papers: 4, fileDigest: testPersonalData.digest(base64Of(file(rows))) } },
  ]);
});

test('[GOV-VOTE-6] a blank, two marks and no signature are kept and do not count, and what is not on the paper is not answered', async () => {
  const two = ['1', '2'];
  const rows = [
    aPaper('F-1', { building: '2', door: '5', 1: '空白', 2: 'ABSTAIN' }, two),
    aPaper('F-2', { building: '2', door: '6', 1: '同意；反对', 2: '' }, two),
    aPaper('F-3', { signed: 'no' }, two),
  ];
  expect(await load(file(rows, two))).toMatchObject({ created: 3 });
  expect(await standOf(database(), zone)).toMatchObject({
    turnout: { tookPart: { heads: 0 } },
    invalid: { heads: 3 },
  });
  expect(await standOf(database(), roof)).toMatchObject({
    turnout: { tookPart: { heads: 1 }, yes: { heads: 0 } },
    invalid: { heads: 0 },
  });
});

test('[GOV-VOTE-13] of two papers of one head the later one counts, wherever it stands in the file', async () => {
  const rows = [
    aPaper('F-1', { received_at: '2022/7/6 9:45', 1: 'NO' }),
    aPaper('F-2', { received_at: '2022-07-06T01:30:00Z' }),
  ];
  expect(await load(file(rows))).toMatchObject({ created: 2 });
  expect(await standOf(database(), zone)).toMatchObject({
    turnout: { tookPart: { heads: 1 }, yes: { heads: 0 } },
  });
});

test('[REG-4, REG-7] who signed is told by name where several may have: co-owners, and who bought the home', async () => {
  const couple = { door: '3' };
  expect(await load(file([aPaper('F-1', couple)]))).toMatchObject({
    problems: [{ line: 2, column: 'owner', rule: 'REG-7', reason: expect.stringContaining('Give the name') }],
  });
  expect(await load(file([aPaper('F-1', { ...couple, owner: '业主X' })]))).toMatchObject({
    problems: [{ column: 'owner', value: '业主X', reason: expect.stringContaining('neither an owner') }],
  });
  expect(await load(file([aPaper('F-1', { ...couple, owner: '业主b' })]))).toMatchObject({ created: 1 });

  await sell(database(), 'X', meetingId, ['unt_4'], {}, { now: '2022-06-25T02:00:00.000Z' });
  expect(await load(file([aPaper('F-2')]))).toMatchObject({ problems: [{ column: 'owner' }] });
  expect(await load(file([aPaper('F-2', { owner: '业主C' })]))).toMatchObject({
    problems: [{ line: 2, column: null, rule: 'REG-7', reason: expect.stringContaining('proven sold') }],
  });
  expect(await load(file([aPaper('F-2', { owner: '业主X' })]))).toMatchObject({ created: 1 });
});

test('every bad row is told at once by line, column and rule, and nothing of the file is stored', async () => {
  await load(file([aPaper('F-0', { building: '2', door: '5' })]));
  const rows = [
    aPaper('F-1'),
    aPaper('f-1', { building: '2', door: '6' }),
    aPaper('', { building: '2', door: '6' }),
    aPaper('F-0', { building: '2', door: '6' }),
    aPaper('F-4', { door: '99' }),
    aPaper('F-5', { received_at: '6月31日' }),
    aPaper('F-6', { received_at: '2022-06-31 10:00' }),
    aPaper('F-7', { received_at: '2022-07-04 23:59' }),
    aPaper('F-8', { received_at: '2022-07-06 10:01' }),
    aPaper('F-9', { signed: '签' }),
    aPaper('F-10', { 1: '好' }),
    aPaper('F-11', { 1: '' }),
  ];
  const said = await load(file(rows));
  expect(said.code).toBe('BAD_ROWS');
  expect(said.problems.map(({ line, column, rule }: any) => [line, column, rule])).toEqual([
    [3, 'form_number', 'GOV-VOTE-13'],
    [4, 'form_number', null],
    [5, 'form_number', 'GOV-VOTE-13'],
    [6, 'door', 'REG-7'],
    [7, 'received_at', null],
    [8, 'received_at', null],
    [9, 'received_at', 'GOV-MEET-3'],
    [10, 'received_at', 'GOV-MEET-3'],
    [11, 'signed', null],
    [12, '1', null],
    [13, null, 'GOV-VOTE-6'],
  ]);
  const chinese = await load(file(rows), { caller: committee('1', 'zh') });
  for (const { reason } of chinese.problems) expect(reason).toMatch(/[一-龥]/);
  expect(await entered()).toBe(1);
});

test('a file is refused whose columns are no questions of the meeting, or that has more papers than one takes', async () => {
  const without = [paperColumns.join(','), aPaper('F-1', {}, [])].join('\n');
  expect(await load(without)).toMatchObject({
    code: 'NOT_A_TABLE',
    problems: [{ line: 1, reason: expect.stringContaining('Put one for each question') }],
  });
  expect(await load(file([aPaper('F-1', { 3: 'YES' }, ['1', '3'])], ['1', '3']))).toMatchObject({
    code: 'NOT_A_TABLE',
    problems: [{ line: 1, column: '3', reason: expect.stringContaining('numbers, 1 to 2') }],
  });
  const papers = (most: number) => file(Array.from({ length: most }, (_, i) => aPaper(`F-${i}`)));
  expect(await load(papers(201))).toMatchObject({
    code: 'BAD_ROWS',
    problems: [{ line: 202, reason: expect.stringContaining('up to 200 answers') }],
  });
  const both = ['1', '2'];
  const ofBoth = Array.from({ length: 101 }, (_, i) => aPaper(`F-${i}`, { 2: '' }, both));
  expect(await load(file(ofBoth, both), { dryRun: true })).toMatchObject({ problems: [{ line: 102 }] });
  expect(await load('\u0000\u0001')).toMatchObject({ code: 'NOT_A_TABLE' });
  expect(await load(file([',,,,,,,']))).toMatchObject({ code: 'EMPTY_FILE' });
  expect(await entered()).toBe(0);
  expect(await load(papers(200), { dryRun: true })).toMatchObject({ created: 200 });
});

test.each(['２', '二', '第2项', 'Q2', '2.0'])(
  'an answer under %s, which is no number of a question, is not lost unseen',
  async (heading) => {
    const columns = ['1', heading];
    expect(await load(file([aPaper('F-1', { [heading]: 'NO' }, columns)], columns))).toMatchObject({
      code: 'NOT_A_TABLE',
      problems: [{ line: 1, column: heading, reason: expect.stringContaining('Nothing reads this column') }],
    });
    expect(await entered()).toBe(0);
    const remark = ['1', '备注', 'left over'];
    const row = aPaper('F-1', { 备注: '代交' }, remark);
    expect(await load(file([row, ',,,,,,,,,'], remark))).toMatchObject({ rows: 1, created: 1 });
  },
);

test('[REG-3, REG-7] what enterPaperBallot warns of is a note on the row: another answer of one owner, a buyer displaced', async () => {
  const two = [
    aPaper('A-1', { door: '1', received_at: '2022-07-06T09:30+08:00' }),
    aPaper('A-2', { door: '2', 1: 'NO', received_at: '2022-07-06 01:40 Z' }),
  ];
  expect(await load(file(two))).toMatchObject({
    created: 2,
    notes: [{ line: 3, rule: 'REG-3', reason: expect.stringContaining('answered otherwise before') }],
  });

  await sell(database(), 'X', meetingId, ['unt_4'], {}, { now: '2022-07-06T01:50:00.000Z' });
  await cast(database(), 'X', meetingId, { [zone]: 'NO' }, { now: '2022-07-06T01:55:00.000Z' });
  expect(await load(file([aPaper('C-1', { owner: '业主 C' })]))).toMatchObject({
    created: 1,
    notes: [{ line: 2, rule: 'REG-7', reason: expect.stringContaining('before the proof of the sale') }],
  });
});

test('a dry run says what would be entered and enters nothing; a file sent twice under one key is entered once', async () => {
  const csv = file([aPaper('F-1')]);
  const idempotencyKey = uuidV7();
  expect(await load(csv, { idempotencyKey, dryRun: true })).toMatchObject({ dryRun: true, created: 1 });
  expect(await entered()).toBe(0);
  expect(await standOf(database(), zone)).toMatchObject({ turnout: { tookPart: { heads: 0 } } });

  const first = await load(csv, { idempotencyKey });
  expect(first).toMatchObject({ dryRun: false, created: 1 });
  expect(await load(csv, { idempotencyKey })).toEqual(first);
  expect(await load(file([aPaper('F-2')]), { idempotencyKey })).toMatchObject({
    code: 'IDEMPOTENCY_KEY_REUSED',
  });
  expect(await load(csv)).toMatchObject({ problems: [{ column: 'form_number', rule: 'GOV-VOTE-13' }] });
  expect(await entered()).toBe(1);
});

test('[GOV-MEET-3] after the end forms that were handed in are taken until the count, and others are not', async () => {
  await handIn(database(), meetingId, ['F-1'], { receivedAt: '2022-07-06T01:30:00.000Z' });
  const both = [aPaper('F-1'), aPaper('F-2', { building: '2', door: '5' })];
  expect(await load(file(both), { now: afterwards })).toMatchObject({
    problems: [{ line: 3, rule: 'GOV-MEET-3' }],
  });
  expect(await load(file(both.slice(0, 1)), { now: closesAt })).toMatchObject({ created: 1 });
  expect(await close(database(), zone)).toMatchObject({
    decision: { record: { turnout: { yes: { heads: 1, areaDm2: 6000 } } } },
  });
});

test('[GOV-COM-5] the committee in office and the street of the place enter papers, and nobody else', async () => {
  const csv = file([aPaper('F-1')]);
  for (const caller of [elsewhere.committee, elsewhere.street])
    expect(await load(csv, { caller })).toMatchObject({ code: 'NOT_IN_SCOPE' });
  await expect(load(csv, { caller: owner('C') })).rejects.toThrow('FORBIDDEN');
  for (const into of ['mtg_none', '会议'])
    expect(await load(csv, { into })).toMatchObject({ code: 'TARGET_NOT_FOUND' });
  expect(await load(csv, { caller: street })).toMatchObject({ created: 1 });
});

test('of a meeting that was withdrawn no paper is taken', async () => {
  await withdraw(database(), meetingId);
  expect(await load(file([aPaper('F-1')]))).toMatchObject({ code: 'NOT_OPEN', rule: 'GOV-MEET-3' });
});

test('[GOV-VOTE-13] two files at once with one form: it is entered once, and online ballots go on beside', async () => {
  const answers = await Promise.all([
    load(file([aPaper('F-1'), aPaper('F-2', { building: '2', door: '5' })])),
    load(file([aPaper('F-1'), aPaper('F-3', { building: '2', door: '6' })])),
    cast(database(), 'G', meetingId, { [zone]: 'YES' }),
  ]);
  expect(answers.filter(({ created }) => created === 2)).toHaveLength(1);
  expect(answers.filter(({ code }) => code === 'BAD_ROWS')).toHaveLength(1);
  expect(await entered()).toBe(3);
});
