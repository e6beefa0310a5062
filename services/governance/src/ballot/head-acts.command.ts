import type { RuleProfile } from '@anju/rulebook/rule-profile';
import type { EntityManager } from 'typeorm';
import { act, type Moved, type NewAct } from './act';
import { putIntoBoxes } from './ballot-box.table';
import { findActs, type HeadOnQuestion, placeOf } from './ballot.table';
import type { HeadAct } from '@anju/rulebook/standing';
import { findHeadStandings, updateHeadStanding } from './head-standing.table';

type ActOnQuestion = HeadOnQuestion & { readonly act: NewAct };
type MovedHead = ActOnQuestion & {
  /** All that was done for the head before. */
  readonly acts: readonly HeadAct[];
  readonly moved: Moved;
};

/**
 * Puts acts into the boxes of their heads and says where each head stands then. The rows of the heads are
 * written by `storeStandings`, in the same transaction, unless all is refused. Who may act on a question whose voting is
 * over has written the question itself (`holdUncounted`), and its boxes all the same: a ballot that was cast in time may
 * still be under way.
 */
export async function takeActs(
  tx: EntityManager,
  acts: readonly ActOnQuestion[],
  { meeting }: RuleProfile,
  isOver: (questionId: string) => boolean = () => false,
): Promise<readonly MovedHead[]> {
  await putIntoBoxes(tx, acts, isOver);
  // Behind the boxes: nobody else of these heads is under way any more.
  const before = await findActs(tx, acts);
  return acts.map((each) => {
    const earlier = before.get(placeOf(each)) ?? [];
    return { ...each, acts: earlier, moved: act(earlier, each.act, meeting.ballotChange) };
  });
}

export async function storeStandings(tx: EntityManager, heads: readonly MovedHead[]): Promise<void> {
  const rows = await findHeadStandings(tx, heads);
  for (const head of heads) {
    const { after, choice, sequence } = head.moved;
    const row = rows.get(placeOf(head));
    if (!row) throw new Error(`No standing of ${placeOf(head)}`);
    const { state, ballotId } = after;
    await updateHeadStanding(tx, { ...row, acts: sequence - 1 }, { state, ballotId, choice, acts: sequence });
  }
}
