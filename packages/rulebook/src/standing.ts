import type { Id } from '@anju/values/id';
import type { Instant } from '@anju/values/time';
import type { Choice } from './tally';
import type { MeetingRules } from './thresholds';

/** Something that an owner of a head did while its question was open. */
export type HeadAct = {
  readonly ownerId: Id<'own'>;
  readonly receivedAt: Instant;
  /** 1, 2, 3 … for each question and head; decides between equal instants (GOV-VOTE-13). */
  readonly sequence: number;
} & (
  | {
      readonly kind: 'VOTE';
      readonly ballotId: Id<'bal'>;
      readonly channel: 'ONLINE' | 'PAPER';
      /** VOIDED: its paper, or the proof by which a buyer cast it, was entered by mistake; it is as if it had not been. */
      readonly choice: Choice | 'INVALID' | 'VOIDED';
      /** By the owner, and not by an agent for the owner (GOV-MEET-4). */
      readonly inPerson: boolean;
    }
  /** A co-owner does not agree with the ballot of another (REG-4). */
  | { readonly kind: 'OBJECTION' }
  /** The co-owners named this one to vote for them (REG-4). */
  | { readonly kind: 'DESIGNATION' }
  /** It was proven that all the head's units are this owner's now (REG-7). */
  | { readonly kind: 'SALE' }
  /** That such a proof was voided, and the sale that it had proven: as if neither had been. */
  | { readonly kind: 'SALE_VOIDED' }
);

type Vote = Extract<HeadAct, { kind: 'VOTE' }> & { readonly choice: Choice };
type Position =
  | Vote
  | (Extract<HeadAct, { kind: 'OBJECTION' }> & {
      /** The objector's own. */ readonly withdrawn: Id<'bal'> | null;
    });
type Positions = ReadonlyMap<string, Position>;

/** What counts for one head on one question (GOV-VOTE-6). */
export interface HeadStanding {
  readonly state: 'COUNTED' | 'PENDING' | 'INVALID' | 'MISSING';
  /** The ballot that counts; none unless COUNTED. */
  readonly ballotId: Id<'bal'> | null;
  /** The ballots that no later one replaced. Several agree where COUNTED, and contradict where PENDING. */
  readonly live: readonly Id<'bal'>[];
  /** Those of owners who then objected to another's: where PENDING nothing has taken their place, and nothing counts (REG-4). */
  readonly withdrawn: readonly Id<'bal'>[];
  /** Those that count for nothing, since another co-owner had been named to vote when they came (REG-4, GOV-VOTE-6). */
  readonly notDesignated: readonly Id<'bal'>[];
}

/**
 * Which ballot counts for a head, from all that its owners did. Of one owner the last ballot counts, or the
 * first, and one in person before an own agent's, whenever it came (GOV-VOTE-13). Co-owners who agree are one
 * voice; where they contradict, nothing counts until they agree or the one they designated has voted. Once one is
 * designated the others' ballots are invalid; what they cast before stands while that one is silent (REG-4).
 * Once the units were proven sold, what was cast before stays as it is, and where nothing was the buyer alone
 * speaks (REG-7).
 */
export function standingOf(
  acts: readonly HeadAct[],
  ballotChange: MeetingRules['ballotChange'],
): HeadStanding {
  const inOrder = acts.toSorted((a, b) => order(a, b));
  let positions: Positions = new Map();
  let designated: string | null = null;
  let buyer: string | null = null;
  const notDesignated: Id<'bal'>[] = [];

  for (const act of inOrder) {
    if (buyer !== null && act.ownerId !== buyer) continue;
    if (act.kind === 'SALE') {
      if (positions.size > 0) break;
      buyer = act.ownerId;
      designated = null;
    } else if (act.kind === 'DESIGNATION') designated = act.ownerId;
    else if (act.kind === 'OBJECTION') positions = object(positions, act, designated);
    else if (!isAnswer(act)) continue;
    else if (designated !== null && designated !== act.ownerId) notDesignated.push(act.ballotId);
    else positions = vote(positions, act, designated, ballotChange);
  }

  const { state, votes } = resolve(positions, designated);
  const answered = acts.some((act) => act.kind === 'VOTE' && act.choice !== 'VOIDED');
  return {
    state: state ?? (answered ? 'INVALID' : 'MISSING'),
    ballotId: state === 'COUNTED' ? votes.toSorted(order).at(-1)!.ballotId : null,
    live: votes.map(({ ballotId }) => ballotId),
    withdrawn: [...positions.values()].flatMap((each) =>
      each.kind === 'OBJECTION' && each.withdrawn ? [each.withdrawn] : [],
    ),
    notDesignated,
  };
}

/** What the ballot that counts says; null where none does. */
export function choiceOf(
  acts: readonly HeadAct[],
  { ballotId }: Pick<HeadStanding, 'ballotId'>,
): Choice | null {
  const counted = acts.find((each) => each.kind === 'VOTE' && each.ballotId === ballotId);
  return ballotId && counted?.kind === 'VOTE' ? (counted.choice as Choice) : null;
}

/** Whether it says something that can count. */
export const isAnswer = (act: HeadAct): act is Vote =>
  act.kind === 'VOTE' && act.choice !== 'INVALID' && act.choice !== 'VOIDED';

/** How one ballot stands: it counts, contradicts another, was replaced, never counted (GOV-VOTE-6), or was a mistake. */
export type BallotStanding = 'COUNTED' | 'PENDING' | 'SUPERSEDED' | 'INVALID' | 'VOIDED';

