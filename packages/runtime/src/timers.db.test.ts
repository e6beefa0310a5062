import { setTimeout as wait } from 'node:timers/promises';
import { fraction } from '@anju/values/fraction';
import { addSeconds, type Instant } from '@anju/values/time';
import pino from 'pino';
import { type EntityManager, Not } from 'typeorm';
import { giveBackLease, LeaseTable, takeLease } from './lease';
import { bareStorage } from './testing/bare-service';
import { testDatabase } from './testing/test-database';
import { deadlinesOfEach, endTimer, runDueTimers, setTimer, startTimers, type TimerHandler } from './timers';
import { TimerTable } from './timer.table';
import { transaction } from './transaction';

const database = testDatabase(bareStorage);
const set: Instant = '2022-07-18T01:00:00.000Z';
const due: Instant = '2022-07-28T16:00:00.000Z';

const setOne = (subject: string, dueAt: Instant = due, name = 'objection-window') =>
  transaction(database(), (tx) =>
    setTimer(tx, { name, subject, rule: 'GOV-VOTE-12', startedAt: set, dueAt }),
  );

/** Its effect is a row that says what rang, so that a second time would be an error. */
const ring: TimerHandler = async (tx, { subject, dueAt }) => {
  await tx.insert(LeaseTable, { name: `${subject} ${dueAt}`, token: 1, expiresAt: '' });
};
const rang = async () => {
  const rows = await database().read.find(LeaseTable, {
    where: { name: Not('timers') },
    order: { name: 'ASC' },
  });
  return rows.map(({ name }) => name.split(' ')[0]);
};

let failures: string[];
beforeEach(() => void (failures = []));
const look = (now: Instant, handler: TimerHandler = ring) =>
  runDueTimers(
    database(),
    { 'objection-window': handler },
    () => now,
    (_, { subject }) => failures.push(subject),
  );

test('what is due is done once, at its moment and not a millisecond before', async () => {
  await setOne('dec_1');

  expect(await look(addSeconds(due, -0.001))).toBe(0);
  expect(await look(due)).toBe(1);
  expect(await look(addSeconds(due, 1))).toBe(0);
  expect(await rang()).toEqual(['dec_1']);
});

test('of several processes that see it fall due one does it', async () => {
  for (const subject of ['dec_1', 'dec_2', 'dec_3']) await setOne(subject);

  const done = await Promise.all([look(due), look(due), look(due), look(due)]);

  expect(done.reduce((sum, each) => sum + each)).toBe(3);
  expect(failures).toEqual([]);
  expect(await rang()).toEqual(['dec_1', 'dec_2', 'dec_3']);
});

test('while another process has the lease it rings nothing, and afterwards what was left', async () => {
  await setOne('dec_1');
  const lease = (await takeLease(database(), 'timers'))!;

  expect(await look(due)).toBe(0);
  await transaction(database(), (tx) => giveBackLease(tx, lease));
  expect(await look(due)).toBe(1);
  expect(await takeLease(database(), 'timers')).not.toBeNull();
});

test('while nothing is due no lease is taken and nothing written', async () => {
  await setOne('dec_1');
  await look(addSeconds(due, -1));

  expect(await database().read.count(LeaseTable)).toBe(0);
});

test('what fell due while nobody ran is done at the next look, oldest first', async () => {
  const order: string[] = [];
  await setOne('dec_late', addSeconds(due, 86_400));
  await setOne('dec_early', due);

  await look(addSeconds(due, 30 * 86_400), async (_, { subject }) => void order.push(subject));

  expect(order).toEqual(['dec_early', 'dec_late']);
});

test('one that fails is undone, told, and tried again, while any number of others go on', async () => {
  await transaction(database(), async (tx: EntityManager) => {
    for (let i = 0; i < 120; i++) {
      const timer = { name: 'objection-window', subject: `dec_bad_${i}`, rule: null, startedAt: set };
      await setTimer(tx, { ...timer, dueAt: i % 2 ? due : addSeconds(due, -1) });
    }
  });
  await setOne('dec_good', addSeconds(due, 1));
  const failing: TimerHandler = async (tx, timer, now) => {
    await ring(tx, timer, now);
    if (timer.subject !== 'dec_good') throw new Error('not yet');
  };

  expect(await look(addSeconds(due, 2), failing)).toBe(1);
  expect(new Set(failures).size).toBe(120);
  expect(await rang()).toEqual(['dec_good']);

  expect(await look(addSeconds(due, 3))).toBe(120);
});

