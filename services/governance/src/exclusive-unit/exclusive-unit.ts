import type { AreaDm2 } from '@anju/values/area';
import type { Id } from '@anju/values/id';
import type { Instant } from '@anju/values/time';
import type { BuildingRecorded } from '@anju/events/governance';

export type ExclusiveUnitId = Id<'unt'>;

/** Why somebody owns a unit (REG-1). */
export type UnitTitle =
  | 'REGISTERED'
  | 'COURT_RULING'
  | 'INHERITANCE'
  | 'LAWFUL_CONSTRUCTION'
  | 'IN_POSSESSION'
  | 'UNSOLD'
  | 'SOLD_NOT_DELIVERED';

/**
 * A home's, or that it is none: a shop, whose owner votes by area and head as any other (GOV-VOTE-1), or a parking space or
 * stall, which counts where the rules of procedure say so (REG-6).
 */
export type HousingKind =
  BuildingRecorded['data']['units'][number]['housingKind'] | 'NON_RESIDENTIAL' | 'STALL';

/** What is known of a unit's area (REG-2). */
export interface AreaEvidence {
  readonly areaRegisteredDm2: AreaDm2 | null;
  readonly areaSurveyedDm2: AreaDm2 | null;
  readonly areaContractDm2: AreaDm2 | null;
}

/** A home, shop or other exclusive part of a building (专有部分). */
export interface ExclusiveUnit extends AreaEvidence {
  readonly id: ExclusiveUnitId;
  readonly communityId: Id<'com'>;
  readonly buildingId: Id<'bld'>;
  /** Building, entrance and door: `2-1-301`. Unique in a community. */
  readonly label: string;
  /** Sorts labels as people count them: 2-1-301 before 10-1-101. */
  readonly position: string;
  /** The area that weighs; null while no evidence of it is there. */
  readonly areaDm2: AreaDm2 | null;
  readonly housingKind: HousingKind;
  readonly title: UnitTitle;
  /** In the order of their ids; several are co-owners (REG-4). */
  readonly ownerIds: readonly Id<'own'>[];
  /** Who has this voice: the same owners, the same head (REG-3, REG-4). */
  readonly headKey: string;
  /** Its figures are invented for a demonstration. */
  readonly synthetic: boolean;
  /** Since when it is on the roll no more, as one that is not there; null while it is. */
  readonly struckAt: Instant | null;
}

/** The developer owns what it has not handed over; who bought it does not yet (REG-1, REG-3). */
export const isDevelopers = (title: UnitTitle): boolean =>
  title === 'UNSOLD' || title === 'SOLD_NOT_DELIVERED';

/** By the strongest evidence: registered, then surveyed, then the contract (REG-2). Nobody guesses. */
export const areaOf = ({
  areaRegisteredDm2,
  areaSurveyedDm2,
  areaContractDm2,
}: AreaEvidence): AreaDm2 | null => areaRegisteredDm2 ?? areaSurveyedDm2 ?? areaContractDm2;

export function evidenceOf({ areaRegisteredDm2, areaSurveyedDm2, areaContractDm2 }: AreaEvidence) {
  if (areaRegisteredDm2 !== null) return 'REGISTERED';
  if (areaSurveyedDm2 !== null) return 'SURVEYED';
  return areaContractDm2 === null ? null : 'CONTRACT';
}

/** Text that sorts as people count: each number in it with six digits. */
export const positionOf = (label: string): string =>
  label.replace(/\d+/g, (digits) => digits.padStart(6, '0'));
