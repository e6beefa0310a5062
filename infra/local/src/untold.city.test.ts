import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { anju } from '@anju/cli/anju';
import { createClient } from '@anju/cli/client';
import type { Envelope } from '@anju/events/define-event';
import { participation } from '@anju/participation/subscriptions';
import { AuditTable } from '@anju/runtime/audit';
import { receive } from '@anju/runtime/inbox';
import { InboxTable } from '@anju/runtime/inbox.table';
import { appendToOutbox, type OutboxRow, OutboxTable, toEnvelope } from '@anju/runtime/outbox';
import { openSandbox } from '@anju/runtime/sandbox';
import { transaction } from '@anju/runtime/transaction';
import { publishedFile } from './act';
import { type CityInOneProcess, startCity } from './city';
import { createActors, offices } from './officers';

jest.setTimeout(120_000);

let city: CityInOneProcess;
let folder: string;
let issuer: Awaited<ReturnType<typeof openSandbox>>['issuer'];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'anju-untold-'));
  const sandbox = await openSandbox(folder);
  issuer = sandbox.issuer;
  city = await startCity({ sandbox, logLevel: 'silent', port: 0 });
  const bureau = await createActors(city.url, sandbox.issuer).as(offices.countyBureau);
  await bureau.ask(
    'mutation ($input: ImportCommunitiesInput!) { importCommunities(input: $input) { __typename } }',
    { input: { publication: 'jincheng-urban-2020', file: publishedFile('jincheng-urban-2020.csv') } },
  );
  await eventually(async () => {
    const handled = await dbOf('participation').read.countBy(InboxTable, { state: 'HANDLED' });
    return handled === (await dbOf('governance').read.count(OutboxTable));
  });
});
afterAll(async () => {
  await city?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const dbOf = (service: string) => city.running.find(({ name }) => name === service)!.db;
const now = '2022-09-20T10:00:00.000Z' as const;

async function eventually(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200 && !(await holds()); tries++) await wait(50);
  expect(await holds()).toBe(true);
}

async function run(...argv: string[]) {
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  const code = await anju(['events', ...argv, '--url', city.url, '--data', folder], {}, say, say);
  return { code, said: said.join('\n') };
}
const replay = (...argv: string[]) => run('replay', 'governance', '--consumer', 'participation', ...argv);

/** As whoever may write to the topic could, in the words of the contract. */
const forge = (registered: OutboxRow, sequence: number, differing: Partial<Envelope> = {}) =>
  receive(
    dbOf('participation'),
    participation,
    {
      ...toEnvelope(registered),
      id: `evt_forged_${sequence}`,
      type: 'governance.community-revised.v1',
      sequence,
      data: { ...(registered.data as object), name: 'forged' },
      ...differing,
    },
    () => now,
  );
/** What governance really says next of it. */
const revise = async ({ data }: OutboxRow, name: string) => {
  const fact = { type: 'governance.community-revised.v1', data: { ...(data as object), name } } as never;
  await transaction(dbOf('governance'), (tx) => appendToOutbox(tx, [fact], now));
};
const nameOf = async (id: string): Promise<string | undefined> =>
  (await dbOf('participation').read.query('SELECT name FROM known_community WHERE id = ?', [id]))[0]?.name;
const registered = async (skip: number) => {
  const type = 'governance.community-registered.v1';
  const [row] = await dbOf('governance').read.find(OutboxTable, { where: { type }, skip, take: 1 });
  const { subject } = row!;
  const last = await dbOf('governance').read.maximum(OutboxTable, 'sequence', { subject });
  return { row: row!, subject, next: Number(last) + 1 };
};
/** What is said to whoever asks for this. */
function answer(field: string, json: object) {
  const real = globalThis.fetch;
  return jest
    .spyOn(globalThis, 'fetch')
    .mockImplementation((url, init) =>
      String(init?.body).includes(field) ? Promise.resolve(Response.json(json)) : real(url, init),
    );
}
const rowsAsTold = /by \d+ events: (\d+ rows were missing, \d+ not as told, \d+ told by nobody)\./;

test('a forged event that had its effect is found by its id, and makes way for the true one without SQL', async () => {
  const { row, subject, next } = await registered(0);
  expect(await forge(row, next)).toBe('HANDLED');
  await revise(row, 'told');
  const refused = () => dbOf('participation').read.existsBy(InboxTable, { state: 'REFUSED' });
  await eventually(refused);
  expect(await nameOf(subject)).toBe('forged');
  const named = `${subject}: 第 ${next} 号处理的是 evt_forged_${next}，`;

  for (const argv of [[], ['--key', subject], ['--dry-run']]) {
    const { code, said } = await replay(...argv);
    expect([code, said]).toEqual([1, expect.stringContaining(named)]);
    expect(said).toMatch(/1 events that no speaker told.*anju events rebuild participation/);
    expect(said).not.toContain('has all');
  }
  expect(await run('drop', 'participation', subject)).toEqual({
    code: 1,
    said: expect.stringMatching(
      /this names it and says what puts it right: anju events rebuild participation$/,
    ),
  });
  const untouched = /nothing was done about them.* anju events rebuild participation --as-told \(all/;
  for (const argv of [['community'], [], ['--dry-run']]) {
    const { code, said } = await run('rebuild', 'participation', ...argv);
    expect([code, said]).toEqual([1, expect.stringContaining(named)]);
    expect(said).toMatch(untouched);
  }
  const look = await run('rebuild', 'participation', '--as-told', '--dry-run');
  expect(look).toEqual({ code: 0, said: expect.stringContaining(named) });
  expect(look.said).toMatch(/0 rows were missing, 1 not as told, 0 told by nobody[^]*Nothing was done\.$/);
  expect(await nameOf(subject)).toBe('forged');
  expect(await run('rebuild', 'participation', 'community', '--as-told')).toMatchObject({
    code: 1,
    said: expect.stringContaining('Wrong argument: --as-told community'),
  });

  const done = await run('rebuild', 'participation', '--as-told');
  expect(done).toEqual({
    code: 0,
    said: expect.stringMatching(/1 events that nobody told stand as refused/),
  });
  expect(await nameOf(subject)).toBe('told');
  expect((await replay()).said).toContain('participation has all that governance told.');
  expect(await run('drop', 'participation', `evt_forged_${next}`)).toMatchObject({ code: 0 });
  expect(await refused()).toBe(false);
  await revise(row, 'told next');
  await eventually(async () => (await nameOf(subject)) === 'told next');
});

test('what was handled behind all that was told, or of a key that nobody knows, goes by the same', async () => {
  const { row, subject, next } = await registered(1);
  const before = await nameOf(subject);
  expect(await forge(row, next)).toBe('HANDLED');
  expect(await forge(row, next + 1)).toBe('HANDLED');
  const nobodys = { ...(row.data as object), communityId: 'com_nobody' };
  const type = 'governance.community-registered.v1';
  expect(await forge(row, 1, { subject: 'com_nobody', type, data: nobodys })).toBe('HANDLED');

  expect(await replay()).toEqual({ code: 1, said: expect.stringContaining('and none was told') });
  const { code, said } = await run('rebuild', 'participation', '--as-told');
  expect([code, said]).toEqual([0, expect.stringContaining('com_nobody: 第 1 号处理的是 evt_forged_1，')]);
  expect(rowsAsTold.exec(said)![1]).toBe('0 rows were missing, 1 not as told, 1 told by nobody');
  expect([await nameOf(subject), await nameOf('com_nobody')]).toEqual([before, undefined]);
  await revise(row, 'told');
  await eventually(async () => (await nameOf(subject)) === 'told');
  expect((await run('rebuild', 'participation')).said).toMatch(/ \/ It is as what was handled says\.$/);
});

test('whoever has it put right is on record with what it was, and what is not as said is refused', async () => {
  const acts = await dbOf('participation').read.find(AuditTable, { order: { id: 'ASC' } });
  const [first] = acts.filter(
    ({ action, detail }) => action === 'rebuild copy' && 'untold' in (detail as object),
  );
  expect(first).toMatchObject({ actor: 'local-operator', subject: 'participation' });
  expect(first!.detail).toMatchObject({
    untold: [{ sequence: expect.any(Number), eventId: expect.stringMatching(/^evt_forged/) }],
  });

  const token = await issuer.mint({ sub: 'operator', roles: ['OPERATOR'] }, 3_600);
  const untold = '{ subject: "com_1", sequence: 1, eventId: "evt_1" }';
  for (const [language, notAsSaid, needsAll] of [
    ['zh', /^所列的未发出事件.*\(evt_1 was not handled/, /^未发出事件的影响可能在任何副本中/],
    ['en', /^The events that are said to be untold.*\(evt_1 was not/, /may be in any copy/],
  ] as const) {
    const refusal = async (args: string) => {
      const { done } = await createClient(city.url, token, language).ask(
        `mutation { done: rebuildParticipationCopy(${args}) {
          ... on EventFlowRefusal { code message retryable } } }`,
      );
      return done;
    };
    const code = 'UNTOLD_NOT_AS_SAID';
    const said = { code, message: expect.stringMatching(notAsSaid), retryable: false };
    for (const dryRun of [true, false])
      expect(await refusal(`untold: [${untold}], dryRun: ${dryRun}`)).toEqual(said);
    expect(await refusal(`copy: "community", untold: [${untold}]`)).toEqual({
      code: 'UNTOLD_NEEDS_ALL_COPIES',
      message: expect.stringMatching(needsAll),
      retryable: false,
    });
  }
});

test('a speaker that was put back, was rebuilt by and is brought forward is as told again, by commands alone', async () => {
  const { row, subject, next } = await registered(2);
  await revise(row, 'second day');
  await revise(row, 'third day');
  await eventually(async () => (await nameOf(subject)) === 'third day');
  const { read } = dbOf('governance');
  const kept = await read.find(OutboxTable, { where: { subject }, order: { sequence: 'ASC' } });
  const later = kept.filter(({ sequence }) => sequence >= next);
  /** As its database is put back to the first day. */
  const putBack = async () => {
    const { writer } = dbOf('governance');
    await writer.query('DROP TRIGGER IF EXISTS outbox_no_delete');
    await writer.query('DELETE FROM outbox WHERE subject = ? AND sequence >= ?', [subject, next]);
  };
  await putBack();
  await revise(row, 'another second day');
  await eventually(() => dbOf('participation').read.existsBy(InboxTable, { state: 'REFUSED' }));
  expect(await run('rebuild', 'participation')).toMatchObject({ code: 1 });
  expect(await run('rebuild', 'participation', '--as-told')).toMatchObject({ code: 0 });
  expect(await nameOf(subject)).toBe('another second day');

  await putBack();
  await transaction(dbOf('governance'), (tx) => tx.insert(OutboxTable, later as never));
  expect(await run('drop', 'participation', '--refused')).toMatchObject({ code: 0 });
  expect((await run('rebuild', 'participation', '--as-told')).said).toContain('It is as was told now');
  expect(await replay()).toMatchObject({ code: 0 });
  await eventually(async () => (await nameOf(subject)) === 'third day');
  expect(await run('rebuild', 'participation')).toMatchObject({ code: 0 });
});

test('while a speaker does not answer it is said that the ids were not compared', async () => {
  const answered = answer('toldLines', { errors: [{ message: 'away' }] });
  expect(await run('rebuild', 'participation')).toEqual({
    code: 1,
    said: expect.stringMatching(/by \d+ events: [^]*were not compared with those of what was told: away$/),
  });
  expect(await run('rebuild', 'participation', '--as-told')).toEqual({
    code: 1,
    said: expect.stringMatching(/^[^]{0,80}were not compared with those of what was told: away$/),
  });
  answered.mockRestore();
});
