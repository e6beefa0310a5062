import { contentCodes } from '@anju/rulebook/content';
import { matterTypes } from '@anju/rulebook/matter';
import { z } from 'zod';
import { defineEvent, type FactOf } from './define-event';
import { amount, date, divisionCode, hash, id, instant } from './fields';

const community = {
  communityId: id('com'),
  divisionCode,
  name: z.string(),
  /** Null where the publication does not say. */
  households: amount.nullable(),
  buildings: amount.nullable(),
  /** The year the works were completed; null is unknown (REG-9). */
  completedYear: z.int().nullable(),
  /** True where the figures are invented for a demonstration. */
  synthetic: z.boolean(),
};

/** A community has come into the register. */
export const communityRegistered = defineEvent(
  'governance.community-registered.v1',
  'communityId',
  community,
);

/**
 * A later import changed what the register says of a community; the whole state again. One that was struck stands in the
 * register again by it.
 */
export const communityRevised = defineEvent('governance.community-revised.v1', 'communityId', community);

/**
 * A community was registered by mistake: the register counts it no more, and nothing new is opened on it. What others have
 * of it stays. A later `community-revised` restores it. Why, the graph says.
 */
export const communityStruck = defineEvent('governance.community-struck.v1', 'communityId', {
  communityId: id('com'),
  struckAt: instant,
});

/**
 * A building with all its exclusive units but parking spaces and stalls, which pay for nothing that no decision names them
 * in (RES-1), as the owners' roll has it now (REG-2 to 4). Told again, whole, whenever a unit of it changes. Owners are opaque ids; a unit of several has them all.
 */
export const buildingRecorded = defineEvent('governance.building-recorded.v1', 'buildingId', {
  buildingId: id('bld'),
  communityId: id('com'),
  /** As on the wall: `2`. */
  number: z.string(),
  units: z.array(
    z.object({
      unitId: id('unt'),
      /** Building, entrance and door: `2-1-301`. Unique in a community. */
      label: z.string(),
      /** Exclusive area in dm²; null while no evidence of it is there (REG-2). */
      areaDm2: amount.nullable(),
      housingKind: z.enum(['COMMERCIAL_HOUSING', 'REFORM_HOUSING', 'COLLECTIVE_FUNDED_HOUSING']),
      /**
       * There only where it is no home, such as a shop (非住宅). Its `housingKind` is COMMERCIAL_HOUSING then and says
       * nothing: the three kinds are of homes.
       */
      nonResidential: z.literal(true).optional(),
      ownerIds: z.array(id('own')),
    }),
  ),
  synthetic: z.boolean(),
});

/** The county entered a committee that exists already; it may sign until its term ends (GOV-COM-1, GOV-COM-5). */
export const committeeEntered = defineEvent('governance.committee-entered.v1', 'committeeId', {
  committeeId: id('oc'),
  communityId: id('com'),
  seats: amount,
  termFrom: date,
  termUntil: date,
  filingNumber: z.string(),
  /** There only where the committee is invented for a demonstration. */
  synthetic: z.literal(true).optional(),
});

/** The county put its own entry of a committee right: this is the whole of it, in place of what was told before. */
export const committeeCorrected = defineEvent('governance.committee-corrected.v1', 'committeeId', {
  committeeId: id('oc'),
  communityId: id('com'),
  seats: amount,
  termFrom: date,
  termUntil: date,
  filingNumber: z.string(),
  /** There only where the committee is invented for a demonstration. */
  synthetic: z.literal(true).optional(),
});

/**
 * Notice of a meeting or a written consultation was given. By this the residents' committee is told at the same
 * time (GOV-MEET-2).
 */
export const meetingConvened = defineEvent('governance.meeting-convened.v1', 'meetingId', {
  meetingId: id('mtg'),
  communityId: id('com'),
  divisionCode,
  /** The committee that convened it. */
  committeeId: id('oc'),
  form: z.enum(['WRITTEN_CONSULTATION', 'MEETING']),
  noticeOn: date,
  opensAt: instant,
  /** Exclusive (GOV-MEET-3). */
  closesAt: instant,
  /** There only where the meeting is invented for a demonstration. */
  synthetic: z.literal(true).optional(),
});

/**
 * The convener took a notice back before voting began: nothing is decided in this meeting. By this the residents'
 * committee is told; why, the graph says.
 */
export const meetingWithdrawn = defineEvent('governance.meeting-withdrawn.v1', 'meetingId', {
  meetingId: id('mtg'),
  communityId: id('com'),
  divisionCode,
  /** The committee that withdrew it: the convener, or its successor. */
  committeeId: id('oc'),
  withdrawnAt: instant,
  /** There only where the meeting is invented for a demonstration. */
  synthetic: z.literal(true).optional(),
});

const weight = z.object({ heads: amount, areaDm2: amount });

/** What an adopted decision lets others do, once it is effective. */
export const warrants = z.discriminatedUnion('kind', [
  /** The content list of a project is accepted (PART-4). */
  z.object({ kind: z.literal('ACCEPT_CONTENTS'), projectId: id('prj'), contentsHash: hash }),
  /** These works on these buildings may be paid from the maintenance fund, up to the ceiling (MF-2). */
  z.object({
    kind: z.literal('PAY'),
    ceilingFen: amount,
    contentCodes: z.array(z.enum(contentCodes)),
    /** The charging scope (GOV-VOTE-5); empty means the whole zone. */
    buildingIds: z.array(id('bld')),
  }),
  /** This company may be contracted (GOV-COM-5). */
  z.object({ kind: z.literal('HIRE'), companyId: id('pmc') }),
  z.object({ kind: z.literal('NOTHING') }),
]);

