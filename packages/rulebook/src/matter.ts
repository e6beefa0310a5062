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

/** Whose owners a question is put to: all of the zone, or those of some buildings or entrances. */
export type ElectorateScope = 'ZONE' | 'BUILDING' | 'ENTRANCE';

/** Which electorates a matter may be put to; what concerns all is decided by all (GOV-VOTE-5). */
export const scopesOf: Readonly<Record<MatterType, readonly ElectorateScope[]>> = {
  ADOPT_RULES_OF_PROCEDURE: ['ZONE'],
  ADOPT_COVENANT: ['ZONE'],
  ELECT_COMMITTEE: ['ZONE'],
  HIRE_MANAGER: ['ZONE'],
  // The charging scope: who pays, votes.
  USE_MAINTENANCE_FUND: ['ZONE', 'BUILDING', 'ENTRANCE'],
  // Whole buildings' own accounts.
  RAISE_MAINTENANCE_FUND: ['ZONE', 'BUILDING'],
  // One lift, by its building or entrance.
  REBUILD_ALTER: ['ZONE', 'BUILDING', 'ENTRANCE'],
  COMMON_PART_USE: ['ZONE'],
  OTHER_MAJOR: ['ZONE'],
};

export const mayBePutTo = (matter: MatterType, scope: ElectorateScope): boolean =>
  scopesOf[matter].includes(scope);