test('one that fails each time is said in one line, with what it is and without a stack, and when it is over', async () => {
  await setOne('dec_1');
  const said: { msg: string; reason?: string; timer?: { subject: string } }[] = [];
  let tries = 0;
  const failing: TimerHandler = async (tx, timer, now) => {
    if (++tries < 4) throw new Error('not yet');
    await ring(tx, timer, now);
  };
  const timers = startTimers(
    database(),
    { 'objection-window': failing },
    {
      clock: () => due,
      log: pino({ level: 'info' }, { write: (line) => void said.push(JSON.parse(line) as never) }),
      everyMs: 10,
    },
  );
  while (said.length < 2) await wait(10);
  await timers.stop();

  expect(said).toEqual([
    expect.objectContaining({ msg: 'timers failed', reason: 'Error: not yet', timers: 1 }),
    expect.objectContaining({ msg: 'no timer fails any more', times: 3 }),
  ]);
  expect(said[0]).toMatchObject({ timer: { subject: 'dec_1' } });
  expect(JSON.stringify(said)).not.toContain('stack');
});

test.each(['is called off', 'is put off', 'is done by another process'])(
  'one that fails and then %s fails no more, which is said then and not while another has the lease',
  async (how) => {
    await setOne('dec_1');
    const said: { msg: string }[] = [];
    const timers = startTimers(
      database(),
      { 'objection-window': () => Promise.reject(new Error('not yet')) },
      {
        clock: () => due,
        log: pino({ level: 'info' }, { write: (line) => void said.push(JSON.parse(line) as never) }),
        everyMs: 10,
      },
    );
    try {
      while (said.length < 1) await wait(10);
      let lease = null;
      while (!lease) lease = await takeLease(database(), 'timers');
      await wait(200);
      expect(said).toHaveLength(1);

      if (how === 'is put off') await setOne('dec_1', addSeconds(due, 60));
      else if (how === 'is called off')
        await transaction(database(), (tx) =>
          endTimer(tx, { name: 'objection-window', subject: 'dec_1' }, 'CANCELLED'),
        );
      await transaction(database(), (tx) => giveBackLease(tx, lease));
      if (how === 'is done by another process') while ((await look(due)) === 0) await wait(1);
      while (said.length < 2) await wait(10);
      expect(said).toMatchObject([{ msg: 'timers failed' }, { msg: 'no timer fails any more' }]);
    } finally {
      await timers.stop();
    }
  },
);

test('one that is set anew rings at its new time only, and one that is ended does not', async () => {
  await setOne('dec_moved');
  await setOne('dec_moved', addSeconds(due, 60));
  await setOne('dec_met');
  await setOne('dec_called_off');
  await transaction(database(), async (tx) => {
    await endTimer(tx, { name: 'objection-window', subject: 'dec_met' });
    await endTimer(tx, { name: 'objection-window', subject: 'dec_called_off' }, 'CANCELLED');
    await endTimer(tx, { name: 'objection-window', subject: 'dec_unknown' });
  });

  expect(await look(due)).toBe(0);
  expect(await look(addSeconds(due, 60))).toBe(1);
  expect(await rang()).toEqual(['dec_moved']);
  expect(await database().read.count(TimerTable)).toBe(3);
});

test('one that was set anew after it was read as due does not ring', async () => {
  await setOne('dec_1', addSeconds(due, -1));
  await setOne('dec_2', due);

  const putOff: TimerHandler = async (tx, timer, now) => {
    await ring(tx, timer, now);
    const { name, rule, startedAt } = timer;
    await setTimer(tx, { name, rule, startedAt, subject: 'dec_2', dueAt: addSeconds(due, 60) });
  };
  expect(await look(due, putOff)).toBe(1);
  expect(await rang()).toEqual(['dec_1']);
});

test('[OVR-3] a deadline without a handler stays until it is met, and shows how it stands', async () => {
  await setOne('job_1', due, 'signature');
  const shown = async (now: Instant) =>
    (await deadlinesOfEach(database().read, ['job_1'], now, () => fraction(1, 5))).get('job_1')![0];

  expect(await look(addSeconds(due, 86_400))).toBe(0);
  expect(await shown(addSeconds(due, 86_400))).toEqual({
    name: 'signature',
    rule: 'GOV-VOTE-12',
    dueAt: due,
    met: false,
    state: 'RED',
  });
  await transaction(database(), (tx) => endTimer(tx, { name: 'signature', subject: 'job_1' }));
  expect(await shown(addSeconds(due, 86_400))).toMatchObject({ met: true, state: null });
});

test('[OVR-3, CONV-6] each thing turns amber by the share of its own place', async () => {
  await setOne('job_1');
  await setOne('job_2');
  const asked: string[] = [];
  // Five of ten days are left.
  const shown = await deadlinesOfEach(
    database().read,
    ['job_1', 'job_2'],
    '2022-07-23T02:00:00.000Z',
    (subject, startedAt) => {
      asked.push(`${subject} ${startedAt}`);
      return fraction(1, subject === 'job_1' ? 2 : 3);
    },
  );
  expect([shown.get('job_1'), shown.get('job_2')]).toMatchObject([
    [{ state: 'AMBER' }],
    [{ state: 'GREEN' }],
  ]);
  expect(asked.toSorted()).toEqual([`job_1 ${set}`, `job_2 ${set}`]);
});
