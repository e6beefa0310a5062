/** Building, entrance and door, as they are stored and compared. */
interface UnitPlace {
  readonly building: string;
  readonly entrance: string;
  readonly door: string;
}

/** `2-1-301`. No part has a dash, so two places never have one label. */
export const labelOf = ({ building, entrance, door }: UnitPlace): string =>
  [building, entrance, door].join('-');
