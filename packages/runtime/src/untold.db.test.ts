import { setTimeout as wait } from 'node:timers/promises';
import { decisionEffective } from '@anju/events/governance';
import type { Envelope } from '@anju/events/define-event';
import { EntitySchema, type QueryRunner } from 'typeorm';
import { idColumn, integerColumn } from './columns';
import { on } from './consumer';
import type { Storage } from './database';
import { receive } from './inbox';
import { InboxTable } from './inbox.table';
import { createRebuilder } from './rebuild-copy';
import { bareStorage } from './testing/bare-service';
import { anEnvelope } from './testing/envelope';
import { holdAt } from './testing/hold-at';
import { engine, testDatabase } from './testing/test-database';
import { toldAgain } from './testing/told-again';
import { transaction } from './transaction';
import { NotAsSaid, type Untold } from './untold';

/** What is known of a decision: when it became effective, as the last event about it said. */
const KnownTable = new EntitySchema<{ readonly decisionId: string; readonly said: string }>({
  name: 'known',
  columns: { decisionId: { ...idColumn, primary: true }, said: idColumn },
});
/** Another copy of the same service: how many events it was made from. */
const CountTable = new EntitySchema<{ readonly decisionId: string; readonly events: number }>({
  name: 'counted',
  columns: { decisionId: { ...idColumn, primary: true }, events: integerColumn },
});

class CreateKnown1700000000099 {
  async up(runner: QueryRunner) {
    await runner.query(
      'CREATE TABLE known (decisionId VARCHAR(64) NOT NULL PRIMARY KEY, said VARCHAR(64) NOT NULL)',
    );
    await runner.query(
      'CREATE TABLE counted (decisionId VARCHAR(64) NOT NULL PRIMARY KEY, events BIGINT NOT NULL)',
    );
  }
  async down() {}
}

const storage: Storage = {
  ...bareStorage,
  tables: [KnownTable, CountTable],
  migrations: [...bareStorage.migrations, CreateKnown1700000000099],
  copies: { decision: [KnownTable], count: [CountTable] },
};
const database = testDatabase(storage);
const clock = () => '2022-09-20T10:00:00.000Z' as const;

const consumer = {
  name: 'bare',
  subscriptions: [
    on(decisionEffective, async (tx, { subject, data, sequence }) => {
      // Of two keys: what one says is known by what the other left.
      if (subject === 'dec_second' && !(await tx.existsBy(KnownTable, { decisionId: 'dec_first' })))
        throw new Error('The first is not known');
      await tx.upsert(KnownTable, { decisionId: subject, said: data.effectiveAt }, ['decisionId']);
      await tx.upsert(CountTable, { decisionId: subject, events: sequence }, ['decisionId']);
    }),
  ],
};

const event = (subject: `dec_${string}`, sequence: number, differing: Partial<Envelope> = {}) => {
  const effectiveAt = `2022-09-2${sequence}T00:00:00.000Z` as const;
  const data = { decisionId: subject, communityId: 'com_1', effectiveAt } as const;
  return anEnvelope({ type: 'governance.decision-effective.v1', data }, { subject, sequence, ...differing });
};
/** As whoever may write to the topic could: it keeps the contract, and nobody told it. */
const forged = (subject: `dec_${string}`, sequence: number) =>
  event(subject, sequence, {
    id: `evt_forged_${subject}_${sequence}`,
    data: { decisionId: subject, communityId: 'com_1', effectiveAt: '1999-01-01T00:00:00.000Z' },
  });

/** The topic, with all that was written to it. */
let log: Envelope[];
beforeEach(() => (log = []));
const take = async (envelope: Envelope) => {
  log.push(envelope);
  return receive(database(), consumer, envelope, clock);
};
const untoldAt = (subject: string, sequence: number, isTold = true): Untold => ({
  subject,
  sequence,
  eventId: `evt_forged_${subject}_${sequence}`,
  toldId: isTold ? `evt_${subject}_${sequence}` : null,
});

