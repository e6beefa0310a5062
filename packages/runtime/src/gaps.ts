import type { ReplayRequest } from '@anju/events/replay-request';
import { In, MoreThan } from 'typeorm';
import type { Consumer } from './consumer';
import type { Database } from './database';
import { InboxTable } from './inbox.table';
import { createLoop, type Loop } from './loop';
import type { Trouble } from './trouble';

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

/** Well below what a statement may have of parameters. */
const atOnce = 500;

/** The keys that are held, in their order and behind `after`, but for those that are parked: there nothing is missing. */
export const findGaps = async (db: Database, consumer: Pick<Consumer, 'name'>, after = ''): Promise<Gap[]> =>
  (await findHeld(db, consumer, after)).gaps;

interface Held {
  readonly gaps: Gap[];
  /** Each key, and the place of its event that waits although all before it are handled. */
  readonly ready: { readonly subject: string; readonly missing: number }[];
}

/** All of them, page by page, so that those which nobody can help stand in no other's way. */
async function findHeld(db: Database, consumer: Pick<Consumer, 'name'>, behind = ''): Promise<Held> {
  const all: Held = { gaps: [], ready: [] };
  let after: string | null = behind;
  while (after !== null) {
    const { gaps, ready, last }: Page = await findPage(db, consumer, after);
    all.gaps.push(...gaps);
    all.ready.push(...ready);
    after = last;
  }
  return all;
}

interface Page extends Held {
  /** Behind which key the next page begins; null behind the last. */
  readonly last: string | null;
}

async function findPage(
  db: Database,
  { name: consumer }: Pick<Consumer, 'name'>,
  after: string,
): Promise<Page> {
  const held = await db.read
    .createQueryBuilder(InboxTable, 'inbox')
    .select('inbox.subject', 'subject')
    .addSelect('MIN(inbox.sequence)', 'first')
    .addSelect('COUNT(*)', 'waiting')
    .where({ consumer, state: 'WAITING', subject: MoreThan(after) })
    .groupBy('inbox.subject')
    .orderBy('inbox.subject')
    .limit(atOnce)
    .getRawMany<{ subject: string; first: unknown; waiting: unknown }>();
  const last = held.length === atOnce ? held.at(-1)!.subject : null;
  if (held.length === 0) return { gaps: [], ready: [], last };

  // The row before the first that waits says it: handled, parked, or not there.
  const subjects = held.map(({ subject }) => subject);
  const before = await db.read
    .createQueryBuilder(InboxTable, 'inbox')
    .select('inbox.subject', 'subject')
    .addSelect('MAX(inbox.sequence)', 'last')
    .addSelect("MAX(CASE WHEN inbox.state = 'PARKED' THEN 1 ELSE 0 END)", 'parked')
    .where({ consumer, state: In(['HANDLED', 'PARKED']), subject: In(subjects) })
    .groupBy('inbox.subject')
    .getRawMany<{ subject: string; last: unknown; parked: unknown }>();
  const lastOf = new Map(before.map(({ subject, last }) => [subject, Number(last)]));
  const parked = new Set(before.filter((each) => Number(each.parked) === 1).map(({ subject }) => subject));
  const all = held.map(({ subject, first, waiting }) => ({
    subject,
    first: Number(first),
    waiting: Number(waiting),
    missing: (lastOf.get(subject) ?? 0) + 1,
  }));
  const ready = all.filter(({ subject, first, missing }) => first === missing && !parked.has(subject));
  const missing = all.filter((each) => each.first > each.missing);
  if (missing.length === 0) return { gaps: [], ready, last };

  const rows = await db.read.find(InboxTable, {
    select: { subject: true, sequence: true, envelope: true } as never,
    where: missing.map(({ subject, first: sequence }) => ({ consumer, subject, sequence })),
  });
  const sourceOf = new Map(rows.map(({ subject, envelope }) => [subject, envelope?.source]));
  const gaps = missing.flatMap(({ subject, missing: place, waiting }) => {
    const source = sourceOf.get(subject);
    // None any more: it was filled between the two looks.
    return source ? [{ subject, service: source.slice('/anju/'.length), missing: place, waiting }] : [];
  });
  return { gaps, ready, last };
}

/**
 * How long an event may be late before it is asked for, or wait although it is its turn before it is handled, and how
 * long an answer may take before it is asked for again.
 */
const patience = { everyMs: 5_000, lateMs: 5_000, answerMs: 30_000 };

interface Steps {
  readonly askAgain: (request: ReplayRequest) => Promise<void>;
  /** Handles what is next in line for a key. */
  readonly goOn: (subject: string) => Promise<unknown>;
}

/**
 * For as long as the service runs, asks for what does not come, and goes on with a key whose next event is here and
 * handled by nobody: who stored it looked a moment before the one ahead of it was seen as handled, or who handled that
 * one ended before it looked for more.
 */
export function watchGaps(
  db: Database,
  consumer: Consumer,
  { askAgain, goOn }: Steps,
  trouble: Trouble,
  { everyMs, lateMs, answerMs } = patience,
): Loop {
  /** By key and place: from when on it may be asked for, or handled. */
  const due = new Map<string, number>();
  return createLoop(
    async () => {
      const now = Date.now();
      const { gaps, ready } = await findHeld(db, consumer);
      const places = new Set([...gaps, ...ready].map(placeOf));
      for (const place of due.keys()) if (!places.has(place)) due.delete(place);
      const isDue = (place: string) => {
        const from = due.get(place);
        if (from === undefined) due.set(place, now + lateMs);
        return from !== undefined && from <= now;
      };
      // First what needs no broker; one that cannot go on keeps no other from it.
      let failing = false;
      const onError = (error: unknown) => {
        failing = true;
        trouble.failed(error);
      };
      for (const each of ready) if (isDue(placeOf(each))) await goOn(each.subject).catch(onError);
      for (const { service, subject, missing: fromSequence } of gaps.filter((gap) => isDue(placeOf(gap)))) {
        await askAgain({ consumer: consumer.name, service, subject, fromSequence });
        due.set(placeOf({ subject, missing: fromSequence }), now + answerMs);
      }
      if (!failing) trouble.over();
    },
    { everyMs, onError: trouble.failed },
  );
}

const placeOf = ({ subject, missing }: Pick<Gap, 'subject' | 'missing'>) => `${subject} ${missing}`;
