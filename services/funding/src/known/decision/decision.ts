import type { DecisionAdopted, DecisionRejected, Warrants } from '@anju/events/governance';
import type { MatterType } from '@anju/rulebook/matter';
import type { AreaDm2 } from '@anju/values/area';
import type { DivisionCode } from '@anju/values/division';
import type { Id } from '@anju/values/id';
import type { CalendarDate, Instant } from '@anju/values/time';

/** What the owners decided on a question, and what that lets others do. */
export interface KnownDecision {
  readonly id: Id<'dec'>;
  readonly communityId: Id<'com'>;
  readonly divisionCode: DivisionCode;
  readonly matter: MatterType;
  /** A second matter, by the stricter majority of the two; null also where the decision was kept before this was. */
  readonly mixedWith: MatterType | null;
  /** False where the question was counted and not carried; such a decision lets nothing be done. */
  readonly adopted: boolean;
  readonly warrants: Warrants;
  /** Of all homes whose owners were asked: they pay by it (RES-1). Null for one that was kept before this was. */
  readonly entitledAreaDm2: AreaDm2 | null;
  readonly decidedAt: Instant;
  /** Null while owners may object, or an objection is open: nothing is done on it before (GOV-VOTE-12). */
  readonly effectiveAt: Instant | null;
  /** Of the paper that annulled it; null while it stands. Nothing more is done on it, and what was done stays (GOV-VOTE-10). */
  readonly annulledOn: CalendarDate | null;
  /** When governance recorded that: what was paid by then nobody could have stopped. */
  readonly annulledAt: Instant | null;
  /** The vote is invented for a demonstration. */
  readonly synthetic: boolean;
}

/** Whether owners were asked by the majority of rebuilding; also where it was mixed with another matter (GOV-VOTE-4). */
export const isRebuilding = ({ matter, mixedWith }: Pick<KnownDecision, 'matter' | 'mixedWith'>): boolean =>
  [matter, mixedWith].includes('REBUILD_ALTER');

/** What the homes had of the area that was asked: parking spaces and stalls vote where they are counted, and pay nothing (RES-1). */
export const homesAreaDm2 = ({
  turnout,
  stallsAreaDm2 = 0,
}: (DecisionAdopted | DecisionRejected)['data']): AreaDm2 => turnout.entitled.areaDm2 - stallsAreaDm2;
