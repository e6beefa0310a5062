import { randomUUID } from 'node:crypto';
import { type Instant, toInstant } from './time';

/** An identifier that says what it identifies: `bal_0199…` is a ballot wherever it turns up. */
export type Id<Prefix extends string> = `${Prefix}_${string}`;

export const newId = <P extends string>(prefix: P): Id<P> => `${prefix}_${uuidV7()}`;

/** The prefix, an underscore, and then at least one character that is safe in a URL, and no other. */
export const isId = <P extends string>(prefix: P, text: string): text is Id<P> =>
  text.startsWith(`${prefix}_`) && /^[\w-]+$/.test(text.slice(prefix.length + 1));

/** Of the last one made: its millisecond, and its place in it. */
let last = { millis: 0, place: 0 };
const places = 0x1000;
/** A clock that is put right by more was wrong, and is not followed any longer. */
const behindMillis = 10_000;

/**
 * 48 bits of milliseconds, 12 of the place in it, then chance (RFC 9562, 6.2, method 1): ids of one process sort by
 * when they were made, which indexes like, and those of one millisecond too.
 */
export function uuidV7(): string {
  const now = Date.now();
  const chance = randomUUID();
  if (now > last.millis || now < last.millis - behindMillis) {
    // Half of the places are left for those that follow.
    last = { millis: now, place: Number.parseInt(chance.slice(0, 3), 16) >> 1 };
  } else {
    const full = last.place + 1 === places;
    last = full ? { millis: last.millis + 1, place: 0 } : { millis: last.millis, place: last.place + 1 };
  }
  const millis = last.millis.toString(16).padStart(12, '0');
  const place = last.place.toString(16).padStart(3, '0');
  return `${millis.slice(0, 8)}-${millis.slice(8)}-7${place}${chance.slice(18)}`;
}

const v7 = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** When a UUIDv7 says it was made; null for any other text. Whoever made it may have lied. */
export function uuidV7Time(text: string): Instant | null {
  const [, high, low] = v7.exec(text) ?? [];
  const millis = high && low ? Number.parseInt(high + low, 16) : Number.NaN;
  // From the year 10000 on, text order is no longer time order.
  return millis < Date.UTC(10000, 0) ? toInstant(new Date(millis)) : null;
}
