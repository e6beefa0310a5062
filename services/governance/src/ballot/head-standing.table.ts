import { idColumn, integerColumn, toSafeInteger, wordColumn } from '@anju/runtime/columns';
import { Conflict } from '@anju/runtime/transaction';
import { type Count, nobody, type Standing, type Weight } from '@anju/rulebook/tally';
import type { Choice } from '@anju/rulebook/tally';
import type { AreaDm2 } from '@anju/values/area';
import { type EntityManager, EntitySchema, In } from 'typeorm';
import { headKeyColumn } from '../electorate-snapshot/electorate-snapshot.table';
import { insertMany } from '@anju/runtime/insert-many';
import type { BallotId } from './ballot';
import { type HeadOnQuestion, placeOf } from './ballot.table';
import type { HeadStanding } from '@anju/rulebook/standing';

/** Which ballot counts for a head on a question, as things stand. One row for each, from the notice on. */
interface HeadStandingRow extends HeadOnQuestion {
  readonly areaDm2: AreaDm2;
  readonly state: HeadStanding['state'];
  /** The ballot that counts and its choice; null unless COUNTED. */
  readonly ballotId: BallotId | null;
  readonly choice: Choice | null;
  /** How many acts there are; numbers the next and is what a change is conditional on. */
  readonly acts: number;
}

export const HeadStandingTable = new EntitySchema<HeadStandingRow>({
  name: 'head_standing',
  columns: {
    questionId: { ...idColumn, primary: true },
    headKey: { ...headKeyColumn, primary: true },
    areaDm2: integerColumn,
    state: wordColumn,
    ballotId: { ...idColumn, nullable: true },
    choice: { ...wordColumn, nullable: true },
    acts: integerColumn,
  },
});

export const insertHeadStandings = (tx: EntityManager, rows: readonly HeadStandingRow[]): Promise<void> =>
  insertMany(tx, HeadStandingTable, rows);

/** In the order in which several are to be changed, by `placeOf`. */
export async function findHeadStandings(tx: EntityManager, heads: readonly HeadOnQuestion[]) {
  const rows = await tx.findBy(HeadStandingTable, {
    questionId: In(heads.map(({ questionId }) => questionId)),
    headKey: In(heads.map(({ headKey }) => headKey)),
  });
  return new Map(rows.map((row) => [placeOf(row), row]));
}

/** Unless somebody of the same head acted meanwhile. */
export async function updateHeadStanding(
  tx: EntityManager,
  before: HeadStandingRow,
  after: Pick<HeadStandingRow, 'state' | 'ballotId' | 'choice' | 'acts'>,
): Promise<void> {
  const { questionId, headKey, acts } = before;
  const { affected } = await tx.update(HeadStandingTable, { questionId, headKey, acts }, after);
  if (affected !== 1) throw new Conflict(`Somebody acted for ${placeOf(before)} meanwhile`);
}

/** Each question's electorate by its ballots, every head once; added up by the database (GOV-VOTE-6). */
export async function countHeads(
  read: EntityManager,
  questionIds: readonly string[],
): Promise<ReadonlyMap<string, Required<Count>>> {
  const rows: { questionId: string; standing: Standing; heads: unknown; areaDm2: unknown }[] =
    await read.query(
      `SELECT questionId, COALESCE(choice, state) AS standing, COUNT(*) AS heads, SUM(areaDm2) AS areaDm2
         FROM head_standing
        WHERE questionId IN (${questionIds.map(() => '?').join(', ')})
        GROUP BY questionId, COALESCE(choice, state)`,
      [...questionIds],
    );
  const weigh = (questionId: string, standing: Standing): Weight => {
    const row = rows.find((each) => each.questionId === questionId && each.standing === standing);
    return row ? { heads: toSafeInteger(row.heads), areaDm2: toSafeInteger(row.areaDm2) } : nobody;
  };
  return new Map(
    questionIds.map((id) => [
      id,
      {
        YES: weigh(id, 'YES'),
        NO: weigh(id, 'NO'),
        ABSTAIN: weigh(id, 'ABSTAIN'),
        INVALID: weigh(id, 'INVALID'),
        PENDING: weigh(id, 'PENDING'),
        MISSING: weigh(id, 'MISSING'),
      },
    ]),
  );
}
