import { fraction, moreThan } from '@anju/values/fraction';
import type { ProfileLayer } from '../thresholds';

/** What changed a number between and after the great texts, one layer for each day (CONV-5). */
export const nationalChanges: readonly ProfileLayer[] = [
  {
    // Interpretation art. 12: the court is asked within one year from knowing of the decision.
    division: 'CN',
    from: '2009-10-01',
    changes: { meeting: { annulmentSuitYears: 1 } },
  },
  {
    // Guidance Rules for assemblies and committees, 建房〔2009〕274号.
    division: 'CN',
    from: '2010-01-01',
    level: 'GUIDANCE',
    changes: {
      committee: { minSeats: 5, maxSeats: 11, oddSeats: true, maxTermYears: 5, reElectionMonths: 3 },
    },
  },
  {
    // Tax notice 2019 no. 76: income of community care is counted at 90 %.
    division: 'CN',
    from: '2019-06-01',
    level: 'RULE',
    changes: { tax: { communityCareIncomeCounted: fraction(90, 100) } },
  },
  {
    // Government Investment Regulation art. 12: more than 10 % above the feasibility sum is reported.
    division: 'CN',
    from: '2019-07-01',
    changes: { investment: { estimateReported: moreThan(110, 100) } },
  },
  {
    // Personal Information Protection Law art. 31.
    division: 'CN',
    from: '2021-11-01',
    changes: { privacy: { guardianConsentBelowAge: 14 } },
  },
  {
    // Noise Pollution Prevention Law art. 77; the hours are those of the law before it.
    division: 'CN',
    from: '2022-06-05',
    changes: { site: { nightNoiseFine: { minFen: 1_000_000, maxFen: 10_000_000 } } },
  },
  {
    // 财建〔2022〕183号: a public body pays at least 80 % of what was measured, and may pay all but the retention.
    division: 'CN',
    from: '2022-08-01',
    changes: { payment: { progressMax: fraction(97, 100), progressMinOfMeasured: fraction(80, 100) } },
  },
  {
    // Tax notice 2026 no. 7 goes on where the notice of 2019 ends, until the end of 2027.
    division: 'CN',
    from: '2026-01-01',
    changes: { tax: { communityCareIncomeCounted: fraction(90, 100) } },
  },
  { division: 'CN', from: '2028-01-01', changes: { tax: { communityCareIncomeCounted: null } } },
];
