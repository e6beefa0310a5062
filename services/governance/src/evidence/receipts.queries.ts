import { type Receipt, opened, receiptsOf } from '@anju/verify/receipt';
import { ballotText, type Sealed, sealAll, type Seed, unitText } from '@anju/verify/seal';
import type { EntityManager } from 'typeorm';
import { findAnswersOn } from '../ballot/ballot.table';
import { findElectors, findFrozenUnits } from '../electorate-snapshot/electorate-snapshot.table';
import type { Owner } from '../owner/owner';
import type { Question } from '../question/question';
import { actsOf } from './evidence';

/** That something of an owner's is under a root, to hand on; and with what it is, for the owner. */
export interface OwnReceipt {
  readonly commitment: string;
  readonly closed: Receipt;
  readonly opened: Receipt;
}

interface OfTree {
  readonly sealed: readonly Sealed[];
  /** What of it is the owner's. */
  readonly own: ReadonlySet<string>;
}

/**
 * What an owner may prove of a question: each ballot for each head, or each home, in the order of the leaves. Both are
 * read whole: a path leads past the leaves of others, of whom it shows hashes alone.
 */
export async function findReceipts(
  read: EntityManager,
  seed: Seed,
  question: Question,
  { of, ownerId }: { readonly of: Receipt['of']; readonly ownerId: Owner['id'] },
): Promise<readonly OwnReceipt[]> {
  const { sealed, own } = await (of === 'BALLOT' ? ballotsOf : homesOf)(read, seed, question, ownerId);
  const places = sealed.flatMap(({ text }, place) => (own.has(text) ? [place] : []));
  return receiptsOf({ questionId: question.id, of }, sealed, places).map((closed) => ({
    commitment: closed.commitment,
    closed,
    opened: opened(closed, sealed[closed.index]!),
  }));
}

async function ballotsOf(
  read: EntityManager,
  seed: Seed,
  { id }: Question,
  ownerId: Owner['id'],
): Promise<OfTree> {
  const votes = actsOf(await findAnswersOn(read, id), []).filter((each) => each.act === 'VOTE');
  const own = votes.filter(({ owner }) => owner === ownerId);
  return { sealed: sealAll(seed, votes.map(ballotText)), own: new Set(own.map(ballotText)) };
}

async function homesOf(
  read: EntityManager,
  seed: Seed,
  { snapshotId }: Question,
  ownerId: Owner['id'],
): Promise<OfTree> {
  const heads = new Set((await findElectors(read, ownerId, [snapshotId])).map(({ headKey }) => headKey));
  const units = await findFrozenUnits(read, snapshotId);
  const own = units.filter(({ headKey }) => heads.has(headKey));
  return { sealed: sealAll(seed, units.map(unitText)), own: new Set(own.map(unitText)) };
}
