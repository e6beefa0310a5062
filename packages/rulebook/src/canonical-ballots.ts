import type { Instant } from '@anju/values/time';

/**
 * One line for each answer received on a question: head, place in the head's order, ballot, owner, choice and
 * the moment it came in. Its hash is in the record (GOV-VOTE-9).
 */
export const canonicalBallots = (
  answers: readonly {
    readonly headKey: string;
    readonly sequence: number;
    readonly ballotId: string;
    readonly ownerId: string;
    readonly choice: string;
    readonly receivedAt: Instant;
  }[],
): string =>
  answers
    .toSorted((a, b) => (a.headKey < b.headKey ? -1 : a.headKey > b.headKey ? 1 : a.sequence - b.sequence))
    .map(({ headKey, sequence, ballotId, ownerId, choice, receivedAt }) =>
      [headKey, sequence, ballotId, ownerId, choice, receivedAt].join(' '),
    )
    .map((line) => `${line}\n`)
    .join('');