const rebuild = (untold: readonly Untold[], dryRun = false, copy: string | null = null) => {
  const delivery = toldAgain(() => log);
  const timing = { askMs: 0, giveUpMs: 300, everyMs: 10, answerMs: 60_000, keptMs: 60_000 };
  return createRebuilder(database(), { storage, consumer, delivery, clock }, timing).rebuild(
    copy,
    dryRun,
    untold,
  );
};
const known = async () =>
  Object.fromEntries(
    (await database().read.find(KnownTable)).map(({ decisionId, said }) => [decisionId, said.slice(0, 10)]),
  );
const states = async () =>
  Object.fromEntries(
    (await database().read.find(InboxTable)).map(({ eventId, state, subject, sequence }) => [
      eventId,
      state === 'REFUSED' ? state : `${state} ${subject} ${sequence}`,
    ]),
  );

describe('a forged event that had its effect in the place of a true one', () => {
  beforeEach(async () => {
    expect(await take(event('dec_1', 1))).toBe('HANDLED');
    expect(await take(forged('dec_1', 2))).toBe('HANDLED');
    expect(await take(event('dec_1', 2))).toBe('REFUSED');
  });
  const asTold = { evt_dec_1_1: 'HANDLED dec_1 1', evt_dec_1_2: 'HANDLED dec_1 2' };

  test('makes way for it: all copies are as told, and what comes next is handled', async () => {
    expect(await known()).toEqual({ dec_1: '1999-01-01' });
    expect(await rebuild([untoldAt('dec_1', 2)])).toEqual({ events: 2, added: 0, changed: 1, removed: 0 });

    expect(await known()).toEqual({ dec_1: '2022-09-22' });
    expect(await states()).toEqual({ ...asTold, evt_forged_dec_1_2: 'REFUSED' });
    const { error } = await database().read.findOneByOrFail(InboxTable, { state: 'REFUSED' });
    expect(error).toMatch(/没有发出.* \/ dec_1: place 2 is of evt_dec_1_2, its speaker never told this$/);
    expect(await take(event('dec_1', 3))).toBe('HANDLED');
    for (const again of [event('dec_1', 2), forged('dec_1', 2)]) expect(await take(again)).toBe('DUPLICATE');
    expect(await rebuild([])).toEqual({ events: 3, added: 0, changed: 0, removed: 0 });
  });

  test('is counted by a look, which writes nothing', async () => {
    const before = await states();
    expect(await rebuild([untoldAt('dec_1', 2)], true)).toMatchObject({ events: 2, changed: 1 });
    expect([await known(), await states()]).toEqual([{ dec_1: '1999-01-01' }, before]);
  });

  test('need not come again, as after the topic was made anew', async () => {
    log = log.filter(({ id }) => !id.startsWith('evt_forged'));
    await expect(rebuild([])).rejects.toThrow('1 events that were handled did not come again');

    expect(await rebuild([untoldAt('dec_1', 2)])).toMatchObject({ events: 2, changed: 1 });
    expect(await states()).toMatchObject(asTold);
    expect(await rebuild([])).toMatchObject({ events: 2, changed: 0 });
  });

  test('makes way also where the true one was dropped, or what is behind it had an effect', async () => {
    await take(event('dec_1', 3));
    await transaction(database(), (tx) => tx.delete(InboxTable, { eventId: 'evt_dec_1_2' }));

    expect(await rebuild([untoldAt('dec_1', 2)])).toMatchObject({ events: 3, changed: 0 });
    expect(await states()).toEqual({
      ...asTold,
      evt_dec_1_3: 'HANDLED dec_1 3',
      evt_forged_dec_1_2: 'REFUSED',
    });
  });

  test('stays where the true one does not come', async () => {
    log = log.filter(({ id }) => id !== 'evt_dec_1_2');
    const before = await states();
    await expect(rebuild([untoldAt('dec_1', 2)])).rejects.toThrow('1 events that were handled did not come');
    expect(await states()).toEqual(before);
  });

  test.each<[string, Untold]>([
    ['an event that is not here', { ...untoldAt('dec_1', 2), eventId: 'evt_other' }],
    ['one that was refused', { ...untoldAt('dec_1', 2), eventId: 'evt_dec_1_2' }],
    ['another place', { ...untoldAt('dec_1', 2), sequence: 1 }],
    ['another aggregate', { ...untoldAt('dec_1', 2), subject: 'dec_2' }],
    ['a told event that has another place', { ...untoldAt('dec_1', 2), toldId: 'evt_dec_1_1' }],
    [
      'nothing told before a place that stays',
      { ...untoldAt('dec_1', 1), eventId: 'evt_dec_1_1', toldId: null },
    ],
  ])('%s is not what was handled here, and nothing is done', async (_, said) => {
    const before = await states();
    for (const dryRun of [true, false])
      await expect(rebuild([said], dryRun)).rejects.toBeInstanceOf(NotAsSaid);
    expect([await known(), await states()]).toEqual([{ dec_1: '1999-01-01' }, before]);
  });

  test('the same twice is not what was handled here either', async () => {
    const twice = [untoldAt('dec_1', 2), untoldAt('dec_1', 2)];
    await expect(rebuild(twice)).rejects.toThrow('twice');
  });
});

