import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { anju } from '@anju/cli/anju';
import { InboxTable, placeIsTaken } from '@anju/runtime/inbox.table';
import { insertMany } from '@anju/runtime/insert-many';
import { openSandbox } from '@anju/runtime/sandbox';
import { transaction } from '@anju/runtime/transaction';
import { publishedFile } from './act';
import { type CityInOneProcess, startCity } from './city';
import { createActors, offices } from './officers';

jest.setTimeout(120_000);

let city: CityInOneProcess;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'anju-cli-'));
  const sandbox = await openSandbox(folder);
  city = await startCity({ sandbox, logLevel: 'silent', port: 0 });
  const bureau = await createActors(city.url, sandbox.issuer).as(offices.countyBureau);
  await bureau.ask(
    'mutation ($input: ImportCommunitiesInput!) { importCommunities(input: $input) { __typename } }',
    {
      input: { publication: 'jincheng-urban-2020', file: publishedFile('jincheng-urban-2020.csv') },
    },
  );
});
afterAll(async () => {
  await city?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function run(...argv: string[]) {
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  const code = await anju([...argv, '--url', city.url, '--data', folder], {}, say, say);
  return { code, said: said.join('\n') };
}

test.each([
  ['the address that npm start prints', () => new URL('/', city.url).href],
  ['host and port', () => new URL(city.url).host],
  ['the endpoint', () => city.url],
])('%s is enough of an address', async (_, url) => {
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  expect([await anju(['events', 'parked', '--data', folder, '--url', url()], {}, say, say), said]).toEqual([
    0,
    expect.anything(),
  ]);
});

/** As if an event of this community had come that funding could not handle. */
async function park(...subjects: string[]) {
  const { db } = city.running.find(({ name }) => name === 'funding')!;
  const envelope = {
    type: 'governance.community-registered.v1',
    source: '/anju/governance',
    data: {},
  };
  const rows = subjects.map((subject) => ({
    consumer: 'funding',
    eventId: `evt_${subject}`,
    subject,
    sequence: 1,
    state: 'PARKED' as const,
    envelope: { ...envelope, id: `evt_${subject}` } as never,
    error: 'Error: no data',
  }));
  await transaction(db, (tx) => insertMany(tx, InboxTable, rows));
}

test('it says how the events of each service stand', async () => {
  const { code, said } = await run('events', 'status');
  expect(code).toBe(0);
  expect(said).toMatch(/^governance: 未发出 \/ not told \d+.*parked 0.*waiting for others 0$/m);
  expect(said.split('\n')).toHaveLength(4);
});

test('no parked key is hidden behind others, however many there are', async () => {
  const subjects = Array.from({ length: 101 }, (_, i) => `com_many_${i}`);
  await park(...subjects);

  expect((await run('events', 'status')).said).toMatch(/^funding: .*parked 101,/m);
  const { said } = await run('events', 'parked');
  for (const subject of subjects) expect(said).toContain(`funding ${subject}: `);
  expect((await run('events', 'retry', 'funding', '--dry-run')).said).toContain('101 keys would be tried');

  const { db } = city.running.find(({ name }) => name === 'funding')!;
  await transaction(db, (tx) => tx.delete(InboxTable, { consumer: 'funding', state: 'PARKED' }));
});

test('what is parked is told with its reason, and tried again by hand', async () => {
  expect(await run('events', 'parked')).toEqual({ code: 0, said: '没有搁置的事件 / Nothing is parked.' });
  await park('com_bad');

  expect((await run('events', 'parked')).said).toMatch(
    /funding com_bad: .*event 1, governance\.community-registered\.v1\n {2}Error: no data\n.*anju events retry/,
  );
  const again = await run('events', 'retry', 'funding');
  expect(again).toEqual({
    code: 1,
    said: expect.stringMatching(/\[1\/1\] com_bad: .*\n.*1 of 1 stand still/),
  });
  const look = await run('events', 'retry', 'funding', '--dry-run');
  expect(look).toEqual({
    code: 0,
    said: expect.stringMatching(/com_bad[^]*1 keys would be tried again\. Nothing was done\./),
  });
  for (const dryRun of [[], ['--dry-run']])
    expect(await run('events', 'retry', 'funding', 'com_none', ...dryRun)).toEqual({
      code: 1,
      said: expect.stringMatching(
        /^funding 没有因 com_none 搁置.* \/ Nothing of com_none is parked in funding\./,
      ),
    });
  const { db } = city.running.find(({ name }) => name === 'funding')!;
  await transaction(db, (tx) => tx.delete(InboxTable, { subject: 'com_bad' }));
});

test('a forged event in the place of a true one is dropped, and the true one told again takes it', async () => {
  const { db } = city.running.find(({ name }) => name === 'funding')!;
  const [{ id: subject }] = await db.read.query('SELECT id FROM known_community ORDER BY id DESC LIMIT 1');
  const handled = await db.read.findOneByOrFail(InboxTable, { subject, sequence: 1 });
  const { consumer, eventId } = handled;
  await transaction(db, async (tx) => {
    await tx.query('DELETE FROM known_community WHERE id = ?', [subject]);
    await tx.delete(InboxTable, { consumer, eventId });
    const error = placeIsTaken({ subject, sequence: 1, eventId: `evt_${subject}` });
    const refused = { ...handled, subject: eventId, sequence: 0, state: 'REFUSED' as const, error };
    await insertMany(tx, InboxTable, [refused]);
  });
  await park(subject);

  expect(await run('events', 'drop', 'funding', subject, '--dry-run')).toEqual({
    code: 0,
    said: expect.stringMatching(
      /event 1, evt_com_[^]*1 events without effect would be dropped.*Nothing was done/,
    ),
  });
  expect(await run('events', 'drop', 'funding', subject)).toEqual({
    code: 0,
    said: expect.stringMatching(
      /1 events without effect were dropped, and com_\S+ is told again from place 1/,
    ),
  });
  const isBack = async () =>
    (await db.read.findOneBy(InboxTable, { consumer, eventId }))?.state === 'HANDLED';
  for (let tries = 0; tries < 100 && !(await isBack()); tries++) await wait(100);
  expect(await isBack()).toBe(true);
  expect(await db.read.query('SELECT id FROM known_community WHERE id = ?', [subject])).toHaveLength(1);
  expect(await run('events', 'drop', 'funding', subject)).toEqual({
    code: 1,
    said: expect.stringContaining('what had an effect is never dropped'),
  });
});

test('what was refused is dropped, one by its id or all, so that its alarm is over', async () => {
  const { db } = city.running.find(({ name }) => name === 'funding')!;
  const row = (eventId: string) => ({
    consumer: 'funding',
    eventId,
    subject: eventId,
    sequence: 0,
    state: 'REFUSED' as const,
    envelope: null,
    error: '✖ no ce_id\n  → at ce_id\n✖ no ce_type',
  });
  const places = Array.from({ length: 102 }, (_, i) => `anju.governance.events/0/${i}`);
  await transaction(db, (tx) => insertMany(tx, InboxTable, places.map(row)));
  const refused = () => db.read.countBy(InboxTable, { state: 'REFUSED' });

  expect((await run('events', 'status')).said).toContain(
    `${places[0]} 被拒收 / was refused: ✖ no ce_id → at ce_id ✖ no ce_type`,
  );
  expect(await run('events', 'drop', 'funding', places[0]!)).toEqual({
    code: 0,
    said: expect.stringMatching(
      /was refused: ✖ no ce_id → at ce_id ✖ no ce_type\n.* \/ 1 refused records were dropped\.$/,
    ),
  });
  expect(await refused()).toBe(101);
  expect(await run('events', 'drop', 'funding', '--refused', '--dry-run')).toEqual({
    code: 0,
    said: expect.stringContaining('101 refused records would be dropped. Nothing was done.'),
  });
  expect(await refused()).toBe(101);
  expect(await run('events', 'drop', 'funding', '--refused', places[1]!)).toMatchObject({ code: 1 });
  expect(await run('events', 'drop', 'funding', '--refused')).toEqual({
    code: 0,
    said: expect.stringContaining('101 refused records were dropped.'),
  });
  expect(await refused()).toBe(0);
});

test('events are counted first and then told again, and all who had them drop them', async () => {
  const { said } = await run('events', 'replay', 'governance', '--dry-run');
  const [, events] = /(\d+) events would be told again/.exec(said)!;
  expect(Number(events)).toBeGreaterThanOrEqual(5);

  const done = await run('events', 'replay', 'governance');
  expect(done).toEqual({ code: 0, said: expect.stringContaining(`${events} events were told again`) });
  const { db } = city.running.find(({ name }) => name === 'participation')!;
  expect(await db.read.countBy(InboxTable, { state: 'HANDLED' })).toBe(Number(events));
});

test('a service that was put back is told what it lacks, and nothing else', async () => {
  const { db } = city.running.find(({ name }) => name === 'participation')!;
  const all = await db.read.find(InboxTable, { where: { state: 'HANDLED', sequence: 1 } });
  const [lost] = all.filter(({ subject }) => subject.startsWith('com_'));
  const { consumer, eventId, subject } = lost!;
  const argv = ['events', 'replay', 'governance', '--consumer', 'participation'];
  expect(await run(...argv)).toEqual({
    code: 0,
    said: expect.stringContaining('participation has all that governance told.'),
  });
  await transaction(db, async (tx) => {
    await tx.query('DELETE FROM known_community WHERE id = ?', [subject]);
    await tx.delete(InboxTable, { consumer, subject });
  });

  const missing = new RegExp(`${subject}: .*events 1 to \\d+ are missing`);
  const look = await run(...argv, '--dry-run');
  expect(look).toEqual({ code: 0, said: expect.stringMatching(missing) });
  expect(look.said).toMatch(/would be told again. Nothing was done.$/);
  const [another] = all.filter((each) => each.subject.startsWith('com_') && each.subject !== subject);
  expect(await run(...argv, '--key', another!.subject)).toMatchObject({ code: 0 });
  expect(await db.read.countBy(InboxTable, { consumer, eventId })).toBe(0);

  expect(await run(...argv)).toEqual({ code: 0, said: expect.stringMatching(missing) });
  const isBack = async () =>
    (await db.read.findOneBy(InboxTable, { consumer, eventId }))?.state === 'HANDLED';
  for (let tries = 0; tries < 100 && !(await isBack()); tries++) await wait(100);
  expect(await db.read.query('SELECT id FROM known_community WHERE id = ?', [subject])).toHaveLength(1);
});

test('a copy of what others told is rebuilt while its service serves, and is as told again', async () => {
  const { db } = city.running.find(({ name }) => name === 'funding')!;
  const rows = async () => db.read.query('SELECT * FROM known_community ORDER BY id');
  const told = await rows();
  const say = (count: string) =>
    expect.stringMatching(new RegExp(`^funding community, [^]*by \\d+ events: ${count}$`));
  const same =
    '0 rows were missing, 0 not as told, 0 told by nobody.\n.* / It is as what was handled says\\.$';
  expect(await run('events', 'rebuild', 'funding', 'community')).toEqual({ code: 0, said: say(same) });

  await transaction(db, async (tx) => {
    await tx.query("UPDATE known_community SET name = 'else' WHERE id = ?", [told[0].id]);
    await tx.query('DELETE FROM known_community WHERE id = ?', [told[1].id]);
    await tx.query('UPDATE known_community SET id = ? WHERE id = ?', ['com_nobody', told[2].id]);
  });
  const differs = '2 rows were missing, 1 not as told, 1 told by nobody.';
  expect((await run('events', 'rebuild', 'funding', 'community', '--dry-run')).said).toEqual(
    say(`${differs}\n.* / Nothing was done.`),
  );
  expect(await rows()).not.toEqual(told);
  expect((await run('events', 'rebuild', 'funding', 'community')).said).toEqual(
    say(`${differs}\n.* / It is as what was handled says now\\.$`),
  );
  expect(await rows()).toEqual(told);

  await park('com_bad_later');
  expect(await run('events', 'rebuild', 'funding', 'community')).toEqual({
    code: 1,
    said: expect.stringMatching(/handled says\.\n.*in no copy of it; see .*: .*com_bad_later/),
  });
  await transaction(db, (tx) => tx.delete(InboxTable, { subject: 'com_bad_later' }));
});

test('what was told and never handled, parked or never here, is counted by a look at a rebuild', async () => {
  const { db } = city.running.find(({ name }) => name === 'participation')!;
  const [whole, first] = await db.read.find(InboxTable, {
    where: { state: 'HANDLED', sequence: 1 },
    order: { subject: 'DESC' },
    take: 2,
  });
  const rows = await db.read.findBy(InboxTable, { subject: whole!.subject });
  await transaction(db, (tx) => tx.delete(InboxTable, { subject: whole!.subject }));
  const look = () => run('events', 'rebuild', 'participation', 'community', '--dry-run');
  const says = (events: number, keys: number) =>
    `${events} events of ${keys} keys that governance told are not handled in participation, and in no copy of it; anju events replay governance --consumer participation has them told again:`;

  const without = await look();
  expect(without).toMatchObject({ code: 1, said: expect.stringContaining(says(rows.length, 1)) });
  expect(without.said).toContain(`${whole!.subject} 1–${rows.length}`);

  // Of another key the first is parked: a gap would be filled by itself in the midst of this.
  const others = await db.read.findBy(InboxTable, { subject: first!.subject });
  const envelope = { type: 'governance.community-registered.v1' } as never;
  await transaction(db, async (tx) => {
    await tx.delete(InboxTable, { subject: first!.subject });
    await insertMany(tx, InboxTable, [{ ...first!, state: 'PARKED', envelope, error: 'Error: no data' }]);
  });
  const held = await look();
  expect(held).toMatchObject({
    code: 1,
    said: expect.stringContaining(says(rows.length + others.length, 2)),
  });
  expect(held.said).toMatch(new RegExp(`Of \\d keys events are not handled yet.*: .*${first!.subject}`));

  await transaction(db, async (tx) => {
    // The first came again meanwhile, as a rebuild asks for all where no broker keeps it.
    for (const { subject } of [whole!, first!]) await tx.delete(InboxTable, { subject });
    await insertMany(tx, InboxTable, [...rows, ...others]);
  });
  expect(await look()).toMatchObject({ code: 0 });
});

test.each([
  [
    ['events', 'rebuild', 'funding', 'company'],
    /^This service keeps no copy of that name\. \(community, building/,
  ],
  [['events'], /^用法 \/ Usage:\n +pnpm anju events status/],
  [['import'], /^参数有误 \/ Wrong argument: import\n用法/],
  [['events', 'list'], /^参数有误 \/ Wrong argument: list\n用法/],
  [['events', 'replay', 'finance'], / There is no service finance; there are: governance, funding/],
  [['events', 'drop', 'funding'], / Say which key, or which refused record; see anju events parked/],
  [['events', 'replay'], / Say which service: governance, funding/],
  [['events', 'replay', 'funding', '--from', '0'], /^--from 0 .*is no place in a line/],
  [['events', 'replay', 'funding', '--consumer', 'governence'], / There is no service governence/],
  [['events', 'replay', 'funding', '--consumer', 'funding'], / funding does not hear funding; it hears: /],
  [['events', 'replay', 'funding', '--consumer', 'governance', '--from', '2'], /--from .*does not go with/],
  [['events', 'replay', 'funding', '--since', 'yesterday'], /Not a moment: yesterday/],
  [
    ['events', 'replay', 'funding', '--bogus'],
    /^参数有误 \/ Wrong argument: 没有这个选项 \/ Unknown option '--bogus'[^]*Usage/,
  ],
])('typed wrong, %j, it says what to type', async (argv, says) => {
  expect(await run(...argv)).toEqual({ code: 1, said: expect.stringMatching(says) });
});

test.each([[['--help']], [['events', '-h']]])(
  'asked for it by %j, it says how it is called, and that is no fault',
  async (argv) => {
    expect(await run(...argv)).toEqual({ code: 0, said: expect.stringMatching(/^用法 \/ Usage:/) });
  },
);

test('where no gateway answers, or who asks is no operator, it says what to do', async () => {
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  expect(
    await anju(['events', 'status', '--url', 'http://127.0.0.1:9/graphql', '--data', folder], {}, say, say),
  ).toBe(1);
  expect(await anju(['events', 'status', '--url', city.url], { NODE_ENV: 'production' }, say, say)).toBe(1);
  expect(said[0]).toContain('No gateway answers at http://127.0.0.1:9/graphql. Start the city');
  expect(said[1]).toContain('Only these roles may do this: OPERATOR. Sign in first.');
});

describe('what is not meant', () => {
  test.each<[string[], string]>([
    [['retry', 'nosuch'], 'There is no service nosuch; there are: governance, funding'],
    [['replay', 'governance', 'dec_1'], 'Wrong argument: dec_1'],
    [['parked', '--dry-run'], '--dry-run 不用于 / does not go with parked'],
    [['rebuild', 'funding', '--key', 'com_1'], '--key 不用于 / does not go with rebuild'],
    [['replay', 'governance', '--key', 'dec_none'], 'governance told nothing of dec_none. Check the id.'],
    [['replay', 'governance', '--key', 'dec_none', '--dry-run'], 'governance told nothing of dec_none.'],
    [
      ['replay', 'governance', '--consumer', 'funding', '--key', 'com_none'],
      'governance told nothing of com_none.',
    ],
    [['replay', 'governance', '--key', ''], 'Wrong argument: --key 空值 / is empty'],
    [['retry', 'funding', ''], 'Wrong argument: 空值 / is empty'],
    [
      ['replay', 'governance', '--type', 'governance.comunity-registered.v1'],
      'no events of this type; those near it are: governance.community-registered.v1',
    ],
    [
      ['replay', 'funding', '--type', 'governance.community-registered.v1'],
      'not told by funding, but by governance',
    ],
    [['replay', 'governance', '--from', '999'], 'No event is meant by this'],
    [['replay', 'governance', '--from', '99999999999'], 'is no place in a line'],
    [['replay', 'governance', '--since', '2031-01-01T00:00:00Z', '--dry-run'], 'No event is meant by this'],
    [
      ['replay', 'governance', '--since', '2022-01-02T00:00:00Z', '--before', '2022-01-02T00:00:00+08:00'],
      'is not earlier than',
    ],
    [['replay', 'governance', '--before', 'tomorrow'], 'Not a moment: tomorrow'],
  ])('%s is said, and nothing is done', async (argv, says) => {
    const { db } = city.running.find(({ name }) => name === 'governance')!;
    const untold = () => db.read.query('SELECT COUNT(*) AS events FROM outbox WHERE publishedAt IS NULL');
    const before = await untold();
    expect(await run('events', ...argv)).toEqual({ code: 1, said: expect.stringContaining(says) });
    expect(await untold()).toEqual(before);
  });

  test('who is no operator is told what is needed, once', async () => {
    const said: string[] = [];
    const say = (line: string) => void said.push(line);
    const nowhere = join(folder, 'nowhere');
    const argv = ['events', 'status', '--url', city.url, '--data', nowhere];
    expect(await anju(argv, {}, say, say)).toBe(1);
    expect(said).toEqual([expect.stringMatching(/Give the token of such a role in ANJU_TOKEN\.$/)]);
  });

  test.each([
    ['http://127.0.0.1:1/graphql', 'No gateway answers at'],
    ['no address', 'Wrong argument: --url no address'],
    [() => city.url.replace('/graphql', '/readyz'), 'There is nothing here. GraphQL is at /graphql.'],
  ])('an address where no gateway is: %s', async (url, says) => {
    const said: string[] = [];
    const say = (line: string) => void said.push(line);
    const address = typeof url === 'string' ? url : url();
    expect(await anju(['events', 'status', '--url', address, '--data', folder], {}, say, say)).toBe(1);
    expect(said).toEqual([expect.stringContaining(says)]);
  });
});
