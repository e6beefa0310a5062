import type { AreaDm2 } from '@anju/values/area';

export type Choice = 'YES' | 'NO' | 'ABSTAIN';

/**
 * Where an owner stands when ballots are counted (GOV-VOTE-6). INVALID has answered only with papers that do
 * not count, PENDING is a unit whose co-owners contradict each other (REG-4), MISSING has not answered.
 */
export type Standing = Choice | 'INVALID' | 'PENDING' | 'MISSING';

/** How much stands behind a choice: owners by head, and their floor area. */
export interface Weight {
  readonly heads: number;
  readonly areaDm2: AreaDm2;
}

/** The electorate by its ballots, every owner once. */
export type Count = Readonly<
  Record<Choice | 'MISSING', Weight> & Partial<Record<'INVALID' | 'PENDING', Weight>>
>;

/** The six integers that a decision rests on (GOV-VOTE-9). */
export interface Turnout {
  readonly entitled: Weight;
  readonly tookPart: Weight;
  readonly yes: Weight;
}

/** Counts owners one by one, as anybody can who has the list; an owner is one head (REG-3). */
export function tally(
  owners: Iterable<{ readonly areaDm2: AreaDm2; readonly standing: Standing }>,
): Required<Count> {
  const count = {
    YES: nobody,
    NO: nobody,
    ABSTAIN: nobody,
    INVALID: nobody,
    PENDING: nobody,
    MISSING: nobody,
  };
  for (const { areaDm2, standing } of owners)
    count[standing] = addWeights(count[standing], { heads: 1, areaDm2 });
  return count;
}

/**
 * An abstention is taking part without saying yes. A missing ballot is neither, and no more is one that is
 * invalid or pending (GOV-VOTE-6).
 */
export function turnoutOf({ YES, NO, ABSTAIN, MISSING, INVALID = nobody, PENDING = nobody }: Count): Turnout {
  const tookPart = addWeights(YES, NO, ABSTAIN);
  return { entitled: addWeights(tookPart, MISSING, INVALID, PENDING), tookPart, yes: YES };
}

export const nobody: Weight = { heads: 0, areaDm2: 0 };

export const addWeights = (...weights: readonly Weight[]): Weight => ({
  heads: weights.reduce((total, { heads }) => total + heads, 0),
  areaDm2: weights.reduce((total, { areaDm2 }) => total + areaDm2, 0),
});