export function standingOfBallot(
  { ballotId, choice }: Extract<HeadAct, { kind: 'VOTE' }>,
  { state, live, withdrawn, notDesignated }: HeadStanding,
): BallotStanding {
  if (choice === 'VOIDED') return 'VOIDED';
  if (choice === 'INVALID' || notDesignated.includes(ballotId)) return 'INVALID';
  if (state === 'PENDING' && [...live, ...withdrawn].includes(ballotId)) return 'PENDING';
  return live.includes(ballotId) ? 'COUNTED' : 'SUPERSEDED';
}

/** Why a sale leaves an owner nothing to say with a ballot that came then (REG-7). */
export type SilencedBySale = 'UNITS_SOLD' | 'CAST_BEFORE_SALE' | 'RECEIVED_BEFORE_PROOF';

/** Why nothing of this owner's that comes then can count for the head; null where the head was not sold (REG-7). */
export function silencedBySale(
  acts: readonly HeadAct[],
  { ownerId, receivedAt }: Pick<HeadAct, 'ownerId' | 'receivedAt'>,
): SilencedBySale | null {
  const sale = acts.find(({ kind }) => kind === 'SALE');
  if (!sale) return null;
  if (sale.ownerId !== ownerId) return receivedAt < sale.receivedAt ? null : 'UNITS_SOLD';
  if (heardBefore(sale, acts).length > 0) return 'CAST_BEFORE_SALE';
  return receivedAt < sale.receivedAt ? 'RECEIVED_BEFORE_PROOF' : null;
}

/**
 * Whether this ballot of who sold came before the proof, was entered when the buyer had voted, and so is the one that
 * was cast (REG-7): what the buyer voted does not count then.
 */
export function displacesBuyers(
  acts: readonly HeadAct[],
  ballot: Extract<HeadAct, { kind: 'VOTE' }>,
): boolean {
  const sale = acts.find(({ kind }) => kind === 'SALE');
  if (!sale || !heardBefore(sale, acts).some(({ ballotId }) => ballotId === ballot.ballotId)) return false;
  return acts.some(
    (act) =>
      isAnswer(act) && act.ownerId === sale.ownerId && order(act, sale) > 0 && act.sequence < ballot.sequence,
  );
}

/** The ballots for which `standingOf` leaves the buyer no say: of co-owners who designated one, only that one's. */
function heardBefore(sale: HeadAct, acts: readonly HeadAct[]): readonly Vote[] {
  // Which of several counts changes nothing of whether one was heard.
  const { notDesignated } = standingOf(acts, 'LAST_WINS');
  return acts.filter(isAnswer).filter((act) => order(act, sale) < 0 && !notDesignated.includes(act.ballotId));
}

function vote(
  positions: Positions,
  act: Vote,
  designated: string | null,
  ballotChange: MeetingRules['ballotChange'],
): Positions {
  const held = positions.get(act.ownerId);
  const moved = new Map(positions).set(act.ownerId, act);
  if (!held) return moved;

  const heldInPerson = held.kind === 'OBJECTION' || held.inPerson;
  if (heldInPerson !== act.inPerson) return act.inPerson ? moved : positions;
  if (ballotChange === 'LAST_WINS') return moved;
  // The first counts, but co-owners in conflict may still come to agree (REG-4).
  const cures =
    resolve(positions, designated).state === 'PENDING' && resolve(moved, designated).state === 'COUNTED';
  return cures ? moved : positions;
}

/**
 * One who agreed withdraws the agreement; against the one they designated, once that one has voted, it has no effect.
 * It is the ballot of another that is objected to, and where all who voted object there would be none left.
 */
function object(
  positions: Positions,
  act: Extract<HeadAct, { kind: 'OBJECTION' }>,
  designated: string | null,
): Positions {
  const anotherVoted = [...positions.values()].some(
    ({ kind, ownerId }) => kind === 'VOTE' && ownerId !== act.ownerId,
  );
  const designatedVoted = designated !== null && positions.get(designated)?.kind === 'VOTE';
  if (!anotherVoted || (designatedVoted && designated !== act.ownerId)) return positions;
  const held = positions.get(act.ownerId);
  const withdrawn = held?.kind === 'VOTE' ? held.ballotId : (held?.withdrawn ?? null);
  return new Map(positions).set(act.ownerId, { ...act, withdrawn });
}

function resolve(
  positions: Positions,
  designated: string | null,
): { state: 'COUNTED' | 'PENDING' | null; votes: readonly Vote[] } {
  const ofDesignated = designated === null ? undefined : positions.get(designated);
  if (ofDesignated?.kind === 'VOTE') return { state: 'COUNTED', votes: [ofDesignated] };

  const votes = [...positions.values()].filter((position) => position.kind === 'VOTE');
  if (votes.length === 0) return { state: null, votes };
  const agreed = votes.length === positions.size && new Set(votes.map(({ choice }) => choice)).size === 1;
  return { state: agreed ? 'COUNTED' : 'PENDING', votes };
}

export const order = (
  a: Pick<HeadAct, 'receivedAt' | 'sequence'>,
  b: Pick<HeadAct, 'receivedAt' | 'sequence'>,
) => (a.receivedAt < b.receivedAt ? -1 : a.receivedAt > b.receivedAt ? 1 : a.sequence - b.sequence);