test('a forged event under the id of a true one of another key makes way for both', async () => {
  await take(event('dec_1', 1));
  await take(event('dec_2', 1, { id: 'evt_dec_1_2' }));
  expect(await take(event('dec_1', 2))).toBe('DUPLICATE');
  expect(await take(event('dec_2', 1))).toBe('REFUSED');

  await rebuild([{ subject: 'dec_2', sequence: 1, eventId: 'evt_dec_1_2', toldId: 'evt_dec_2_1' }]);
  const both = { evt_dec_1_1: 'HANDLED dec_1 1', evt_dec_2_1: 'HANDLED dec_2 1' };
  expect(await states()).toMatchObject({ ...both, evt_dec_1_2: 'REFUSED' });
  expect(await take(event('dec_1', 2))).toBe('HANDLED');
  expect(await states()).toMatchObject({ ...both, evt_dec_1_2: 'HANDLED dec_1 2' });
});

test('forged events of which the handlers of other keys have need come to be as told in any order', async () => {
  await take(forged('dec_first', 1));
  await take(event('dec_second', 1));
  expect(await take(event('dec_first', 1))).toBe('REFUSED');
  log = log
    .toReversed()
    .toSorted((a, b) => Number(b.subject === 'dec_second') - Number(a.subject === 'dec_second'));

  expect(await rebuild([untoldAt('dec_first', 1)])).toMatchObject({ events: 2, changed: 1 });
  expect(await known()).toEqual({ dec_first: '2022-09-21', dec_second: '2022-09-21' });
});

describe('forged events behind all that was told', () => {
  beforeEach(async () => {
    await take(event('dec_1', 1));
    expect(await take(forged('dec_1', 2))).toBe('HANDLED');
    expect(await take(forged('dec_1', 3))).toBe('HANDLED');
    expect(await take(forged('dec_none', 1))).toBe('HANDLED');
  });
  const untold = [untoldAt('dec_1', 2, false), untoldAt('dec_1', 3, false), untoldAt('dec_none', 1, false)];

  test('leave their places free, and the true ones are taken when they come', async () => {
    expect(await rebuild(untold)).toEqual({ events: 1, added: 0, changed: 2, removed: 2 });
    expect(await known()).toEqual({ dec_1: '2022-09-21' });
    for (const place of [2, 3]) expect(await take(event('dec_1', place))).toBe('HANDLED');
    expect(await take(event('dec_none', 1))).toBe('HANDLED');
    expect(await rebuild([])).toEqual({ events: 4, added: 0, changed: 0, removed: 0 });
  });

  test('a true one that was refused meanwhile is no repetition when it is told again', async () => {
    expect(await take(event('dec_1', 2))).toBe('REFUSED');
    await rebuild(untold);
    expect(await take(event('dec_1', 2))).toBe('HANDLED');
  });

  test('what waits or stands still right behind them goes with them', async () => {
    const next = { ...event('dec_1', 4), data: {} };
    expect(await take(next)).toBe('PARKED');
    await rebuild(untold);
    expect(await states()).not.toHaveProperty('evt_dec_1_4');
    for (const place of [2, 3, 4]) expect(await take(event('dec_1', place))).toBe('HANDLED');
  });

  test('none stays alone behind a place that would be empty', async () => {
    await expect(rebuild([untoldAt('dec_1', 2, false)])).rejects.toThrow(
      'evt_forged_dec_1_3 was handled in place 3 of dec_1 meanwhile',
    );
  });
});

