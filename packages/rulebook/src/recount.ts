import type { AreaDm2 } from '@anju/values/area';
import { accept, refuse } from '@anju/values/decision';
import type { DivisionCode } from '@anju/values/division';
import type { Id } from '@anju/values/id';
import { type Instant, lastDateBefore } from '@anju/values/time';
import { freezeElectorate, headKeyOf, sortedIds } from './electorate';
import type { MatterType } from './matter';
import { type Missing, missing } from './missing';
import { profileAt, type ProfileId, type RuleProfile } from './rule-profile';
import { choiceOf, type HeadAct, silencedBySale, standingOf } from './standing';
import { type Choice, type Count, type Standing, tally, type Turnout, turnoutOf } from './tally';
import type { Majority, VotingRules } from './thresholds';
import { type Comparisons, judge, majorityFor, type Outcome } from './verdict';

type OwnerId = Id<'own'>;

/** One question with its electorate and all that was done for it: what anybody needs who counts again. */
export interface Vote {
  readonly division: DivisionCode;
  readonly opensAt: Instant;
  /** Exclusive; the law is that of the last moment before it (GOV-MEET-3, CONV-5). */
  readonly closesAt: Instant;
  /** Whether voting still goes on, so that ballots may come or change. */
  readonly open: boolean;
  readonly matter: MatterType;
  /** A second matter that cannot be split off; the stricter majority decides (GOV-VOTE-4). */
  readonly mixedWith: MatterType | null;
  readonly units: readonly VotingUnit[];
  /** In the order in which they were entered: of equal instants the later one is the last (GOV-VOTE-13). */
  readonly acts: readonly VotingAct[];
}

export interface VotingUnit {
  readonly id: string;
  /** The same owners are one head, in whatever order (REG-3, REG-4). */
  readonly ownerIds: readonly OwnerId[];
  /** Null while no evidence of it is there (REG-2). */
  readonly areaDm2: AreaDm2 | null;
}

export type VotingAct = { readonly ownerId: OwnerId; readonly at: Instant } & (
  | {
      readonly kind: 'VOTE';
      /** INVALID: no signature, two marks, none, by the wrong person, by an agent beyond the powers (GOV-VOTE-6). */
      readonly choice: Choice | 'INVALID';
      readonly byAgent: boolean;
    }
  /** For one head, which is named by its owners: a co-owner disagrees, is named to vote (REG-4), or bought it all (REG-7). */
  | { readonly kind: 'OBJECTION' | 'DESIGNATION' | 'SALE'; readonly of: readonly OwnerId[] }
);

/** A condition that does not hold. */
export type Failed = `${'QUORUM' | 'APPROVAL'}_${'HEADS' | 'AREA'}`;

export interface Recounted {
  readonly profile: ProfileId;
  readonly base: VotingRules['base'];
  readonly majority: Majority;
  readonly count: Required<Count>;
  readonly turnout: Turnout;
  readonly outcome: Outcome;
  readonly quorum: Comparisons;
  /** Null is "not measurable" (GOV-VOTE-1). */
  readonly approval: Comparisons | null;
  readonly failed: readonly Failed[];
  readonly missing: Missing;
}

/**
 * Counts one question from the electorate and what its owners did, by the functions by which it is counted while it is
 * open and when it is closed. Refuses what no roll and no ballot box can hold.
 */
export function recount(vote: Vote) {
  const { division, opensAt, closesAt, open, matter, mixedWith, units } = vote;
  if (opensAt >= closesAt) return refuse('PERIOD_EMPTY', 'GOV-MEET-3', { detail: { opensAt, closesAt } });
  const profile = profileOf(division, closesAt);
  if (!profile) return refuse('NO_LAW', 'CONV-5', { detail: { date: lastDateBefore(closesAt) } });

  const seen = new Set<string>();
  for (const { id: unit } of units) {
    if (seen.has(unit)) return refuse('UNIT_TWICE', 'REG-7', { detail: { unit } });
    seen.add(unit);
  }
  const frozen = freezeElectorate(
    units.map(({ id, ownerIds, areaDm2 }) => ({
      unitId: `unt_${id}`,
      buildingId: 'bld_1',
      label: id,
      areaDm2,
      headKey: keyOf(ownerIds),
      ownerIds: sortedIds(ownerIds),
    })),
  );
  if (!frozen.accepted) return frozen;
  const { heads } = frozen.state;

  const acts = actsByHead(heads, vote);
  if (!acts.accepted) return acts;
  const { voting, meeting } = profile;
  const counted = tally(
    heads.map(({ headKey, areaDm2 }) => ({
      areaDm2,
      standing: standingIn(acts.state.get(headKey) ?? [], meeting.ballotChange),
    })),
  );
  const turnout = turnoutOf(counted);
  const majority = majorityFor(mixedWith ? [matter, mixedWith] : [matter], voting);
  const changeable = open && meeting.ballotChange === 'LAST_WINS';
  try {
    const { outcome, quorum, approval } = judge(majority, turnout, voting);
    const recounted: Recounted = {
      profile: profile.id,
      base: voting.base,
      majority,
      count: counted,
      turnout,
      outcome,
      quorum,
      approval,
      failed: [...failedIn('QUORUM', quorum), ...(approval ? failedIn('APPROVAL', approval) : [])],
      missing: missing(majority, turnout, voting, { castable: open, changeable }),
    };
    return accept(recounted);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return refuse('TOO_LARGE', 'CONV-1', { detail: { areaDm2: turnout.entitled.areaDm2 } });
  }
}

