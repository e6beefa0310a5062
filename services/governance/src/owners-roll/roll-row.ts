import type { AreaEvidence, HousingKind, UnitTitle } from '../exclusive-unit/exclusive-unit';
import type { OwnerKind } from '../owner/owner';

/** An owner as a row names it; nothing of this is stored as it is. */
export interface NamedOwner {
  readonly kind: OwnerKind;
  readonly name: string;
  /** As folded by `foldDocument`. */
  readonly document: string;
}

/** One row of a roll's file that could be read. */
export interface RollRow extends AreaEvidence {
  /** Its line in the file. */
  readonly line: number;
  readonly building: string;
  readonly label: string;
  readonly housingKind: HousingKind;
  readonly title: UnitTitle;
  /** Who votes: the owners, or the developer where it owns the unit still (REG-1). */
  readonly owners: readonly NamedOwner[];
  /** There are buyers who do not own it yet. */
  readonly buyersLeftOut: boolean;
  readonly synthetic: boolean;
  /** The note has a word for what is invented, but not as the mark of it. */
  readonly markUnclear: boolean;
}
