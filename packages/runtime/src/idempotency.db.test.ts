import type { Refusal } from '@anju/values/decision';
import { uuidV7, uuidV7Time } from '@anju/values/id';
import { addSeconds, systemClock } from '@anju/values/time';
import type { EntityManager } from 'typeorm';
import { forgetKeys, keyMessages, type KeyRefusalCode, once } from './idempotency';
import { IdempotencyTable } from './idempotency.table';
import { LeaseTable } from './lease';
import { createPersonalData } from './personal-data';
import { bareStorage } from './testing/bare-service';
import { aCaller, testPersonalData as personalData } from './testing/execute';
import { testDatabase } from './testing/test-database';
import { forUpdate, transaction } from './transaction';

const database = testDatabase(bareStorage);

// A lease stands for the account that is paid from; its token is what is left of it.
const leftIn = async (read: EntityManager) =>
  (await read.findOneByOrFail(LeaseTable, { name: 'fund' })).token;
beforeEach(() =>
  transaction(database(), (tx) => tx.insert(LeaseTable, { name: 'fund', token: 100, expiresAt: '' })),
);

const asked = {
  caller: aCaller({ subject: 'officer' }),
  key: '',
  operation: 'pay',
  input: { fen: 70, to: 'contractor' } as unknown,
  clock: systemClock,
};
beforeEach(() => void (asked.key = uuidV7()));

const pay = async (tx: EntityManager) => {
  const { token } = await tx.findOneOrFail(LeaseTable, { where: { name: 'fund' }, ...forUpdate(tx) });
  if (token < 70) return { accepted: false, refusal: { code: 'BEYOND_CEILING' } } as const;
  await tx.update(LeaseTable, { name: 'fund' }, { token: token - 70 });
  return { accepted: true, left: token - 70, voucher: uuidV7() } as const;
};
const request = (differing: Partial<typeof asked> = {}) =>
  once({ db: database(), personalData }, { ...asked, ...differing }, pay);

const code = (result: Awaited<ReturnType<typeof request>>) =>
  result.accepted ? 'ACCEPTED' : result.refusal.code;

test('the same request again gets the first result, and has its effect once', async () => {
  const first = await request();
  expect(first).toMatchObject({ accepted: true, left: 30 });

  // Equal input is equal in whatever order its fields came, and a key in whatever case.
  expect(await request({ input: { to: 'contractor', fen: 70 }, key: asked.key.toUpperCase() })).toEqual(
    first,
  );
  expect(await leftIn(database().read)).toBe(30);
});

test.each([
  ['other input', { input: { fen: 71, to: 'contractor' } }],
  ['less input', { input: { fen: 70 } }],
  ['none', { input: undefined }],
  ['another operation', { operation: 'collect' }],
  ['another owner spoken for', { caller: aCaller({ subject: 'officer', owner: 'own_2' }) }],
  ['another committee', { caller: aCaller({ subject: 'officer', committee: 'oc_2' }) }],
  ['another company', { caller: aCaller({ subject: 'officer', company: 'pmc_2' }) }],
])('the same key with %s is refused', async (_, differing) => {
  await request();

  expect(code(await request(differing))).toBe('IDEMPOTENCY_KEY_REUSED');
  expect(await leftIn(database().read)).toBe(30);
});

test("another caller's equal key is another key", async () => {
  await request();

  expect(code(await request({ caller: aCaller({ subject: 'somebody else' }) }))).toBe('BEYOND_CEILING');
  expect(await database().read.count(IdempotencyTable)).toBe(1);
});

test('a refusal is not kept: the same key is taken once what was wrong is put right', async () => {
  await transaction(database(), (tx) => tx.update(LeaseTable, { name: 'fund' }, { token: 69 }));
  expect(code(await request())).toBe('BEYOND_CEILING');

  await transaction(database(), (tx) => tx.update(LeaseTable, { name: 'fund' }, { token: 70 }));
  expect(await request()).toMatchObject({ accepted: true, left: 0 });
});

test('the same request many times at once has its effect once, and each gets the first result', async () => {
  // After the first, the fund no longer holds a second payment: who waited for the row is refused by the
  // rule, looks again, and finds the answer.
  const results = await Promise.all(Array.from({ length: 8 }, () => request()));

  expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
  expect(results[0]).toMatchObject({ accepted: true, left: 30 });
  expect(await leftIn(database().read)).toBe(30);
});

test('the same request many times at once where there is enough for all has its effect once, too', async () => {
  await transaction(database(), (tx) => tx.update(LeaseTable, { name: 'fund' }, { token: 1000 }));

  const results = await Promise.all(Array.from({ length: 8 }, () => request()));

  expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
  expect(await leftIn(database().read)).toBe(930);
});

