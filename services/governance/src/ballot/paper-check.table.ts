import { idColumn, instantColumn, integerColumn, toSafeInteger } from '@anju/runtime/columns';
import type { Page } from '@anju/runtime/connection';
import { type EntityManager, EntitySchema, In } from 'typeorm';
import { firstBelowEach } from '../first-below-each.queries';
import type { Ballot, BallotId } from './ballot';
import { BallotTable } from './ballot.table';
import type { PaperCheck } from './paper-check';

/** Append-only: triggers refuse UPDATE and DELETE on both engines. */
export const PaperCheckTable = new EntitySchema<PaperCheck>({
  name: 'paper_check',
  columns: {
    ballotId: { ...idColumn, primary: true },
    number: { ...integerColumn, primary: true },
    differences: { type: 'simple-json' },
    checkedBy: idColumn,
    checkedAt: instantColumn,
  },
});

export async function insertCheck(tx: EntityManager, check: PaperCheck): Promise<void> {
  await tx.insert(PaperCheckTable, check as never);
}

/** The check that decides on each of these papers, where there is one. */
export async function findLastChecks(
  read: EntityManager,
  ballotIds: readonly BallotId[],
): Promise<ReadonlyMap<BallotId, PaperCheck>> {
  if (ballotIds.length === 0) return new Map();
  const checks = await read.find(PaperCheckTable, {
    where: { ballotId: In([...ballotIds]) },
    order: { number: 'ASC' },
  });
  return new Map(checks.map((check) => [check.ballotId, check]));
}

/** Of a paper that its entry stands and no check that decides finds it read alike. */
const isUnchecked = `ballot.channel = 'PAPER'
  AND NOT EXISTS (SELECT 1 FROM voided_ballot mistaken WHERE mistaken.ballotId = ballot.id)
  AND COALESCE((SELECT paper_check.differences FROM paper_check WHERE paper_check.ballotId = ballot.id
                 ORDER BY paper_check.number DESC LIMIT 1), '') <> '[]'`;

/** The first papers of a meeting that nobody read a second time, or read differently, by the numbers on them. */
export async function findUnchecked(
  read: EntityManager,
  meetingId: Ballot['meetingId'],
  most: number,
): Promise<readonly string[]> {
  const rows: { formNumber: string }[] = await read.query(
    `SELECT ballot.formNumber AS formNumber FROM ballot
      WHERE ballot.meetingId = ? AND ${isUnchecked} ORDER BY ballot.formNumber LIMIT ${most}`,
    [meetingId],
  );
  return rows.map(({ formNumber }) => formNumber);
}

/** A paper that stands in the way of the count. */
export interface UncheckedPaper extends Pick<Ballot, 'enteredBy'> {
  readonly formNumber: string;
  readonly lastCheck: (PaperCheck & { readonly formNumber: string }) | null;
}

/** The first such papers behind a number of each of some meetings, one more than `limit` where there are more. */
export async function firstUncheckedOfEach(
  read: EntityManager,
  meetingIds: readonly string[],
  { afterKey, limit }: Page,
): Promise<ReadonlyMap<string, readonly UncheckedPaper[]>> {
  const where = `ballot.meetingId = ? AND ${isUnchecked}`;
  const below = { table: 'ballot', key: 'ballot.formNumber', where };
  const numbersOf = await firstBelowEach(read, below, new Map(meetingIds.map((id) => [id, id])), {
    after: afterKey ?? '',
    limit,
  });
  const numbers = [...new Set([...numbersOf.values()].flat())];
  const ballots = await read.find(BallotTable, {
    where: { meetingId: In([...meetingIds]) as never, formNumber: In(numbers) },
    order: { entry: 'ASC' },
  });
  const checks = await findLastChecks(
    read,
    ballots.map(({ id }) => id),
  );
  const papers = new Map(
    ballots.map(({ id, meetingId, formNumber, enteredBy }) => {
      const check = checks.get(id);
      const paper = { formNumber: formNumber!, enteredBy };
      return [`${meetingId} ${formNumber}`, { ...paper, lastCheck: check ? { ...check, ...paper } : null }];
    }),
  );
  return new Map(
    [...numbersOf].map(([id, own]) => [id, own.map((number) => papers.get(`${id} ${number}`)!)]),
  );
}

/** How many papers stand in the way of the count, in each of some meetings. */
export async function countUnchecked(
  read: EntityManager,
  meetingIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows: { meetingId: string; papers: unknown }[] = await read.query(
    `SELECT ballot.meetingId AS meetingId, COUNT(*) AS papers FROM ballot
      WHERE ballot.meetingId IN (${meetingIds.map(() => '?').join(', ')}) AND ${isUnchecked}
      GROUP BY ballot.meetingId`,
    [...meetingIds],
  );
  const counts = new Map(rows.map(({ meetingId, papers }) => [meetingId, toSafeInteger(papers)]));
  return new Map(meetingIds.map((id) => [id, counts.get(id) ?? 0]));
}