const decided = {
  decisionId: id('dec'),
  questionId: id('que'),
  meetingId: id('mtg'),
  communityId: id('com'),
  divisionCode,
  matter: z.enum(matterTypes),
  /** A second matter that could not be split from it; then the stricter majority was asked for (GOV-VOTE-4). */
  mixedWith: z.enum(matterTypes).optional(),
  /** All owners of the electorate, those who took part, and those who said yes (GOV-VOTE-9). */
  turnout: z.object({ entitled: weight, tookPart: weight, yes: weight }),
  /** There only where parking spaces and stalls were counted: what they have of the entitled area, in dm² (REG-6). */
  stallsAreaDm2: amount.optional(),
  /** The profile it was judged by, such as CN-140500@2021-01-01 (CONV-5). */
  ruleProfile: z.string(),
  decidedAt: instant,
  /** There only where the vote is invented for a demonstration. */
  synthetic: z.literal(true).optional(),
};

/** The owners agreed. What it warrants waits for `decision-effective` (GOV-VOTE-12). */
export const decisionAdopted = defineEvent('governance.decision-adopted.v1', 'decisionId', {
  ...decided,
  warrants,
});

/** A question was counted and not carried. */
export const decisionRejected = defineEvent('governance.decision-rejected.v1', 'decisionId', {
  ...decided,
  reason: z.enum(['TOO_FEW_TOOK_PART', 'TOO_FEW_IN_FAVOUR']),
});

/** A decision hangs in the zone. By this the residents' committee is told of it (GOV-MEET-6). */
export const decisionPosted = defineEvent('governance.decision-posted.v1', 'decisionId', {
  decisionId: id('dec'),
  questionId: id('que'),
  meetingId: id('mtg'),
  communityId: id('com'),
  divisionCode,
  postedOn: date,
  /** The last day on which owners may object (GOV-VOTE-12). */
  objectionsUntil: date,
  /** There only where the vote is invented for a demonstration. */
  synthetic: z.literal(true).optional(),
});

/** What `decision-posted` told was recorded by mistake: nothing hangs, and owners object once it does (GOV-VOTE-12). */
export const postingWithdrawn = defineEvent('governance.posting-withdrawn.v1', 'decisionId', {
  decisionId: id('dec'),
  communityId: id('com'),
  withdrawnAt: instant,
  /** There only where the vote is invented for a demonstration. */
  synthetic: z.literal(true).optional(),
});

/** The objection window of an adopted decision is over and no objection is open (GOV-VOTE-12). */
export const decisionEffective = defineEvent('governance.decision-effective.v1', 'decisionId', {
  decisionId: id('dec'),
  communityId: id('com'),
  effectiveAt: instant,
  /** There only where the vote is invented for a demonstration. */
  synthetic: z.literal(true).optional(),
});

/**
 * A decision that was effective waits again: it was posted with other figures than had hung, or an objection is open
 * that came in time. What it warrants is not done until it is effective anew, by another `decision-effective`; what was
 * done before stays (GOV-VOTE-12).
 */
export const decisionSuspended = defineEvent('governance.decision-suspended.v1', 'decisionId', {
  decisionId: id('dec'),
  communityId: id('com'),
  suspendedAt: instant,
  /** There only where the vote is invented for a demonstration. */
  synthetic: z.literal(true).optional(),
});

/**
 * A court, or the county or the street, annulled a decision: what it warrants is not done from now on, for good; what was
 * done before stays (GOV-VOTE-10). `annulledAt` is when that was recorded here, `annulledOn` the day on the paper.
 */
export const decisionAnnulled = defineEvent('governance.decision-annulled.v1', 'decisionId', {
  decisionId: id('dec'),
  communityId: id('com'),
  kind: z.enum(['COURT', 'ADMINISTRATIVE']),
  annulledOn: date,
  annulledAt: instant,
  /** There only where the vote is invented for a demonstration. */
  synthetic: z.literal(true).optional(),
});

/**
 * An annulment was entered by mistake, or another judgment set it aside: the decision stands as before it. Where it was
 * effective it is again, with no other word (GOV-VOTE-10).
 */
export const annulmentWithdrawn = defineEvent('governance.annulment-withdrawn.v1', 'decisionId', {
  decisionId: id('dec'),
  communityId: id('com'),
  withdrawnAt: instant,
  /** The last day on which owners may object; there only where their days begin anew (GOV-VOTE-12). */
  objectionsUntil: date.optional(),
  /** There only where the vote is invented for a demonstration. */
  synthetic: z.literal(true).optional(),
});

export type CommunityRegistered = FactOf<typeof communityRegistered>;
export type CommunityRevised = FactOf<typeof communityRevised>;
export type CommunityStruck = FactOf<typeof communityStruck>;
export type BuildingRecorded = FactOf<typeof buildingRecorded>;
export type CommitteeEntered = FactOf<typeof committeeEntered>;
export type CommitteeCorrected = FactOf<typeof committeeCorrected>;
export type MeetingConvened = FactOf<typeof meetingConvened>;
export type Warrants = z.output<typeof warrants>;
export type MeetingWithdrawn = FactOf<typeof meetingWithdrawn>;
export type DecisionAdopted = FactOf<typeof decisionAdopted>;
export type DecisionRejected = FactOf<typeof decisionRejected>;
export type DecisionPosted = FactOf<typeof decisionPosted>;
export type PostingWithdrawn = FactOf<typeof postingWithdrawn>;
export type DecisionEffective = FactOf<typeof decisionEffective>;
export type DecisionSuspended = FactOf<typeof decisionSuspended>;
export type DecisionAnnulled = FactOf<typeof decisionAnnulled>;
export type AnnulmentWithdrawn = FactOf<typeof annulmentWithdrawn>;
