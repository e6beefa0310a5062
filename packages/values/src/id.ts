import { randomUUID } from 'node:crypto';
import { type Instant, toInstant } from './time';

/** An identifier that says what it identifies: `bal_0199…` is a ballot wherever it turns up. */
export type Id<Prefix extends string> = `${Prefix}_${string}`;

export const newId = <P extends string>(prefix: P): Id<P> => `${prefix}_${uuidV7()}`;

/** The prefix, an underscore, and then at least one character that is safe in a URL, and no other. */
export const isId = <P extends string>(prefix: P, text: string): text is Id<P> =>
  text.startsWith(`${prefix}_`) && /^[\w-]+$/.test(text.slice(prefix.length + 1));

/** 48 bits of milliseconds, then chance: ids sort by when they were made, which indexes like. */
export function uuidV7(): string {
  const millis = Date.now().toString(16).padStart(12, '0');
  return `${millis.slice(0, 8)}-${millis.slice(8)}-7${randomUUID().slice(15)}`;
}

const v7 = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** When a UUIDv7 says it was made; null for any other text. Whoever made it may have lied. */
export function uuidV7Time(text: string): Instant | null {
  const [, high, low] = v7.exec(text) ?? [];
  const millis = high && low ? Number.parseInt(high + low, 16) : Number.NaN;
  // From the year 10000 on, text order is no longer time order.
  return millis < Date.UTC(10000, 0) ? toInstant(new Date(millis)) : null;
}
