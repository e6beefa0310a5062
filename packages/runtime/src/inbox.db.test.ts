import { decisionEffective } from '@anju/events/governance';
import type { Envelope } from '@anju/events/define-event';
import { type EntityManager, Like } from 'typeorm';
import { type Consumer, on } from './consumer';
import { findGaps } from './gaps';
import { receive, refuseRecord, replay, resume } from './inbox';
import { InboxTable } from './inbox.table';
import { LeaseTable } from './lease';
import { bareStorage, effective } from './testing/bare-service';
import { anEnvelope } from './testing/envelope';
import { engine, ownDatabase } from './testing/test-database';
import { transaction } from './transaction';

const database = ownDatabase(bareStorage);
const clock = () => '2022-09-20T10:00:00.000Z' as const;

let poison: string | null;
let meanwhile: (tx: EntityManager) => Promise<unknown>;
beforeEach(() => {
  poison = null;
  meanwhile = async () => undefined;
});

/** Its effect is a row that says which event was handled, so a second time would be an error. */
const consumer: Consumer = {
  name: 'tester',
  subscriptions: [
    on(decisionEffective, async (tx, { id, sequence }) => {
      await tx.insert(LeaseTable, { name: id, token: sequence, expiresAt: '' });
      await meanwhile(tx);
      if (id === poison) throw new Error('cannot digest this');
    }),
  ],
};

const event = (subject: `dec_${string}`, sequence: number, differing: Partial<Envelope> = {}) =>
  anEnvelope(effective(subject), { subject, sequence, ...differing });
const expectNone = (error: unknown) => {
  throw error;
};
const take = (envelope: Envelope) => receive(database(), consumer, envelope, clock);
const refused = async () =>
  (await database().read.findBy(InboxTable, { state: 'REFUSED' })).map(({ eventId, error }) => [
    eventId,
    error,
  ]);
const effects = async () =>
  (await database().read.find(LeaseTable, { where: { name: Like('evt%') }, order: { name: 'ASC' } })).map(
    ({ name }) => name,
  );

test('an event has its effect once, however often it arrives', async () => {
  expect(await take(event('dec_1', 1))).toBe('HANDLED');
  expect(await take(event('dec_1', 1))).toBe('DUPLICATE');
  expect(await effects()).toEqual(['evt_dec_1_1']);
});

test('the same event from two sides at once has its effect once', async () => {
  await Promise.all([take(event('dec_1', 1)), take(event('dec_1', 1))]);

  expect(await effects()).toEqual(['evt_dec_1_1']);
});

test('one that is not as its contract says is parked, in one line that names what is wrong', async () => {
  expect(await take(event('dec_1', 1, { data: { decisionId: 7 } }))).toBe('PARKED');

  const [row] = await database().read.findBy(InboxTable, { state: 'PARKED' });
  expect(row!.error).toMatch(
    /^Error: 内容与约定不符 \/ not as its contract says: .*data\.decisionId: [^\n]+$/,
  );
});

test('another event in a place that is taken is kept with its reason, and holds up nothing', async () => {
  await take(event('dec_1', 1));

  expect(await take(event('dec_1', 1, { id: 'evt_other' }))).toBe('REFUSED');
  expect(await take(event('dec_1', 1, { id: 'evt_other' }))).toBe('DUPLICATE');
  expect(await take(event('dec_1', 2))).toBe('HANDLED');
  expect(await effects()).toEqual(['evt_dec_1_1', 'evt_dec_1_2']);
  expect(await refused()).toEqual([['evt_other', 'dec_1 has evt_dec_1_1 in place 1 already']]);
  expect(await findGaps(database(), consumer)).toEqual([]);
  expect(await replay(database(), consumer, 'evt_other', clock)).toBe('NOT_PARKED');
});

test('a record that is no event is kept with its reason, once', async () => {
  const record = { place: 'anju.governance.events/0/7', reason: 'no ce_id' };
  await refuseRecord(database(), consumer, record);
  await refuseRecord(database(), consumer, record);

  expect(await refused()).toEqual([['anju.governance.events/0/7', 'no ce_id']]);
});

