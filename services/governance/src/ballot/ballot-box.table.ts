import { createHash } from 'node:crypto';
import { idColumn, integerColumn } from '@anju/runtime/columns';
import { Conflict } from '@anju/runtime/transaction';
import { type EntityManager, EntitySchema } from 'typeorm';
import { insertMany } from '@anju/runtime/insert-many';
import type { QuestionId } from '../question/question';
import { type HeadOnQuestion, placeOf } from './ballot.table';

/**
 * What a cast and the end of voting both write, so that one of them comes first and a ballot is either in the
 * count or refused. Several for each question: ballots of different heads seldom wait for each other.
 */
interface BallotBox {
  readonly questionId: QuestionId;
  readonly box: number;
  readonly open: boolean;
  readonly received: number;
}

export const BallotBoxTable = new EntitySchema<BallotBox>({
  name: 'ballot_box',
  columns: {
    questionId: { ...idColumn, primary: true },
    box: { ...integerColumn, primary: true },
    open: { type: 'boolean' },
    received: integerColumn,
  },
});

const boxes = 16;

/** The same for a head at all times: co-owners meet at one box. */
const boxOf = (headKey: string) => createHash('sha256').update(headKey).digest().readUInt32BE() % boxes;

export const openBoxes = (tx: EntityManager, questionIds: readonly QuestionId[]): Promise<void> =>
  insertMany(
    tx,
    BallotBoxTable,
    questionIds.flatMap((questionId) =>
      Array.from({ length: boxes }, (_, box) => ({ questionId, box, open: true, received: 0 })),
    ),
  );

/**
 * Puts an act into the box of each head. Where a box was closed meanwhile, all is done again on what is there
 * now, and refused by the question's own state; but for a question whose voting is over, of which whoever acts has held
 * the row.
 */
export async function putIntoBoxes(
  tx: EntityManager,
  heads: readonly HeadOnQuestion[],
  isOver: (questionId: string) => boolean = () => false,
): Promise<void> {
  // In one order, so that two who answer several questions do not wait for each other in a circle.
  const inOrder = heads.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  for (const { questionId, headKey } of inOrder) {
    const box = boxOf(headKey);
    const { affected } = await tx.update(
      BallotBoxTable,
      isOver(questionId) ? { questionId, box } : { questionId, box, open: true },
      { received: () => 'received + 1' },
    );
    if (affected !== 1) throw new Conflict(`Box ${box} of ${questionId} was closed meanwhile`);
  }
}

/** Waits for every ballot that is under way, and takes no other. */
export async function closeBoxes(tx: EntityManager, questionId: QuestionId): Promise<void> {
  await tx.update(BallotBoxTable, { questionId }, { open: false, received: () => 'received' });
}
