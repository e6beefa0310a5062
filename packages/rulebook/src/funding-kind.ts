/** Where a project's money comes from; every fen has exactly one of the six (FUND-1). */
export const fundingKinds = [
  'POLICY',
  'RESIDENT',
  'FISCAL',
  'UTILITY_OWNER',
  'FORMER_EMPLOYER',
  'SOCIAL_CAPITAL',
] as const;

export type FundingKind = (typeof fundingKinds)[number];

/**
 * By what means each kind comes (FUND-2). The two central channels, investment and subsidy, are different
 * documents and stay apart.
 */
export const instrumentsByKind = {
  POLICY: ['CENTRAL_BUDGET_INVESTMENT', 'LOCAL_GOV_BOND', 'SUPERIOR_SPECIAL_SUBSIDY'],
  RESIDENT: ['DIRECT_CASH', 'MAINTENANCE_FUND', 'PROVIDENT_FUND', 'COMMON_REVENUE', 'OTHER_LAWFUL'],
  FISCAL: ['COUNTY_BUDGET', 'CITY_BUDGET'],
  UTILITY_OWNER: ['OWN_PROGRAMME'],
  FORMER_EMPLOYER: ['CASH', 'IN_KIND'],
  SOCIAL_CAPITAL: ['DONATION', 'INVESTMENT', 'PAID_USE'],
} as const satisfies Record<FundingKind, readonly string[]>;

export type FundingInstrument = (typeof instrumentsByKind)[FundingKind][number];

export function instrumentsOf(kind: FundingKind): readonly FundingInstrument[] {
  return instrumentsByKind[kind];
}

/** Instruments have one kind each, so the instrument tells the kind. */
export const isInstrumentOf = (kind: FundingKind, instrument: FundingInstrument): boolean =>
  instrumentsOf(kind).includes(instrument);

/** Goods count towards the value of a project and never towards its cash (FUND-1, DON-4). */
export const isInKind = (instrument: FundingInstrument): boolean => instrument === 'IN_KIND';