test('an event that could not be stored is a fault, not a duplicate, and may come again', async () => {
  const run = (sql: string) => transaction(database(), (tx) => tx.query(sql));
  await run('ALTER TABLE inbox RENAME TO away');
  await expect(take(event('dec_1', 1))).rejects.toThrow('inbox');
  await run('ALTER TABLE away RENAME TO inbox');

  expect(await take(event('dec_1', 1))).toBe('HANDLED');
});

test('an event that comes early waits until the gap is filled', async () => {
  await take(event('dec_1', 1));
  expect(await take(event('dec_1', 3))).toBe('WAITING');
  expect(await effects()).toEqual(['evt_dec_1_1']);

  expect(await take(event('dec_1', 2))).toBe('HANDLED');
  expect(await effects()).toEqual(['evt_dec_1_1', 'evt_dec_1_2', 'evt_dec_1_3']);
});

test('an event of a type nobody here listens to takes its place in the line', async () => {
  await take(event('dec_1', 1, { type: 'governance.decision-annulled.v1' }));

  expect(await take(event('dec_1', 2))).toBe('HANDLED');
});

test('an event with fields that came later has its effect, and the handler sees what it knows', async () => {
  const seen: unknown[] = [];
  const older: Consumer = {
    name: 'older',
    subscriptions: [on(decisionEffective, async (_, { data }) => void seen.push(data))],
  };
  const fact = effective('dec_1');
  const later = anEnvelope({ ...fact, data: { ...fact.data, postedBy: 'street', notes: [{ code: 'A' }] } });

  expect(await receive(database(), older, later, clock)).toBe('HANDLED');
  expect(seen).toEqual([fact.data]);
});

test('an event that cannot be handled parks its key, visibly, while others flow', async () => {
  poison = 'evt_dec_1_1';

  expect(await take(event('dec_1', 1))).toBe('PARKED');
  expect(await take(event('dec_1', 2))).toBe('WAITING');
  expect(await take(event('dec_2', 1))).toBe('HANDLED');

  expect(await effects()).toEqual(['evt_dec_2_1']);
  expect(await database().read.findBy(InboxTable, { state: 'PARKED' })).toMatchObject([
    { subject: 'dec_1', sequence: 1, error: 'Error: cannot digest this' },
  ]);
});

test('a parked key goes on where it stood, once it is replayed after the fix', async () => {
  poison = 'evt_dec_1_1';
  await take(event('dec_1', 1));
  await take(event('dec_1', 2));

  poison = null;
  await replay(database(), consumer, 'dec_1', clock);

  expect(await effects()).toEqual(['evt_dec_1_1', 'evt_dec_1_2']);
});

test('what was stored and not handled when the process ended is handled after the start', async () => {
  // Killed between the two: the event is stored, and nothing was done about it.
  await take(event('dec_1', 2));
  await take(event('dec_1', 1, { type: 'governance.decision-annulled.v1' }));
  await transaction(database(), (tx) =>
    tx.update(
      InboxTable,
      { eventId: 'evt_dec_1_2' },
      { state: 'WAITING', envelope: event('dec_1', 2) as never },
    ),
  );
  await transaction(database(), (tx) => tx.clear(LeaseTable));

  await resume(database(), consumer, clock, expectNone);

  expect(await effects()).toEqual(['evt_dec_1_2']);
});

if (engine === 'mariadb') {
  const cut = async (tx: EntityManager) => {
    const [{ id }] = await tx.query('SELECT CONNECTION_ID() AS id');
    await database().writer.query(`KILL ${id}`);
  };

  test('an event whose handling lost its connection is handled again, once', async () => {
    let tries = 0;
    meanwhile = async (tx) => {
      if (++tries === 1) await cut(tx);
    };

    expect(await take(event('dec_1', 1))).toBe('HANDLED');
    expect(tries).toBe(2);
    expect(await effects()).toEqual(['evt_dec_1_1']);
  });

  test('an event is not parked because its database was away: it is brought again', async () => {
    meanwhile = cut;
    await expect(take(event('dec_1', 1))).rejects.toThrow();
    expect(await database().read.find(InboxTable)).toMatchObject([{ state: 'WAITING', error: null }]);

    meanwhile = async () => undefined;
    await take(event('dec_1', 1));
    expect(await effects()).toEqual(['evt_dec_1_1']);
  });
}
