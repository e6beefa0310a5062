import type { Measuring } from './measure';

/** Whether what is written finds room in the database. */
export interface Room {
  readonly isShort: () => boolean;
}

/** Longer than a service that is in use goes without writing. */
const rememberMs = 5_000;

/**
 * Remembers for a while that something was not written for want of room. Nothing is written to try it: what is small
 * finds room where what people do finds none.
 */
export function watchRoom({ measured }: Measuring): Room {
  let lastMs = -Infinity;
  measured.add(({ what }) => {
    if (what === 'NO_ROOM') lastMs = performance.now();
  });
  return { isShort: () => performance.now() - lastMs < rememberMs };
}
