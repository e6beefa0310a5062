import { appendToOutbox, OutboxTable } from './outbox';
import { bareStorage, effective } from './testing/bare-service';
import { testDatabase } from './testing/test-database';
import { transaction } from './transaction';

const database = testDatabase(bareStorage);
const now = '2022-09-20T10:00:00.000Z';

const append = (...facts: Parameters<typeof appendToOutbox>[1]) =>
  transaction(database(), (tx) => appendToOutbox(tx, facts, now));

const sequences = async (subject: string) =>
  (await database().read.find(OutboxTable, { where: { subject }, order: { sequence: 'ASC' } })).map(
    (e) => e.sequence,
  );

test('each aggregate counts its own events, without a gap', async () => {
  await append(effective('dec_1'), effective('dec_2'), effective('dec_1'));
  await append(effective('dec_1'));

  expect(await sequences('dec_1')).toEqual([1, 2, 3]);
  expect(await sequences('dec_2')).toEqual([1]);
});

test('a command that is rolled back has told nothing, and leaves no gap', async () => {
  await append(effective('dec_1'));
  const failing = transaction(database(), async (tx) => {
    await appendToOutbox(tx, [effective('dec_1')], now);
    throw new Error('rolled back');
  });
  await expect(failing).rejects.toThrow('rolled back');
  await append(effective('dec_1'));

  expect(await sequences('dec_1')).toEqual([1, 2]);
});

test('a fact that breaks its contract is refused before it is stored', async () => {
  await expect(append(effective('que_1' as 'dec_1'))).rejects.toThrow('decisionId');
});

test('what the contract does not name is not told', async () => {
  const fact = effective('dec_1');
  await append({ ...fact, data: { ...fact.data, ownerPhone: '138' } });

  const { data } = await database().read.findOneByOrFail(OutboxTable, { subject: 'dec_1' });
  expect(data).toEqual(fact.data);
});
