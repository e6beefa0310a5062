import { atLeast, fraction, moreThan } from '@anju/values/fraction';
import type { ProfileLayer, Thresholds } from '../thresholds';

/**
 * Property Law art. 76 and the Property Management Regulation: half of all owners for most matters, two
 * thirds of all for the fund and for rebuilding. What is marked [P] is set by no law and is this project's
 * choice; a division may choose otherwise.
 */
export const propertyLaw: ProfileLayer & { readonly changes: Thresholds } = {
  division: 'CN',
  from: '2007-10-01',
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
    meeting: {
      noticeDays: 15,
      publishDecisionDays: 3, // [P]
      decisionObjectionDays: 7, // [P]
      objectionAnswerWorkingDays: 5, // [P]
      ballotChange: 'LAST_WINS', // [P]
      maxProxiesPerAgent: null,
      electronicVoting: true, // [P] local rules decide
      recordKeepingYears: 5, // [P]
      annulmentSuitYears: null,
    },
    committee: null,
    solicitation: { contacted: atLeast(9, 10), answered: atLeast(2, 3) }, // [P]
    householdGate: {
      participation: atLeast(2, 3), // [P]
      consent: atLeast(2, 3), // [P]
      managementMode: atLeast(2, 3), // [P]
    },
    scope: { completedBy: '2000-12-31', reserveCompletedBy: '2005-12-31', reserve: false },
    payment: {
      advanceMax: fraction(30, 100), // [P]
      progressMax: fraction(80, 100), // [P]
      progressMinOfMeasured: null,
      retention: fraction(3, 100), // [P]
      retentionMax: fraction(3, 100),
      firstTranche: fraction(30, 100), // [P] as much as the advance
    },
    maintenanceFund: { legacyFundThreshold: false }, // [P]
    warranty: { waterproofingYears: 5, heatingSeasons: 2, pipesWiringFinishingYears: 2, cityRoadYears: 1 },
    propertyManagement: { managersPerZone: 1 },
    investment: { estimateReported: null },
    tax: { communityCareIncomeCounted: null },
    privacy: { guardianConsentBelowAge: null },
    site: { nightFrom: '22:00', nightUntil: '06:00', nightNoiseFine: null },
    oversight: { amberShare: fraction(1, 5) }, // [P]
  },
};
