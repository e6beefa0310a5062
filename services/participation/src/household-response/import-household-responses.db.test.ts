import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AuditTable } from '@anju/runtime/audit';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { june16, solicitationSteps } from '../solicitation/solicitation.builder';
import { storage } from '../storage';
import { csvOf, csvOfNumbers, householdSteps } from './household-response.builder';
import { AnswerTable, ContactTable, HouseholdResponseTable } from './household-response.table';

const database = testDatabase(storage);
const { register, open, close, look, withdraw } = solicitationSteps(database);
const { answer, importCsv, responses } = householdSteps(database);

let id: string;
beforeEach(async () => {
  await register();
  ({ id } = await open());
});

const rows = () =>
  Promise.all(
    [HouseholdResponseTable, ContactTable, AnswerTable].map((table) => database().read.count(table as never)),
  );

test('[PART-2, PART-3, OVR-2] importHouseholdResponses enters a line for each household, and twice changes nothing', async () => {
  const csv = csvOfNumbers({ contacted: 130, answers: 100, consents: 70, modes: 70 });

  expect(await importCsv(id, csv)).toEqual({
    __typename: 'ImportReport',
    ...{ dryRun: false, rows: 130, created: 130, changed: 0, unchanged: 0 },
    // Nobody could look the homes up: there is no roll yet.
    notes: [
      {
        ...{ line: 1, column: 'household', rule: 'PART-2' },
        reason: expect.stringContaining('roll of this community is not imported'),
      },
    ],
  });
  expect(await look(id)).toMatchObject({ contacted: 130, answers: 100, consents: 70 });
  expect(await rows()).toEqual([130, 130, 100]);

  expect(await importCsv(id, csv)).toMatchObject({ created: 0, changed: 0, unchanged: 130 });
  expect(await rows()).toEqual([130, 130, 100]);
  expect(await database().read.findBy(AuditTable, { action: 'importHouseholdResponses' })).toMatchObject([
    { subject: id, at: june16, detail: { created: 130, changed: 0, contacts: 130, answers: 100 } },
  ]);
});

test('[PART-2, PART-3] the demonstration’s file comes to 130 contacts, 100 answers and 70 of each consent', async () => {
  const file = readFileSync(join(__dirname, '../../../../infra/local/data/fengyuan-household-responses.csv'));
  // All of it is invented, and this asking is not.
  const refusal = await importCsv(id, file);
  expect(refusal).toMatchObject({ code: 'BAD_ROWS' });
  expect(refusal.problems).toHaveLength(130);
  expect(refusal.problems[0]).toMatchObject({
    ...{ line: 2, column: 'note' },
    reason: expect.stringContaining('Open one with synthetic: true'),
  });
  expect(await rows()).toEqual([0, 0, 0]);

  await withdraw(id);
  ({ id } = await open('com_1', { synthetic: true }));
  expect(await importCsv(id, file)).toMatchObject({ __typename: 'ImportReport', created: 130 });
  expect(await close(id)).toMatchObject({
    state: 'GATE_REACHED',
    ...{ contacted: 130, answers: 100, consents: 70, managementModeConsents: 70 },
  });
});

test('a note with the word in a phrase marks nothing, and the line is told', async () => {
  const csv = csvOf('1-1-101,2022-06-08,visit,,,,,')
    .replace('wishes\n', 'wishes,note\n')
    .replace(',,,,,\n', ',,,,,,原合成氨厂职工\n');
  const { created, notes } = await importCsv(id, csv);
  expect([created, notes.at(-1)]).toMatchObject([
    1,
    { line: 2, column: 'note', reason: expect.stringContaining('taken as real') },
  ]);
});

test('the words of a file may be Chinese, in GB18030, and its labels as typed', async () => {
  // 户 … 入户,已答复,是,否,,屋面维修；排水 as GB18030 bytes.
  const words = Buffer.from('c8ebbba7', 'hex');
  const answered = Buffer.from('d2d1b4f0b8b4', 'hex');
  const [yes, no] = [Buffer.from('cac7', 'hex'), Buffer.from('b7f1', 'hex')];
  const wishes = Buffer.from('ceddc3e6ceacd0dea3bbc5c5cbae', 'hex');
  const comma = Buffer.from(',');
  const cells = [
    Buffer.from('2 - 1-301'),
    Buffer.from('2022-06-08'),
    words,
    answered,
    yes,
    no,
    Buffer.from(''),
    wishes,
  ];
  const line = Buffer.concat(cells.flatMap((cell, i) => (i === 0 ? [cell] : [comma, cell])));

  expect(await importCsv(id, Buffer.concat([Buffer.from(csvOf()), line]))).toMatchObject({ created: 1 });
  const { responses: found } = await responses(id);
  expect(found.nodes).toMatchObject([
    {
      household: '2-1-301',
      contacts: [{ way: 'VISIT' }],
      answer: { consents: true, consentsToManagementMode: false, wishes: ['DRAINAGE', 'ROOF_REPAIR'] },
    },
  ]);
});

test('a dry run checks everything and stores nothing', async () => {
  const csv = csvOfNumbers({ contacted: 3, answers: 1 });

  expect(await importCsv(id, csv, { dryRun: true })).toMatchObject({ dryRun: true, rows: 3, created: 3 });
  expect(await importCsv(id, csvOf('1-1-101,2022-06-31,visit,,,,,'), { dryRun: true })).toMatchObject({
    code: 'BAD_ROWS',
  });
  expect(await rows()).toEqual([0, 0, 0]);
});

test('[PART-2] a line without a date is a household not reached, and a later file brings it in', async () => {
  expect(await importCsv(id, csvOf('1-1-101,2022-06-08,visit,,,,,', '1-1-102,,,,,,,'))).toMatchObject({
    ...{ rows: 2, created: 1, unchanged: 1 },
  });
  const later = csvOf('1-1-101,2022-06-09,visit,answered,yes,no,,', '1-1-102,2022-06-09,online,refused,,,,');
  expect(await importCsv(id, later)).toMatchObject({ created: 1, changed: 1, unchanged: 0 });
  expect(await look(id)).toMatchObject({ contacted: 2, answers: 1, refusals: 1, consents: 1 });
});

test('[PART-2] a file read again does not bring back what a household has changed since', async () => {
  const csv = csvOf('2-1-301,2022-06-08,visit,answered,yes,yes,,');
  await importCsv(id, csv);
  await answer({ solicitationId: id, consents: false });

  expect(await importCsv(id, csv)).toMatchObject({
    changed: 0,
    unchanged: 1,
    // What was left is named, with the way to enter it after all.
    notes: [{ line: 1 }, { line: 2, reason: expect.stringContaining('recordAnswer') }],
  });
  expect(await look(id)).toMatchObject({ answers: 1, consents: 0 });

  expect(await answer({ solicitationId: id })).toMatchObject({ answer: { consents: true } });
  expect(await importCsv(id, csv)).toMatchObject({ changed: 0, notes: [{ line: 1 }] });
});

test('[PART-2] one file sent twice at once is entered once', async () => {
  const csv = csvOfNumbers({ contacted: 24, answers: 20 });
  const reports = await Promise.all([importCsv(id, csv), importCsv(id, csv), importCsv(id, csv)]);

  expect(reports.map(({ created }) => created).sort()).toEqual([0, 0, 24]);
  expect(await rows()).toEqual([24, 24, 20]);
});
