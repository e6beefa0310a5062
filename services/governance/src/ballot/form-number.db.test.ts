import { ownDatabase } from '@anju/runtime/testing/test-database';
import { transaction } from '@anju/runtime/transaction';
import { meetingWith, other } from '../assembly-meeting/assembly-meeting.builder';
import { putCommunity } from '../assembly-meeting/roll.builder';
import { RefoldFormNumbers0026001700000000026 } from '../migrations/0026-refold-form-numbers';
import { storage } from '../storage';
import type { Ballot } from './ballot';
import { enterPaper } from './ballot.builder';
import { BallotTable, insertBallot } from './ballot.table';

const database = ownDatabase(storage);

test('[GOV-VOTE-13] a form that was entered with another separator before is still entered once', async () => {
  // SQLite builds its tables once and has nothing from before.
  if (database().kind === 'sqlite') return;
  await putCommunity(database());
  const { meetingId, questionIds } = await meetingWith(database(), [other()]);
  const before = (id: `bal_${string}`, formNumber: string, meeting = meetingId): Ballot => ({
    id,
    meetingId: meeting as Ballot['meetingId'],
    ownerId: 'own_C',
    channel: 'PAPER',
    formNumber,
    entry: 1,
    proxyId: null,
    agentKey: null,
    signed: true,
    receivedAt: '2022-07-05T02:00:00.000Z',
    enteredAt: '2022-07-05T02:00:00.000Z',
  });
  await transaction(database(), async (tx) => {
    await insertBallot(tx, before('bal_1', 'T/1'));
    await insertBallot(tx, before('bal_2', 'T_1'));
    await insertBallot(tx, before('bal_3', 'T_2'));
    await insertBallot(tx, before('bal_4', 'T-2'));
    await insertBallot(tx, before('bal_5', 'T/1', 'mtg_other'));
    const runner = { query: (sql: string, values?: unknown[]) => tx.query(sql, values) } as never;
    await new RefoldFormNumbers0026001700000000026().up(runner);
    await new RefoldFormNumbers0026001700000000026().up(runner);
  });

  const stored = await database().read.find(BallotTable, { order: { id: 'ASC' } });
  expect(stored.map(({ formNumber }) => formNumber)).toEqual(['T-1', 'T_1', 'T_2', 'T-2', 'T-1']);
  for (const formNumber of ['T/1', 'T_2'])
    expect(
      await enterPaper(database(), 'D', meetingId, { [questionIds[0]!]: ['YES'] }, { formNumber }),
    ).toMatchObject({ code: 'FORM_NUMBER_USED' });
  const change = transaction(database(), (tx) =>
    tx.update(BallotTable, { id: 'bal_2' }, { formNumber: 'T-9' }),
  );
  await expect(change).rejects.toThrow('append-only');
});
