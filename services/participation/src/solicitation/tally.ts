/** What households have said so far; each household once, by the answer that counts (PART-2). */
export interface Tally {
  /** Households reached on paper, by a visit or online. */
  readonly contacted: number;
  /** Of these, households that answered. */
  readonly answers: number;
  /** Of these, households that were reached and would not answer. */
  readonly refusals: number;
  /** Of the answers, those that agree to the renovation. */
  readonly consents: number;
  /** Of the answers, those that agree to a management mode. */
  readonly managementModeConsents: number;
}

/** The same of one building, which a street may want to see one by one (PART-3). */
export interface BuildingTally extends Tally {
  /** As the households' labels begin: `2`. */
  readonly building: string;
}

export const nothing: Tally = {
  contacted: 0,
  answers: 0,
  refusals: 0,
  consents: 0,
  managementModeConsents: 0,
};

export const addTallies = (tallies: readonly Tally[]): Tally =>
  tallies.reduce(
    (sum, each) => ({
      contacted: sum.contacted + each.contacted,
      answers: sum.answers + each.answers,
      refusals: sum.refusals + each.refusals,
      consents: sum.consents + each.consents,
      managementModeConsents: sum.managementModeConsents + each.managementModeConsents,
    }),
    nothing,
  );
