import { rebuilds } from '@anju/rulebook/content';
import {
  type ProjectGate,
  projectGates,
  projectPath,
  type ProjectState,
  ruleOfGate,
} from '@anju/rulebook/project-state';
import type { PaymentRules } from '@anju/rulebook/thresholds';
import { leastThatMeets } from '@anju/values/fraction';
import type { Fen } from '@anju/values/money';
import type { RuleId } from '@anju/values/rule-id';
import type { CalendarDate } from '@anju/values/time';
import type { KnownCommunity } from '../../known/community/community';
import { isRebuilding, type KnownDecision } from '../../known/decision/decision';
import { type HouseholdGate, latestOf } from '../../known/household-gate/household-gate';
import type { RenovationProject } from './renovation-project';

/** All that is known of what a project must show before it goes on. */
interface GateEvidence {
  readonly communities: readonly Pick<KnownCommunity, 'id' | 'name'>[];
  readonly householdGates: readonly HouseholdGate[];
  /** Decisions that accept contents of this project. */
  readonly acceptances: readonly KnownDecision[];
  readonly payment: PaymentRules;
}

/** Why a gate is shut. */
export type Missing =
  | { readonly why: 'HOUSEHOLDS_NOT_ASKED' }
  | { readonly why: 'HOUSEHOLDS_SHORT'; readonly found: HouseholdGate }
  | { readonly why: 'OWNERS_NOT_ASKED' }
  | { readonly why: 'OTHER_CONTENTS_ACCEPTED' }
  | { readonly why: 'MATTER_TOO_SMALL' }
  | {
      readonly why: 'DECISION_ANNULLED';
      readonly decisionId: KnownDecision['id'];
      readonly annulledOn: CalendarDate;
    }
  | { readonly why: 'DECISION_NOT_EFFECTIVE'; readonly decisionId: KnownDecision['id'] }
  | { readonly why: 'NO_MONEY_RECORDED'; readonly neededFen: Fen }
  /** What the gate asks for has no entry yet, so it cannot be there. */
  | { readonly why: 'NOTHING_RECORDED' };

/** One gate of a project; one that every community must pass stands there for each of them. */
export interface GateStatus {
  readonly gate: ProjectGate;
  /** The state behind the gate. */
  readonly opens: ProjectState;
  readonly rule: RuleId;
  readonly community: GateEvidence['communities'][number] | null;
  /** What opens it is invented for a demonstration. */
  readonly synthetic: boolean;
  /** Null where the gate is open. */
  readonly missing: Missing | null;
}

/** Every gate of PROJ-1, in the order in which a project meets them. */
export function gatesOf(project: RenovationProject, evidence: GateEvidence): readonly GateStatus[] {
  return projectPath.flatMap((opens) => gatesBefore(opens).flatMap((gate) => statusOf(gate, opens)));

  function statusOf(gate: ProjectGate, opens: ProjectState): GateStatus[] {
    const status = { gate, opens, rule: ruleOfGate[gate] };
    if (gate === 'HOUSEHOLD_CONSENT' || gate === 'OWNERS_DECISION') {
      const missing = gate === 'HOUSEHOLD_CONSENT' ? missingOfHouseholds : missingOfOwners;
      return evidence.communities.map((community) => ({
        ...status,
        community,
        synthetic: isInvented(gate, project, community.id, evidence),
        missing: missing(project, community.id, evidence),
      }));
    }
    return [
      { ...status, community: null, synthetic: false, missing: missingOfProject(gate, project, evidence) },
    ];
  }
}

const gatesBefore = (state: ProjectState): readonly ProjectGate[] =>
  (projectGates as Partial<Record<ProjectState, readonly ProjectGate[]>>)[state] ?? [];

type CommunityId = KnownCommunity['id'];

function isInvented(
  gate: 'HOUSEHOLD_CONSENT' | 'OWNERS_DECISION',
  project: RenovationProject,
  communityId: CommunityId,
  evidence: GateEvidence,
): boolean {
  return gate === 'HOUSEHOLD_CONSENT'
    ? (answerOf(project, communityId, evidence)?.synthetic ?? false)
    : evidence.acceptances.some((decision) => decision.communityId === communityId && decision.synthetic);
}

/** The last time its households were asked; of a project that is listed, the last time they agreed: that gate was passed. */
const answerOf = (
  { listedAt }: RenovationProject,
  communityId: CommunityId,
  { householdGates }: GateEvidence,
): HouseholdGate | null =>
  latestOf(
    householdGates.filter(
      (gate) => gate.communityId === communityId && (listedAt === null || gate.shortOf.length === 0),
    ),
  );

/** Each community's households (PART-3). */
function missingOfHouseholds(
  project: RenovationProject,
  communityId: CommunityId,
  evidence: GateEvidence,
): Missing | null {
  const latest = answerOf(project, communityId, evidence);
  if (!latest) return { why: 'HOUSEHOLDS_NOT_ASKED' };
  return latest.shortOf.length === 0 ? null : { why: 'HOUSEHOLDS_SHORT', found: latest };
}

/**
 * The owners of each community accepted exactly this list, by a vote that is enough for all of it, and
 * nobody may object any more (PART-4, GOV-VOTE-12). A lift is a matter of its own majority (PART-5). What is annulled
 * accepts nothing (GOV-VOTE-10); a project that is started passed the gate.
 */
function missingOfOwners(
  project: RenovationProject,
  communityId: CommunityId,
  { acceptances }: GateEvidence,
): Missing | null {
  const theirs = acceptances.filter((decision) => decision.communityId === communityId);
  if (theirs.length === 0) return { why: 'OWNERS_NOT_ASKED' };
  const same = theirs.filter(
    ({ warrants }) => warrants.kind === 'ACCEPT_CONTENTS' && warrants.contentsHash === project.contentsHash,
  );
  if (same.length === 0) return { why: 'OTHER_CONTENTS_ACCEPTED' };
  const standing = same.filter(({ annulledOn }) => annulledOn === null || project.startedAt !== null);
  if (standing.length === 0) {
    const { id: decisionId, annulledOn } = same.at(-1)!;
    return { why: 'DECISION_ANNULLED', decisionId, annulledOn: annulledOn! };
  }
  const enough = standing.filter((decision) => isRebuilding(decision) || !rebuilds(project.contents));
  if (enough.length === 0) return { why: 'MATTER_TOO_SMALL' };
  return enough.some(({ effectiveAt }) => effectiveAt !== null)
    ? null
    : { why: 'DECISION_NOT_EFFECTIVE', decisionId: enough[0]!.id };
}

function missingOfProject(
  gate: ProjectGate,
  { costFen }: RenovationProject,
  { payment }: GateEvidence,
): Missing | null {
  if (gate !== 'FIRST_TRANCHE') return { why: 'NOTHING_RECORDED' };
  const neededFen = leastThatMeets(costFen, { word: 'AT_LEAST', share: payment.firstTranche });
  return { why: 'NO_MONEY_RECORDED', neededFen };
}