if (engine === 'mariadb')
  describe('what comes next while a place becomes free', () => {
    beforeEach(async () => {
      await take(event('dec_1', 1));
      await take(forged('dec_1', 2));
    });
    /** The next event, which waits before the first such statement until it is let in. */
    const holdNext = async (isDoor: RegExp, differing: Partial<Envelope> = {}) => {
      let met = false;
      const door = holdAt(database(), (sql) => isDoor.test(sql) && !met && (met = true), 1);
      const came = receive(database(), consumer, event('dec_1', 3, differing), clock);
      await door.there;
      return { came, letIn: door.letIn };
    };
    const free = () =>
      rebuild([untoldAt('dec_1', 2, false)]).then(
        () => 'FREE',
        (error: unknown) => {
          if (error instanceof NotAsSaid) return 'NOT AS SAID';
          throw error;
        },
      );

    test('waits for the true event of that place', async () => {
      const { came, letIn } = await holdNext(/^INSERT INTO `inbox`/);
      expect(await free()).toBe('FREE');
      letIn();

      expect(await came).toBe('WAITING');
      expect(await take(event('dec_1', 2))).toBe('HANDLED');
      expect(await states()).toMatchObject({ evt_dec_1_3: 'HANDLED dec_1 3' });
    });

    test.each([
      ['with an effect', 'governance.decision-effective.v1'],
      ['without, which nothing else keeps out', 'governance.whatever.v1'],
    ] as const)('%s, is never handled behind a place that is empty', async (_, type) => {
      const { came, letIn } = await holdNext(/^SELECT MAX/, { type });
      const freed = free();
      await wait(300);
      letIn();

      const outcome = [await freed, await came];
      expect([
        ['FREE', 'WAITING'],
        ['NOT AS SAID', 'HANDLED'],
      ]).toContainEqual(outcome);
    });
  });

test('an event whose id a forged one bears in another place is refused meanwhile, and taken when it is told again', async () => {
  const told = event('dec_1', 1);
  const borrowed = { ...forged('dec_other', 1), id: told.id };
  expect(await take(borrowed)).toBe('HANDLED');
  expect(await take(told)).toBe('DUPLICATE');
  expect(await take(told)).toBe('DUPLICATE');
  const refused = await database().read.findBy(InboxTable, { state: 'REFUSED' });
  expect(refused).toMatchObject([
    { error: expect.stringMatching(/evt_dec_1_1, place 1 of dec_1, stands here in place 1 of dec_other$/) },
  ]);

  log = [];
  await rebuild([{ subject: 'dec_other', sequence: 1, eventId: told.id, toldId: null }]);
  expect(await take(borrowed)).toBe('DUPLICATE');
  expect(await known()).toEqual({});
  expect(await take(told)).toBe('HANDLED');
  expect(await take(borrowed)).toBe('DUPLICATE');
  expect(await known()).toMatchObject({ dec_1: expect.anything() });
  expect(Object.keys(await known())).toEqual(['dec_1']);
});
