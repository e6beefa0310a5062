import type { ContentCode } from '@anju/rulebook/content';
import { profileAt } from '@anju/rulebook/rule-profile';
import type { WarrantyRules } from '@anju/rulebook/thresholds';
import type { DivisionCode } from '@anju/values/division';
import { addYears, type CalendarDate } from '@anju/values/time';

/** What a warranty is given for, each with a time of its own (PROJ-4). */
export type WarrantyPart = 'WATERPROOFING' | 'HEATING' | 'PIPES_WIRING_FINISHING' | 'STRUCTURE' | 'CITY_ROAD';

/** Earlier works on a part. */
export interface LastWorks {
  readonly part: WarrantyPart;
  readonly acceptedOn: CalendarDate;
  /** Of heating alone: whole seasons it has run since. */
  readonly heatingSeasons: number | null;
  /** Of a structure alone. */
  readonly designLifeYears: number | null;
}

/** The rules by which works were accepted on a day (CONV-5). */
export type WarrantyOn = (acceptedOn: CalendarDate) => WarrantyRules;

// No profile is older. These numbers are: they stand since 2000 (Quality Regulation art. 40).
const firstProfile: CalendarDate = '2007-10-01';

export const warrantyIn =
  (division: DivisionCode): WarrantyOn =>
  (day) =>
    profileAt(division, day < firstProfile ? firstProfile : day).warranty;

const partsOf: Partial<Record<ContentCode, readonly WarrantyPart[]>> = {
  ROOF_REPAIR: ['WATERPROOFING', 'STRUCTURE'],
  WALL_REPAIR: ['WATERPROOFING', 'PIPES_WIRING_FINISHING', 'STRUCTURE'],
  STAIR_REPAIR: ['PIPES_WIRING_FINISHING', 'STRUCTURE'],
  HEATING: ['HEATING', 'PIPES_WIRING_FINISHING'],
  ROADS: ['CITY_ROAD'],
};

/** Whether works of this kind are done on this part: a roof is not called a road to shorten its warranty. */
export const isPartOf = (part: WarrantyPart, code: ContentCode): boolean =>
  (partsOf[code] ?? ['PIPES_WIRING_FINISHING']).includes(part);

// What a slip of the keyboard looks like; no rule limits a design life.
const longestDesignLifeYears = 200;

/** Whether it says how long the warranty runs, where that is not a number of the law. */
export const tellsItsTime = ({ part, heatingSeasons, designLifeYears }: LastWorks): boolean => {
  if (part === 'HEATING') return heatingSeasons !== null && heatingSeasons >= 0;
  if (part !== 'STRUCTURE') return true;
  return designLifeYears !== null && designLifeYears > 0 && designLifeYears <= longestDesignLifeYears;
};

/** The last day of the warranty (PROJ-4); null for heating, which is counted in seasons. */
export function lastDayOfWarranty(
  { part, acceptedOn, designLifeYears }: Omit<LastWorks, 'heatingSeasons'>,
  rules: WarrantyRules,
): CalendarDate | null {
  switch (part) {
    case 'WATERPROOFING':
      return addYears(acceptedOn, rules.waterproofingYears);
    case 'PIPES_WIRING_FINISHING':
      return addYears(acceptedOn, rules.pipesWiringFinishingYears);
    case 'CITY_ROAD':
      return addYears(acceptedOn, rules.cityRoadYears);
    case 'STRUCTURE':
      return addYears(acceptedOn, designLifeYears ?? longestDesignLifeYears);
    case 'HEATING':
      return null;
  }
}

/** Whether its builder repairs it at own cost today, the last day included (PROJ-4, MF-1). */
export function isUnderWarranty(works: LastWorks, today: CalendarDate, rules: WarrantyRules): boolean {
  const lastDay = lastDayOfWarranty(works, rules);
  return lastDay === null ? (works.heatingSeasons ?? 0) < rules.heatingSeasons : today <= lastDay;
}
