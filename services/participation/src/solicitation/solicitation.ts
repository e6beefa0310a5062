import type { HouseholdGateMissed, HouseholdGateReached } from '@anju/events/participation';
import type { RuleProfile } from '@anju/rulebook/rule-profile';
import { accept, type Decision, refuse } from '@anju/values/decision';
import type { DivisionCode } from '@anju/values/division';
import type { Id } from '@anju/values/id';
import type { Instant } from '@anju/values/time';
import { byNumber } from '../known/building/building';
import type { KnownCommunity } from '../known/community/community';
import { type HouseholdGate, judgeHouseholds, shortOf } from './household-gate';
import type { Tally } from './tally';

export type SolicitationId = Id<'sol'>;

/** One asking of all households of a community for their wishes (PART-2). */
export interface Solicitation {
  readonly id: SolicitationId;
  /** Moved on by whatever changes how many households there are or were entered, and by the close. */
  readonly version: number;
  readonly communityId: KnownCommunity['id'];
  readonly divisionCode: DivisionCode;
  /** 1 for the first asking of its community, 2 for the next. */
  readonly round: number;
  /** As the register has it while this is open; afterwards as it was counted with. */
  readonly households: number;
  readonly state: 'OPEN' | 'GATE_REACHED' | 'GATE_MISSED' | 'WITHDRAWN';
  readonly openedAt: Instant;
  /** When it was closed or withdrawn; null while open. */
  readonly closedAt: Instant | null;
  /** As it was judged at the close, and is never judged again; null while open. */
  readonly gate: HouseholdGate | null;
  /** Why it was withdrawn; null for every other. */
  readonly withdrawnBecause: string | null;
  /** How often it was closed too early and opened again. */
  readonly reopened: number;
  /** When it was last closed before it was opened again; null for one that never was. */
  readonly judgedAt: Instant | null;
  /** Invented for a demonstration, and so is what its households said. */
  readonly synthetic: boolean;
}

interface Opening {
  readonly id: SolicitationId;
  /** The last solicitation of the same community that was not withdrawn. */
  readonly latest: Solicitation | null;
  /** Of all of them; 0 where there is none. */
  readonly lastRound: number;
  readonly synthetic: boolean;
  readonly now: Instant;
}

/**
 * Begins to ask the households of a community. One asking at a time; once it is closed, whatever came of
 * it, another may follow.
 */
export function openSolicitation(
  { id: communityId, divisionCode, households }: KnownCommunity,
  { id, latest, lastRound, synthetic, now }: Opening,
): Decision<Solicitation, never, 'HOUSEHOLDS_UNKNOWN' | 'ALREADY_OPEN'> {
  // Every share of PART-2 and PART-3 is one of all households; a community of 0 has none (CONV-1).
  if (!households) return refuse('HOUSEHOLDS_UNKNOWN', 'PART-2');
  if (latest?.state === 'OPEN') return refuse('ALREADY_OPEN', 'PART-2', { detail: { openId: latest.id } });

  return accept({
    id,
    version: 1,
    communityId,
    divisionCode,
    round: lastRound + 1,
    households,
    state: 'OPEN',
    openedAt: now,
    closedAt: null,
    gate: null,
    withdrawnBecause: null,
    reopened: 0,
    judgedAt: null,
    synthetic,
  });
}

/** While it is open the register's correction holds, so that a wrong number of households can be put right. */
export const followRegister = (
  solicitation: Solicitation,
  { divisionCode, households }: KnownCommunity,
): Solicitation => ({ ...solicitation, divisionCode, households: households || solicitation.households });

interface Closing {
  readonly tally: Tally;
  /** The building of each household that is not counted because the known roll does not have that building. */
  readonly unknownBuildings: readonly string[];
  readonly profile: RuleProfile;
  readonly now: Instant;
}

/** How many buildings a refusal names. */
const mostNamed = 10;

/**
 * Ends the asking and judges what came of it (PART-2, PART-3). Not while a roll that came building by building may be here
 * in part only: whoever lives in the others would be lost to the outcome, which stands. One of a building that is none is
 * struck by who entered it.
 */
export function closeSolicitation(
  solicitation: Solicitation,
  { tally, unknownBuildings, profile, now }: Closing,
): Decision<
  Solicitation,
  HouseholdGateReached | HouseholdGateMissed,
  | 'ALREADY_CLOSED'
  | 'ALREADY_WITHDRAWN'
  | 'NOBODY_CONTACTED'
  | 'ROLL_INCOMPLETE'
  | 'MORE_HOUSEHOLDS_THAN_REGISTERED'
> {
  const { id: solicitationId, communityId, divisionCode, households, state, synthetic } = solicitation;
  if (state === 'WITHDRAWN') return refuse('ALREADY_WITHDRAWN', 'PART-2');
  if (state !== 'OPEN') return refuse('ALREADY_CLOSED', 'PART-2');
  if (unknownBuildings.length > 0) {
    const numbers = [...new Set(unknownBuildings)].toSorted(byNumber);
    const buildings = [...numbers.slice(0, mostNamed), ...(numbers.length > mostNamed ? ['…'] : [])].join(
      ', ',
    );
    const detail = { buildings, found: unknownBuildings.length };
    return refuse('ROLL_INCOMPLETE', 'PART-2', { retryable: true, detail });
  }
  // An outcome of no household would stand against what all of them said before.
  if (tally.contacted === 0) return refuse('NOBODY_CONTACTED', 'PART-2');
  // Only where the register was revised to fewer than were contacted already.
  if (tally.contacted > households) {
    const detail = { found: tally.contacted, households };
    return refuse('MORE_HOUSEHOLDS_THAN_REGISTERED', 'PART-2', { detail });
  }

  const gate = judgeHouseholds(tally, households, profile);
  const missed = shortOf(gate);
  const { refusals: _, ...counted } = tally;
  const told = {
    solicitationId,
    communityId,
    divisionCode,
    households,
    ...counted,
    ruleProfile: profile.id,
    decidedAt: now,
    ...(synthetic && { synthetic }),
  };
  return accept(
    {
      ...solicitation,
      state: missed.length === 0 ? 'GATE_REACHED' : 'GATE_MISSED',
      closedAt: now,
      gate,
    },
    missed.length === 0
      ? { type: 'participation.household-gate-reached.v1', data: told }
      : { type: 'participation.household-gate-missed.v1', data: { ...told, shortOf: [...missed] } },
  );
}
