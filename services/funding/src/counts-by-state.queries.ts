import { toSafeInteger } from '@anju/runtime/columns';
import type { Context } from '@anju/runtime/context';
import { covers, type DivisionCode, isDivisionCode } from '@anju/values/division';
import type { EntityManager } from 'typeorm';

/** How much of a table stands in a state. */
interface StateCount<State extends string> {
  readonly state: State;
  readonly count: number;
  /** Of them, those that are invented. */
  readonly synthetic: number;
}

type Table = 'renovation_project' | 'maintenance_job';

/** Loader of a table's counts by division, all states in order; what a division covers counts with it. */
export const countsByState =
  <State extends string>(table: Table, states: readonly State[]) =>
  async ({ db }: Context, codes: readonly string[]) => {
    const counts = await countCounties<State>(db.read, table);
    return new Map<string, readonly StateCount<State>[]>(
      codes.map((code) => {
        const within = counts.filter(
          ({ divisionCode }) => isDivisionCode(code) && covers(code, divisionCode),
        );
        return [code, states.map((state) => sumOf(state, within))];
      }),
    );
  };

/** One reading of the counties, a few rows each, answers for every division of a request. */
async function countCounties<State extends string>(read: EntityManager, table: Table) {
  const rows: { divisionCode: DivisionCode; state: State; count: unknown; synthetic: unknown }[] =
    await read.query(
      `SELECT divisionCode, state, COUNT(*) AS count, SUM(synthetic) AS synthetic
         FROM ${table} GROUP BY divisionCode, state`,
    );
  return rows.map((row) => ({
    ...row,
    count: toSafeInteger(row.count),
    synthetic: toSafeInteger(row.synthetic),
  }));
}

const sumOf = <State extends string>(state: State, counts: readonly StateCount<State>[]) =>
  counts
    .filter((count) => count.state === state)
    .reduce(
      (sum, { count, synthetic }) => ({
        state,
        count: sum.count + count,
        synthetic: sum.synthetic + synthetic,
      }),
      { state, count: 0, synthetic: 0 },
    );
