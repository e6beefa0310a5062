/** A community's basic needs, what improves it, and what lifts it further (PART-5). */
export type ContentClass = 'BASIC' | 'IMPROVE' | 'UPGRADE';

/** Every kind of work a project may consist of. BASIC is mandatory where missing, the rest is by wish (PART-5). */
export const contentCodes = [
  'WATER_SUPPLY',
  'POWER_SUPPLY',
  'GAS_SUPPLY',
  'HEATING',
  'ROADS',
  'DRAINAGE',
  'FIRE_SAFETY',
  'SECURITY',
  'REFUSE',
  'ROOF_REPAIR',
  'WALL_REPAIR',
  'STAIR_REPAIR',
  'CABLES',
  'ENVIRONMENT',
  'PARKING',
  'CHARGING',
  'LIFT',
  'ENERGY_SAVING',
  'CULTURE_SPORT',
  'ELDERLY_CARE',
  'CHILD_CARE',
  'CANTEEN',
  'CLINIC',
  'PARCEL_LOCKER',
] as const;

export type ContentCode = (typeof contentCodes)[number];

export interface Content {
  readonly class: ContentClass;
  /**
   * Works on shared parts and shared facilities, which is what the owners' maintenance fund is for (MF-1). MF-1 names
   * lifts, roofs and outer walls; services that lift a community further are none. What of the other works is shared the
   * rule book leaves open, case by case: they are not kept out by what kind they are.
   */
  readonly onSharedParts: boolean;
  readonly zh: string;
  readonly en: string;
}

const basic = (zh: string, en: string): Content => ({ class: 'BASIC', onSharedParts: true, zh, en });
const improve = (zh: string, en: string): Content => ({ class: 'IMPROVE', onSharedParts: true, zh, en });
const upgrade = (zh: string, en: string): Content => ({ class: 'UPGRADE', onSharedParts: false, zh, en });

export const contents: Readonly<Record<ContentCode, Content>> = {
  WATER_SUPPLY: basic('供水', 'Water supply'),
  POWER_SUPPLY: basic('供电', 'Power supply'),
  GAS_SUPPLY: basic('供气', 'Gas supply'),
  HEATING: basic('供热', 'Heating'),
  ROADS: basic('道路', 'Roads'),
  DRAINAGE: basic('排水', 'Drainage'),
  FIRE_SAFETY: basic('消防', 'Fire safety'),
  SECURITY: basic('安防', 'Security'),
  REFUSE: basic('生活垃圾分类', 'Refuse collection'),
  ROOF_REPAIR: basic('屋面维修', 'Roof repair'),
  WALL_REPAIR: basic('外墙维修', 'Outer wall repair'),
  STAIR_REPAIR: basic('楼梯维修', 'Stair repair'),
  CABLES: basic('线缆规整', 'Tidying of overhead cables'),
  ENVIRONMENT: improve('环境整治', 'Green space and surroundings'),
  PARKING: improve('停车设施', 'Parking'),
  CHARGING: improve('充电设施', 'Charging points'),
  LIFT: improve('加装电梯', 'Lift'),
  ENERGY_SAVING: improve('建筑节能改造', 'Energy saving'),
  CULTURE_SPORT: improve('文化体育设施', 'Culture and sport'),
  ELDERLY_CARE: upgrade('养老设施', 'Care for the elderly'),
  CHILD_CARE: upgrade('托育设施', 'Child care'),
  CANTEEN: upgrade('助餐设施', 'Canteen'),
  CLINIC: upgrade('卫生服务设施', 'Clinic'),
  PARCEL_LOCKER: upgrade('快递设施', 'Parcel lockers'),
};

/** Whether among these works is one that owners decide as REBUILD_ALTER: a lift, though it is IMPROVE (PART-5, GOV-VOTE-4). */
export const rebuilds = (works: readonly { readonly code: ContentCode }[]): boolean =>
  works.some(({ code }) => code === 'LIFT');
