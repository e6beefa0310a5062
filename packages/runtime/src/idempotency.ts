import { refuse, type RefusalDetail } from '@anju/values/decision';
import { uuidV7Time } from '@anju/values/id';
import { addSeconds, type Clock, systemClock } from '@anju/values/time';
import { type EntityManager, LessThan, LessThanOrEqual } from 'typeorm';
import type { Caller } from './caller';
import type { Database } from './database';
import { IdempotencyTable } from './idempotency.table';
import type { PersonalData } from './personal-data';
import { Conflict, isDuplicate, transaction } from './transaction';

/** By how much a client's clock may be ahead. */
const aheadSeconds = 3600;

interface Request {
  readonly caller: Pick<Caller, 'subject' | 'owner' | 'committee' | 'company'>;
  /** A UUIDv7 that the client made. */
  readonly key: string;
  readonly operation: string;
  /** All that the client asked, without the key. */
  readonly input: unknown;
  /** Real time, never the sandbox's: a key's own time is real. */
  readonly clock?: Clock;
}

/** The codes `once` may refuse with; the enums of the aggregates that use it list them. */
export type KeyRefusalCode = 'IDEMPOTENCY_KEY_INVALID' | 'IDEMPOTENCY_KEY_TOO_OLD' | 'IDEMPOTENCY_KEY_REUSED';

type Words = Readonly<Record<'zh' | 'en', string>>;

/** The words of a refusal, or what makes them of its detail. */
export type Said = Words | ((detail?: RefusalDetail) => Words);

export const wordsOf = (said: Said, detail?: RefusalDetail): Words =>
  typeof said === 'function' ? said(detail) : said;

export const keyMessages: Record<KeyRefusalCode, (detail?: RefusalDetail) => Words> = {
  IDEMPOTENCY_KEY_INVALID: ({ madeAt, now } = {}) =>
    madeAt
      ? {
          zh: `幂等键中的时刻 ${madeAt} 比实际时间 ${now} 超前 1 小时以上。请校准生成它的时钟（以实际时间为准，不是城市的时钟），重新生成后再提交。`,
          en: `The idempotency key says that it was made at ${madeAt}, and it is ${now}: its clock may be an hour ahead at most. Keys are of real time, whatever the city's clock says. Set that clock right, make a new key and send again.`,
        }
      : {
          zh: '幂等键必须是客户端生成的 UUIDv7，请重新生成后再提交。',
          en: 'The idempotency key must be a UUIDv7 made by the client. Make one and send again.',
        },
  IDEMPOTENCY_KEY_TOO_OLD: () => ({
    zh: '幂等键已过保存期限，无法确认是否已办理。请先查询结果，再用新的键提交。',
    en: 'The idempotency key is older than keys are kept. Look whether it was done; if not, send with a new key.',
  }),
  IDEMPOTENCY_KEY_REUSED: () => ({
    zh: '这个幂等键已用于另一个请求。请为新的请求生成新的键。',
    en: 'This idempotency key was used for another request. Make a new key for a new request.',
  }),
};

/**
 * Does `work` once for a key, in one transaction with the key. Repeated with the same input, the first accepted
 * result comes back as it was; with other input it is refused. A refusal changed nothing and is not kept. If the
 * connection breaks, perhaps at COMMIT, it is asked again: by the key it is known whether it was done.
 */
export const once = <R extends { readonly accepted: boolean }>(
  { db, personalData }: Keeping,
  request: Request,
  work: (tx: EntityManager) => Promise<R>,
) =>
  transaction(
    db,
    (tx) => workOrEarlier(tx, request, { keyDays: db.keyDays, digest: personalData.digest }, work),
    { repeatable: true },
  );

/** Where keys are kept, and under which secret what was asked: it holds names of persons (PRIV-1). */
interface Keeping {
  readonly db: Database;
  readonly personalData: Pick<PersonalData, 'digest'>;
}

async function workOrEarlier<R extends { readonly accepted: boolean }>(
  tx: EntityManager,
  { caller, key, operation, input, clock = systemClock }: Request,
  { keyDays, digest }: { readonly keyDays: number; readonly digest: PersonalData['digest'] },
  work: (tx: EntityManager) => Promise<R>,
) {
  const madeAt = uuidV7Time(key);
  const now = clock();
  if (!madeAt) return refuse('IDEMPOTENCY_KEY_INVALID');
  if (madeAt > addSeconds(now, aheadSeconds))
    return refuse('IDEMPOTENCY_KEY_INVALID', null, { detail: { madeAt, now } });
  if (madeAt < addSeconds(now, -keyDays * 86_400)) return refuse('IDEMPOTENCY_KEY_TOO_OLD');

  const row = { caller: caller.subject ?? '', key: key.toLowerCase() };
  // One person may act for several, as a guardian does: for another it is another request.
  const { owner, committee, company } = caller;
  const inputHash = digest(canonical({ input, owner, committee, company }));
  const earlier = async () => {
    const stored = await tx.findOneBy(IdempotencyTable, row);
    if (!stored) return null;
    const same = stored.operation === operation && stored.inputHash === inputHash;
    return same ? (stored.result as R) : refuse('IDEMPOTENCY_KEY_REUSED');
  };
  const before = await earlier();
  if (before) return before;

  const result = await work(tx);
  // The same request at once may have been first while this one waited for a lock: that is why it is refused.
  if (!result.accepted) return (await earlier()) ?? result;
  try {
    await tx.insert(IdempotencyTable, {
      ...row,
      operation,
      inputHash,
      result: result as never,
      storedAt: now,
    });
  } catch (error) {
    // The same request came twice at once and the other was first: all of this is undone and asked again.
    if (isDuplicate(error)) throw new Conflict(`${operation} ${key} was done meanwhile`);
    throw error;
  }
  return result;
}

/**
 * Deletes the keys that `once` refuses as too old by now; page by page, so that nobody waits for all of it. One
 * whose maker's clock was ahead counts for that much longer after it was stored.
 */
export async function forgetKeys(db: Database, clock: Clock = systemClock, atOnce = 1_000): Promise<void> {
  const old = LessThan(addSeconds(clock(), -db.keyDays * 86_400 - aheadSeconds));
  for (;;) {
    const [last] = await db.read.find(IdempotencyTable, {
      select: { storedAt: true },
      where: { storedAt: old },
      order: { storedAt: 'ASC' },
      skip: atOnce - 1,
      take: 1,
    });
    const storedAt = last ? LessThanOrEqual(last.storedAt) : old;
    await transaction(db, (tx) => tx.delete(IdempotencyTable, { storedAt }), { silent: true });
    if (!last) return;
  }
}

/** JSON with its keys in order, so that equal inputs have equal text. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  ) ?? 'null';
