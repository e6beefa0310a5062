import { fraction, moreThan } from '@anju/values/fraction';
import type { ProfileLayer } from '../profile-layer';

/** What changed a number between and after the great texts, one layer for each day (CONV-5). */
export const nationalChanges: readonly ProfileLayer[] = [
  {
    // One year from knowing of the decision. It says how the law is applied, and ranks with it here.
    text: '建筑物区分所有权司法解释第十二条 / Interpretation art. 12',
    level: 'LAW',
    maker: "Supreme People's Court",
    division: 'CN',
    from: '2009-10-01',
    changes: { meeting: { annulmentSuitYears: 1 } },
  },
  {
    text: '业主大会和业主委员会指导规则（建房〔2009〕274号） / Guidance Rules',
    level: 'GUIDANCE',
    maker: 'Ministry of Housing',
    division: 'CN',
    from: '2010-01-01',
    changes: {
      committee: { minSeats: 5, maxSeats: 11, oddSeats: true, maxTermYears: 5, reElectionMonths: 3 },
    },
  },
  {
    // Income of community care is counted at 90 %.
    text: '财政部等六部门公告2019年第76号 / tax notice 2019 no. 76',
    level: 'GUIDANCE',
    maker: 'Ministry of Finance',
    division: 'CN',
    from: '2019-06-01',
    changes: { tax: { communityCareIncomeCounted: fraction(90, 100) } },
  },
  {
    // More than 10 % above the feasibility sum is reported.
    text: '政府投资条例第十二条 / Government Investment Regulation art. 12',
    level: 'ADMINISTRATIVE_REGULATION',
    maker: 'State Council',
    division: 'CN',
    from: '2019-07-01',
    changes: { investment: { estimateReported: moreThan(110, 100) } },
  },
  {
    text: '个人信息保护法第三十一条 / Personal Information Protection Law art. 31',
    level: 'LAW',
    maker: 'NPC Standing Committee',
    division: 'CN',
    from: '2021-11-01',
    changes: { privacy: { guardianConsentBelowAge: 14 } },
  },
  {
    text: '噪声污染防治法第七十七条 / Noise Pollution Prevention Law art. 77',
    level: 'LAW',
    maker: 'NPC Standing Committee',
    division: 'CN',
    from: '2022-06-05',
    changes: { site: { nightNoiseFine: { minFen: 1_000_000, maxFen: 10_000_000 } } },
  },
  {
    // A public body pays at least 80 % of what was measured, and may pay all but the retention.
    text: '财建〔2022〕183号 / notice 2022 no. 183',
    level: 'GUIDANCE',
    maker: 'Ministry of Finance',
    division: 'CN',
    from: '2022-08-01',
    changes: { payment: { progressMax: fraction(97, 100), progressMinOfMeasured: fraction(80, 100) } },
  },
  {
    // Goes on where the notice of 2019 ends, until the end of 2027.
    text: '公告2026年第7号 / tax notice 2026 no. 7',
    level: 'GUIDANCE',
    maker: 'Ministry of Finance',
    division: 'CN',
    from: '2026-01-01',
    changes: { tax: { communityCareIncomeCounted: fraction(90, 100) } },
  },
  {
    text: '公告2026年第7号期满 / end of tax notice 2026 no. 7',
    level: 'GUIDANCE',
    maker: 'Ministry of Finance',
    division: 'CN',
    from: '2028-01-01',
    changes: { tax: { communityCareIncomeCounted: null } },
  },
];
