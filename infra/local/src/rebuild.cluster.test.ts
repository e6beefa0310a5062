import { setTimeout as wait } from 'node:timers/promises';
import { decisionEffective } from '@anju/events/governance';
import { on } from '@anju/runtime/consumer';
import { type Database, openDatabase, type Storage } from '@anju/runtime/database';
import { receive } from '@anju/runtime/inbox';
import { rebuildCopies } from '@anju/runtime/rebuild-copy';
import { bareStorage, effective } from '@anju/runtime/testing/bare-service';
import { anEnvelope } from '@anju/runtime/testing/envelope';
import { holdAt } from '@anju/runtime/testing/hold-at';
import { toldAgain } from '@anju/runtime/testing/told-again';
import { TimerTable } from '@anju/runtime/timer.table';
import { transaction } from '@anju/runtime/transaction';
import { openOwnEngines } from './own-engines';

const { engines, noted, remove } = openOwnEngines();

// A timer stands for what is known of a decision: its name is the place of the last event about it.
const storage: Storage = { ...bareStorage, copies: { decision: [TimerTable] } };
const id = 'tmr_a' as const;
const clock = () => '2022-09-20T10:00:00.000Z' as const;
const consumer = {
  name: 'bare',
  subscriptions: [
    on(decisionEffective, async (tx, { subject, sequence }) => {
      const timer = { id, subject, rule: null, startedAt: clock(), dueAt: clock() };
      if (sequence === 1) await tx.insert(TimerTable, { ...timer, name: '1', state: 'DONE' });
      else await tx.update(TimerTable, { id }, { name: `${sequence}` });
    }),
  ],
};
const events = [1, 2].map((sequence) => anEnvelope(effective('dec_a'), { sequence }));

const opened: Database[] = [];
afterAll(async () => {
  await Promise.all(opened.map(({ close }) => close()));
  remove();
});

test('what another node handles right before a missing row is written is in the row', async () => {
  const up = engines('up', '--kafka', '0', '--mariadb', '3');
  expect(up).toEqual({ said: expect.anything(), status: 0 });
  const [here, there] = noted()
    .mariadb.slice(0, 2)
    .map(({ sql }: { sql: number }) => `mariadb://root@127.0.0.1:${sql}/anju_governance`) as [string, string];
  const rebuilding = await openDatabase(here, storage);
  opened.push(rebuilding);
  const handling = await openDatabase(there, storage);
  opened.push(handling);
  const handle = (place: number) => receive(handling, consumer, events[place - 1]!, clock);
  await handle(1);
  await transaction(handling, (tx) => tx.delete(TimerTable, { id }));

  const delivery = toldAgain(() => events);
  const door = holdAt(rebuilding, (sql) => sql.startsWith('INSERT INTO `timer`'), 1);
  const rebuilt = rebuildCopies(rebuilding, { storage, consumer, delivery, clock }, [TimerTable], {
    ...{ dryRun: false, signal: new AbortController().signal },
    ...{ askMs: 0, giveUpMs: 10_000, everyMs: 100 },
  });
  await door.there;
  const handled = handle(2);
  await Promise.race([handled, wait(3_000)]);
  door.letIn();

  expect(await rebuilt).toMatchObject({ events: 2, added: 1 });
  expect(await handled).toBe('HANDLED');
  expect(await rebuilding.read.find(TimerTable)).toMatchObject([{ id, name: '2' }]);
});
