import { appendAudit, AuditTable } from './audit';
import { appendToOutbox, OutboxTable } from './outbox';
import { SqliteDriver } from './sqlite-driver';
import { bareStorage, effective } from './testing/bare-service';
import { engine, testDatabase } from './testing/test-database';
import { transaction } from './transaction';

const database = testDatabase(bareStorage);
const now = '2022-09-20T10:00:00.123Z' as const;
const run = (sql: string) => transaction(database(), (tx) => tx.query(sql));
const all = (table: string) => database().read.query(`SELECT * FROM ${table} ORDER BY id`);

beforeEach(async () => {
  await transaction(database(), async (tx) => {
    await appendToOutbox(tx, [effective('dec_1'), effective('dec_2')], now);
    const officer = { subject: 'officer', roles: new Set(['COUNTY_BUREAU'] as const) };
    await appendAudit(tx, officer, { action: 'payFromFund', subject: 'job_1', detail: { fen: 1 } }, now);
  });
});

test.each([
  ['outbox', 'id, type, subject, shard, sequence, data, occurredAt, traceparent'],
  ['audit_entry', 'id, at, actor, roles, action, subject, detail'],
])('[OVR-2] a row of %s is neither changed, deleted nor replaced', async (table, columns) => {
  const before = await all(table);
  expect(before.length).toBeGreaterThan(0);

  for (const column of columns.split(', ')) {
    const other = ['shard', 'sequence'].includes(column) ? '77' : `'"changed"'`;
    await expect(run(`UPDATE ${table} SET ${column} = ${other}`)).rejects.toThrow('append-only');
  }
  await expect(run(`DELETE FROM ${table}`)).rejects.toThrow('append-only');
  await expect(run(`REPLACE INTO ${table} SELECT * FROM ${table}`)).rejects.toThrow('append-only');

  expect(await all(table)).toEqual(before);
});

test('an event is not replaced by another in its place', async () => {
  const other = `'evt_other', type, subject, shard, sequence, '{}', occurredAt, traceparent, publishedAt`;

  await expect(run(`REPLACE INTO outbox SELECT ${other} FROM outbox`)).rejects.toThrow('append-only');
});

test('whether an event was published may be marked, and taken back for another round', async () => {
  for (const publishedAt of [now, null] as const) {
    await transaction(database(), (tx) => tx.update(OutboxTable, { subject: 'dec_1' }, { publishedAt }));
    expect(await database().read.findOneBy(OutboxTable, { subject: 'dec_1' })).toMatchObject({ publishedAt });
  }
});

test('[OVR-2] an audit entry says who did what to what, and when', async () => {
  expect(await database().read.find(AuditTable)).toEqual([
    {
      id: expect.stringMatching(/^aud_/),
      at: now,
      actor: 'officer',
      roles: ['COUNTY_BUREAU'],
      action: 'payFromFund',
      subject: 'job_1',
      detail: { fen: 1 },
    },
  ]);
});

test('what was told is not written over by an insert either', async () => {
  const over =
    engine === 'sqlite'
      ? `INSERT INTO outbox SELECT * FROM outbox WHERE true ON CONFLICT (id) DO UPDATE SET data = '{}'`
      : `INSERT INTO outbox SELECT * FROM outbox ON DUPLICATE KEY UPDATE data = '{}'`;

  await expect(run(over)).rejects.toThrow('append-only');
});

if (engine === 'sqlite')
  test.each([
    ['the same row', `SELECT * FROM outbox`],
    [
      'another in its place',
      `SELECT 'evt_other', type, subject, shard, sequence, '{}', occurredAt, traceparent, publishedAt FROM outbox`,
    ],
  ])('another program, which sets nothing on its connection, replaces no row by %s', async (_, rows) => {
    const before = await all('outbox');
    const other = SqliteDriver(database().writer.options.database as string, {});
    expect(() => other.exec(`REPLACE INTO outbox ${rows}`)).toThrow('append-only');
    other.close();
    expect(await all('outbox')).toEqual(before);
  });
