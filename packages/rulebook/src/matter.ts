/** What owners decide together: the nine items of Civil Code art. 278, in its order (GOV-VOTE-4). */
export const matterTypes = [
  'ADOPT_RULES_OF_PROCEDURE',
  'ADOPT_COVENANT',
  'ELECT_COMMITTEE',
  'HIRE_MANAGER',
  'USE_MAINTENANCE_FUND',
  'RAISE_MAINTENANCE_FUND',
  'REBUILD_ALTER',
  'COMMON_PART_USE',
  'OTHER_MAJOR',
] as const;

export type MatterType = (typeof matterTypes)[number];

/**
 * Whether a matter may be put to the owners of some buildings alone; what concerns all is decided by all (GOV-VOTE-5). A
 * local rule may let one entrance decide on its lift; none is known here (CONV-6), so an entrance is no electorate yet.
 */
export const mayBePutToBuildings = (matter: MatterType): boolean => toBuildings.includes(matter);

const toBuildings: readonly MatterType[] = [
  // The charging scope: who pays, votes.
  'USE_MAINTENANCE_FUND',
  // Whole buildings' own accounts.
  'RAISE_MAINTENANCE_FUND',
  // One lift.
  'REBUILD_ALTER',
];
