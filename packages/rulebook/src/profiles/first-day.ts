import { atLeast, fraction, moreThan } from '@anju/values/fraction';
import type { ProfileLayer } from '../profile-layer';
import type { Thresholds } from '../thresholds';

/** The day of the Property Law; older texts are held from it on, since nothing here is judged by an earlier day. */
export const firstDay = '2007-10-01';
const from = firstDay;

/** Property Law art. 76: half of all owners for most matters, two thirds of all for the fund and for rebuilding. */
export const propertyLaw = {
  text: '物权法第七十六条 / Property Law art. 76',
  level: 'LAW',
  maker: 'NPC',
  division: 'CN',
  from,
  changes: {
    voting: {
      base: 'ALL_OWNERS',
      quorum: moreThan(1, 2),
      ordinary: moreThan(1, 2),
      special: atLeast(2, 3),
      majorityOf: {
        ADOPT_RULES_OF_PROCEDURE: 'ORDINARY',
        ADOPT_COVENANT: 'ORDINARY',
        ELECT_COMMITTEE: 'ORDINARY',
        HIRE_MANAGER: 'ORDINARY',
        USE_MAINTENANCE_FUND: 'SPECIAL',
        RAISE_MAINTENANCE_FUND: 'SPECIAL',
        REBUILD_ALTER: 'SPECIAL',
        COMMON_PART_USE: 'ORDINARY',
        OTHER_MAJOR: 'ORDINARY',
      },
    },
  },
} as const satisfies ProfileLayer;

const managementRegulation = {
  text: '物业管理条例第十四条、第三十三条 / Property Management Regulation arts. 14, 33',
  level: 'ADMINISTRATIVE_REGULATION',
  maker: 'State Council',
  division: 'CN',
  from,
  changes: { meeting: { noticeDays: 15 }, propertyManagement: { managersPerZone: 1 } },
} as const satisfies ProfileLayer;

const qualityRegulation = {
  text: '建设工程质量管理条例第四十条 / Quality Regulation art. 40',
  level: 'ADMINISTRATIVE_REGULATION',
  maker: 'State Council',
  division: 'CN',
  from,
  changes: { warranty: { waterproofingYears: 5, heatingSeasons: 2, pipesWiringFinishingYears: 2 } },
} as const satisfies ProfileLayer;

const cityRoadRegulation = {
  text: '城市道路管理条例第十八条 / City Road Regulation art. 18',
  level: 'ADMINISTRATIVE_REGULATION',
  maker: 'State Council',
  division: 'CN',
  from,
  changes: { warranty: { cityRoadYears: 1 } },
} as const satisfies ProfileLayer;

/** The law before that of 2022, which has the same hours. */
const noiseLaw = {
  text: '环境噪声污染防治法 / Noise Law of 1996',
  level: 'LAW',
  maker: 'NPC Standing Committee',
  division: 'CN',
  from,
  changes: { site: { nightFrom: '22:00', nightUntil: '06:00' } },
} as const satisfies ProfileLayer;

/**
 * What no text known here sets is this project's choice, and so is the day from which the numbers of some later notices
 * are held.
 */
const defaults = {
  text: '本系统默认值 / defaults of this project',
  level: 'DEFAULT',
  maker: 'Anju',
  division: 'CN',
  from,
  changes: {
    meeting: {
      publishDecisionDays: 3,
      decisionObjectionDays: 7,
      objectionAnswerWorkingDays: 5,
      ballotChange: 'LAST_WINS',
      maxProxiesPerAgent: null,
      signedBlank: 'INVALID',
      stalls: 'EXCLUDED',
      electronicVoting: true, // local rules decide
      recordKeepingYears: 5,
      annulmentSuitYears: null,
    },
    solicitation: { contacted: atLeast(9, 10), answered: atLeast(2, 3) },
    householdGate: {
      participation: atLeast(2, 3),
      consent: atLeast(2, 3),
      managementMode: atLeast(2, 3),
    },
    // The notice of the State Council's Office, 2020 no. 23.
    scope: { completedBy: '2000-12-31', reserveCompletedBy: '2005-12-31', reserve: false },
    payment: {
      advanceMax: fraction(30, 100),
      progressMax: fraction(80, 100),
      progressMinOfMeasured: null,
      retention: fraction(3, 100),
      retentionMax: fraction(3, 100), // a notice's ceiling (FUND-10)
      firstTranche: fraction(30, 100), // as much as the advance
    },
    maintenanceFund: { legacyFundThreshold: false },
    investment: { estimateReported: null },
    tax: { communityCareIncomeCounted: null },
    privacy: { guardianConsentBelowAge: null },
    site: { nightNoiseFine: null },
    oversight: { amberShare: fraction(1, 5) },
  },
} as const satisfies ProfileLayer;

export const firstDayLayers = [
  propertyLaw,
  managementRegulation,
  qualityRegulation,
  cityRoadRegulation,
  noiseLaw,
  defaults,
] as const;

type AllOf<Each> = (Each extends unknown ? (each: Each) => void : never) extends (all: infer All) => void
  ? All
  : never;
type Complete<Changes extends Omit<Thresholds, 'committee'>> = Changes;

/** Does not compile where none of these sets a field; a committee's numbers are set by no text before 2010. */
export type FirstDay = Complete<AllOf<(typeof firstDayLayers)[number]['changes']>>;