test('a key with two inputs at once is kept for one of them', async () => {
  await transaction(database(), (tx) => tx.update(LeaseTable, { name: 'fund' }, { token: 1000 }));

  const results = await Promise.all([request(), request({ input: { fen: 71 } })]);

  expect(results.map(code).sort()).toEqual(['ACCEPTED', 'IDEMPOTENCY_KEY_REUSED']);
  expect(await leftIn(database().read)).toBe(930);
});

test('what is rolled back keeps no key', async () => {
  const failing = once({ db: database(), personalData }, asked, async (tx) => {
    await pay(tx);
    throw new Error('rolled back');
  });
  await expect(failing).rejects.toThrow('rolled back');

  expect(await request()).toMatchObject({ accepted: true, left: 30 });
});

const v7 = '0199a1b2-c3d4-7abc-8def-0123456789ab';
test.each([
  ['no key', ''],
  ['a word', 'payment-1'],
  ['a UUIDv4', '4f0c9a52-7f7e-4d53-9a0e-3c1d2b4a5f60'],
  ['a UUIDv7 of another variant', v7.replace('8def', 'cdef')],
  ['a UUIDv7 and more', `${v7}0`],
])('%s is refused', async (_, key) => {
  expect(code(await request({ key }))).toBe('IDEMPOTENCY_KEY_INVALID');
  expect(await leftIn(database().read)).toBe(100);
});

test.each([
  ['30 days after it was made a key still counts', 30 * 86_400, 'ACCEPTED'],
  ['a millisecond later it is too old', 30 * 86_400 + 0.001, 'IDEMPOTENCY_KEY_TOO_OLD'],
  ["a client's clock may be an hour ahead", -3600, 'ACCEPTED'],
  ['and not more', -3600.001, 'IDEMPOTENCY_KEY_INVALID'],
])('%s', async (_, age, expected) => {
  const now = addSeconds(uuidV7Time(asked.key)!, age);

  expect(code(await request({ clock: () => now }))).toBe(expected);
});

test('whose clock is ahead is told so, by how much it may be, and what time it really is', async () => {
  const madeAt = uuidV7Time(asked.key)!;
  const now = addSeconds(madeAt, -7200);
  const result = await request({ clock: () => now });
  if (!('refusal' in result)) throw new Error('It was done.');
  const { code, detail } = result.refusal as Refusal<KeyRefusalCode>;
  const { zh, en } = keyMessages[code](detail);
  expect(zh).toContain(`${madeAt} 比实际时间 ${now} 超前 1 小时以上。请校准`);
  expect(en).toMatch(`made at ${madeAt}, and it is ${now}: its clock may be an hour ahead at most`);
  expect(keyMessages.IDEMPOTENCY_KEY_INVALID().en).toContain('must be a UUIDv7');
});

test('[PRIV-1] what was asked is kept under a secret: a name in it cannot be found by trying names', async () => {
  const hashUnder = async (byte: number) => {
    const other = createPersonalData(Buffer.alloc(32, byte).toString('base64'));
    const asking = {
      ...asked,
      caller: aCaller({ subject: `officer ${byte}` }),
      input: { agentName: '李四' },
    };
    await once({ db: database(), personalData: other }, asking, async () => ({ accepted: true }));
    const { subject: caller } = asking.caller;
    return (await database().read.findOneByOrFail(IdempotencyTable, { caller: caller! })).inputHash;
  };

  expect(await hashUnder(1)).not.toBe(await hashUnder(2));
});

test.each([
  [2, 'IDEMPOTENCY_KEY_TOO_OLD'],
  [3, 'ACCEPTED'],
])('where keys are kept %i days, one of three days ago is %s', async (keyDays, expected) => {
  const clock = () => addSeconds(uuidV7Time(asked.key)!, 3 * 86_400);
  const result = await once({ db: { ...database(), keyDays }, personalData }, { ...asked, clock }, pay);

  expect(code(result)).toBe(expected);
});

test('a key is deleted when it can do nothing any more, and not before', async () => {
  await transaction(database(), (tx) => tx.update(LeaseTable, { name: 'fund' }, { token: 1000 }));
  const madeAt = uuidV7Time(asked.key)!;
  // By a client whose clock is an hour ahead: its key counts for that much longer.
  const storedAt = addSeconds(madeAt, -3600);
  for (const subject of ['officer', 'second', 'third'])
    await request({ caller: aCaller({ subject }), clock: () => storedAt });
  const lastMoment = () => addSeconds(madeAt, 30 * 86_400);
  const after = () => addSeconds(madeAt, 30 * 86_400 + 0.001);

  await forgetKeys(database(), lastMoment, 2);
  expect(await database().read.count(IdempotencyTable)).toBe(3);
  expect(await request({ clock: lastMoment })).toMatchObject({ accepted: true, left: 930 });

  await forgetKeys(database(), after, 2);
  expect(await database().read.count(IdempotencyTable)).toBe(0);
  expect(code(await request({ clock: after }))).toBe('IDEMPOTENCY_KEY_TOO_OLD');
  expect(await leftIn(database().read)).toBe(790);
});
