import type { ReplayRequest } from '@anju/events/replay-request';
import { In } from 'typeorm';
import type { Consumer } from './consumer';
import type { Database } from './database';
import { InboxTable } from './inbox.table';
import { createLoop, type Loop } from './loop';

/** An aggregate whose events wait for one that did not come. */
export interface Gap {
  readonly subject: string;
  /** Whose aggregate it is. */
  readonly service: string;
  /** The place of the first event that is missing. */
  readonly missing: number;
  /** How many wait behind it. */
  readonly waiting: number;
}

const atOnce = 500;

/** The keys that are held, but for those that are parked: there nothing is missing. */
export async function findGaps(db: Database, { name: consumer }: Pick<Consumer, 'name'>): Promise<Gap[]> {
  const held = await db.read
    .createQueryBuilder(InboxTable, 'inbox')
    .select('inbox.subject', 'subject')
    .addSelect('MIN(inbox.sequence)', 'first')
    .addSelect('COUNT(*)', 'waiting')
    .where({ consumer, state: 'WAITING' })
    .groupBy('inbox.subject')
    .limit(atOnce)
    .getRawMany<{ subject: string; first: unknown; waiting: unknown }>();
  if (held.length === 0) return [];

  // The row before the first that waits says it: handled, parked, or not there.
  const subjects = held.map(({ subject }) => subject);
  const before = await db.read
    .createQueryBuilder(InboxTable, 'inbox')
    .select('inbox.subject', 'subject')
    .addSelect('MAX(inbox.sequence)', 'last')
    .where({ consumer, state: In(['HANDLED', 'PARKED']), subject: In(subjects) })
    .groupBy('inbox.subject')
    .getRawMany<{ subject: string; last: unknown }>();
  const lastOf = new Map(before.map(({ subject, last }) => [subject, Number(last)]));
  const missing = held
    .map(({ subject, first, waiting }) => ({
      subject,
      first: Number(first),
      waiting: Number(waiting),
      missing: (lastOf.get(subject) ?? 0) + 1,
    }))
    .filter((each) => each.first > each.missing);
  if (missing.length === 0) return [];

  const rows = await db.read.find(InboxTable, {
    select: { subject: true, sequence: true, envelope: true } as never,
    where: missing.map(({ subject, first: sequence }) => ({ consumer, subject, sequence })),
  });
  const sourceOf = new Map(rows.map(({ subject, envelope }) => [subject, envelope?.source]));
  return missing.flatMap(({ subject, missing: place, waiting }) => {
    const source = sourceOf.get(subject);
    // None any more: it was filled between the two looks.
    return source ? [{ subject, service: source.slice('/anju/'.length), missing: place, waiting }] : [];
  });
}

/** How long an event may be late before it is asked for, and how long an answer may take before it is again. */
const patience = { everyMs: 5_000, lateMs: 5_000, answerMs: 30_000 };

/** Asks for what does not come, for as long as the service runs. */
export function watchGaps(
  db: Database,
  consumer: Consumer,
  askAgain: (request: ReplayRequest) => Promise<void>,
  onError: (error: unknown) => void,
  { everyMs, lateMs, answerMs } = patience,
): Loop {
  /** By key and place: from when on it may be asked for. */
  const due = new Map<string, number>();
  return createLoop(
    async () => {
      const now = Date.now();
      const gaps = await findGaps(db, consumer);
      const places = new Set(gaps.map(placeOf));
      for (const place of due.keys()) if (!places.has(place)) due.delete(place);
      for (const gap of gaps) {
        const place = placeOf(gap);
        const from = due.get(place);
        if (from === undefined) due.set(place, now + lateMs);
        else if (from <= now) {
          const { service, subject, missing: fromSequence } = gap;
          await askAgain({ consumer: consumer.name, service, subject, fromSequence });
          due.set(place, now + answerMs);
        }
      }
    },
    { everyMs, onError },
  );
}

const placeOf = ({ subject, missing }: Gap) => `${subject} ${missing}`;
