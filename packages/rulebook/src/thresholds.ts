import type { Fraction, Threshold } from '@anju/values/fraction';
import type { Fen } from '@anju/values/money';
import type { CalendarDate } from '@anju/values/time';
import type { MatterType } from './matter';

/** Every number that the law or a locality sets, by subject. */
export interface Thresholds {
  readonly voting: VotingRules;
  readonly meeting: MeetingRules;
  /** Null before 2010: no text known here sets the numbers. */
  readonly committee: CommitteeRules | null;
  readonly solicitation: SolicitationRules;
  readonly householdGate: HouseholdGateRules;
  readonly scope: ScopeRules;
  readonly payment: PaymentRules;
  readonly maintenanceFund: MaintenanceFundRules;
  readonly warranty: WarrantyRules;
  readonly propertyManagement: PropertyManagementRules;
  readonly investment: InvestmentRules;
  readonly tax: TaxRules;
  readonly privacy: PrivacyRules;
  readonly site: SiteRules;
  readonly oversight: OversightRules;
}

export type Majority = 'ORDINARY' | 'SPECIAL';

export interface VotingRules {
  /** Whose yes is measured: a share of those taking part, or of all owners as before 2021 (table 4.9). */
  readonly base: 'PARTICIPANTS' | 'ALL_OWNERS';
  /** The share of all area and of all heads that takes part (GOV-VOTE-1). */
  readonly quorum: Threshold;
  /** The share of the base that says yes in an ordinary matter, by area and by heads (GOV-VOTE-2). */
  readonly ordinary: Threshold;
  /** The same in a special matter (GOV-VOTE-3). */
  readonly special: Threshold;
  /** Which majority each matter needs (GOV-VOTE-4). */
  readonly majorityOf: Readonly<Record<MatterType, Majority>>;
}

export interface MeetingRules {
  /** At least so many days lie between notice and meeting, or the opening of a consultation (GOV-MEET-2). */
  readonly noticeDays: number;
  /** A decision is posted in the zone within so many days (GOV-MEET-6). */
  readonly publishDecisionDays: number;
  /** Owners may object for so many days from the posting (GOV-VOTE-12). */
  readonly decisionObjectionDays: number;
  /** An objection is answered in writing within so many working days (GOV-VOTE-12). */
  readonly objectionAnswerWorkingDays: number;
  /** Which of an owner's ballots counts while voting is open: the last, or the first (GOV-VOTE-13). */
  readonly ballotChange: 'LAST_WINS' | 'FIRST_WINS';
  /** For how many heads one agent may vote; null where nothing limits it (GOV-MEET-4). */
  readonly maxProxiesPerAgent: number | null;
  /** What a signed paper without a mark is: no vote, or an abstention (GOV-VOTE-6). */
  readonly signedBlank: 'INVALID' | 'ABSTAIN';
  /** Whether parking spaces and stalls add to area and heads (REG-6). */
  readonly stalls: 'EXCLUDED' | 'INCLUDED';
  /** Whether local rules allow ballots online (GOV-MEET-3). */
  readonly electronicVoting: boolean;
  /** Records of a vote are kept for so many years at least (GOV-VOTE-9). */
  readonly recordKeepingYears: number;
  /** For so many years from knowing of a decision an owner may ask the court to annul it; null where no text known here sets them (GOV-VOTE-10). */
  readonly annulmentSuitYears: number | null;
}

/** Size and term of an owners' committee (GOV-COM-1), and when the next is elected (GOV-COM-12). */
export interface CommitteeRules {
  readonly minSeats: number;
  readonly maxSeats: number;
  readonly oddSeats: boolean;
  readonly maxTermYears: number;
  /** The assembly for re-election is held so many months before the term ends. */
  readonly reElectionMonths: number;
}

/** When a solicitation has reached enough households (PART-2). */
export interface SolicitationRules {
  /** Households contacted, of all. */
  readonly contacted: Threshold;
  /** Households that answered, of all. */
  readonly answered: Threshold;
}

/** When a community may enter the yearly plan; the notice leaves the ratios to the locality (PART-3). */
export interface HouseholdGateRules {
  /** Households that answered, of all. */
  readonly participation: Threshold;
  /** Consents to the renovation, of the answers. */
  readonly consent: Threshold;
  /** Consents to a management mode, of the answers. */
  readonly managementMode: Threshold;
}

/** Which communities are old (REG-9). */
export interface ScopeRules {
  /** The last day of completion that is in scope. */
  readonly completedBy: CalendarDate;
  /** The last day of completion that may be held in reserve. */
  readonly reserveCompletedBy: CalendarDate;
  /** Whether a reserve is kept at all. */
  readonly reserve: boolean;
}

/** How much may be paid, and when (FUND-10, PROJ-1). All are shares of the contract sum but the last. */
export interface PaymentRules {
  /** Advance before the works: at most. */
  readonly advanceMax: Fraction;
  /** All payments before acceptance together: at most. */
  readonly progressMax: Fraction;
  /** The least share of the measured value that a public body pays; less is flagged. Null where none is set. */
  readonly progressMinOfMeasured: Fraction | null;
  /** Kept back until the warranty ends, where the contract says nothing else. */
  readonly retention: Fraction;
  /** The most that a contract may keep back. */
  readonly retentionMax: Fraction;
  /** The share of a project's cost that must be there before it is started (PROJ-1). */
  readonly firstTranche: Fraction;
}

export interface MaintenanceFundRules {
  /**
   * Whether the fund office still asks for two thirds of all owners (MF-2). It warns and never changes a
   * verdict: a guidance document does not override the Civil Code (CONV-4).
   */
  readonly legacyFundThreshold: boolean;
}

/** For how long the builder repairs at own cost, from acceptance (PROJ-4, MF-1). */
export interface WarrantyRules {
  readonly waterproofingYears: number;
  readonly heatingSeasons: number;
  readonly pipesWiringFinishingYears: number;
  readonly cityRoadYears: number;
}

export interface PropertyManagementRules {
  /** How many companies may manage one zone (PM-13, REG-8). */
  readonly managersPerZone: number;
}

export interface InvestmentRules {
  /** A design estimate of more than this share of the approved feasibility sum is reported (FUND-9). */
  readonly estimateReported: Threshold | null;
}

export interface TaxRules {
  /** The share of income from community care that is counted; recorded, never computed with (TAX-1, TAX-4). */
  readonly communityCareIncomeCounted: Fraction | null;
}

export interface PrivacyRules {
  /** Below this age a guardian consents to the use of personal data (HARD-4). */
  readonly guardianConsentBelowAge: number | null;
}

/** Noisy works at night (SITE-1). */
export interface SiteRules {
  /** Local time, included. */
  readonly nightFrom: string;
  /** Local time, excluded. */
  readonly nightUntil: string;
  readonly nightNoiseFine: { readonly minFen: Fen; readonly maxFen: Fen } | null;
}

export interface OversightRules {
  /** A deadline is AMBER while at most this share of its time is left (OVR-3). */
  readonly amberShare: Fraction;
}