function profileOf(division: DivisionCode, closesAt: Instant): RuleProfile | null {
  try {
    return profileAt(division, lastDateBefore(closesAt));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Ids of outsiders are as long as they like. */
const keyOf = (ownerIds: readonly OwnerId[]): string => headKeyOf(ownerIds, (text) => text);

function standingIn(acts: readonly HeadAct[], ballotChange: 'LAST_WINS' | 'FIRST_WINS'): Standing {
  const standing = standingOf(acts, ballotChange);
  return standing.state === 'COUNTED' ? choiceOf(acts, standing)! : standing.state;
}

interface Head {
  readonly headKey: string;
  readonly ownerIds: readonly OwnerId[];
}

/** What was done for each head: an owner's vote is that of every head that the owner is of, or has bought by then. */
function actsByHead(heads: readonly Head[], { acts, opensAt, closesAt }: Vote) {
  const byKey = new Map(heads.map((head) => [head.headKey, head]));
  const headsOfOwner = new Map<OwnerId, Head[]>();
  for (const head of heads)
    for (const ownerId of head.ownerIds)
      headsOfOwner.set(ownerId, [...(headsOfOwner.get(ownerId) ?? []), head]);

  const byHead = new Map<string, HeadAct[]>();
  const put = (headKey: string, act: VotingAct, what: Pick<HeadAct, 'kind'>) => {
    const ofHead = byHead.get(headKey) ?? [];
    byHead.set(headKey, ofHead);
    const common = { ownerId: act.ownerId, receivedAt: act.at, sequence: ofHead.length + 1 };
    ofHead.push({ ...common, ...what } as HeadAct);
  };
  const sales = new Map<OwnerId, { readonly headKey: string; readonly at: Instant }[]>();
  const sold = new Set<string>();
  const buyers = new Set(acts.flatMap(({ kind, ownerId }) => (kind === 'SALE' ? [ownerId] : [])));
  for (const [i, act] of acts.entries()) {
    if (act.kind === 'VOTE') {
      const own = headsOfOwner.get(act.ownerId) ?? [];
      if (own.length === 0 && !buyers.has(act.ownerId))
        return refuse('NO_VOICE', 'REG-7', { detail: { act: i + 1, owner: act.ownerId } });
      const bought = (sales.get(act.ownerId) ?? []).filter(({ at }) => at <= act.at);
      const speaking = new Set([...own, ...bought].map(({ headKey }) => headKey));
      for (const headKey of speaking) {
        // Who sold says nothing for it any more, and the buyer nothing where it was cast (REG-7).
        if (silencedBySale(byHead.get(headKey) ?? [], { ownerId: act.ownerId, receivedAt: act.at })) continue;
        put(headKey, act, {
          kind: act.kind,
          ballotId: `bal_${i + 1}`,
          channel: 'PAPER',
          // What comes early or late is not counted (GOV-MEET-3, GOV-VOTE-6).
          choice: opensAt <= act.at && act.at < closesAt ? act.choice : 'INVALID',
          inPerson: !act.byAgent,
        } as Pick<HeadAct, 'kind'>);
      }
      continue;
    }
    const head = byKey.get(keyOf(act.of));
    const owners = sortedIds(act.of).join(', ');
    if (!head) return refuse('HEAD_UNKNOWN', 'REG-4', { detail: { act: i + 1, owners } });
    const detail = { act: i + 1, owner: act.ownerId, owners };
    const isOwner = head.ownerIds.includes(act.ownerId);
    if (act.kind === 'SALE') {
      if (isOwner) return refuse('BUYER_IS_OF_THE_HEAD', 'REG-7', { detail });
      if (sold.has(head.headKey)) return refuse('SOLD_TWICE', 'REG-7', { detail });
      sold.add(head.headKey);
      // From the notice on, which is before the opening.
      if (act.at >= closesAt) continue;
      sales.set(act.ownerId, [...(sales.get(act.ownerId) ?? []), { headKey: head.headKey, at: act.at }]);
    } else {
      if (!isOwner || head.ownerIds.length === 1) return refuse('NOT_A_CO_OWNER', 'REG-4', { detail });
      if (act.at < opensAt || act.at >= closesAt) continue;
    }
    put(head.headKey, act, { kind: act.kind });
  }
  return accept(byHead as ReadonlyMap<string, readonly HeadAct[]>);
}

const failedIn = (condition: 'QUORUM' | 'APPROVAL', { heads, areaDm2 }: Comparisons): Failed[] => [
  ...(heads.holds ? [] : [`${condition}_HEADS` as const]),
  ...(areaDm2.holds ? [] : [`${condition}_AREA` as const]),
];
