import type { MatterType } from '@anju/rulebook/matter';
import type { Outcome } from '@anju/rulebook/verdict';
import type { AreaDm2 } from '@anju/values/area';
import { formatScaled } from '@anju/values/decimal';
import type { Threshold } from '@anju/values/fraction';
import { type CalendarDate, dateOf, type Instant } from '@anju/values/time';

/** What the owners decide together (GOV-VOTE-4), in words that fit the Property Law and the Civil Code alike. */
export const matterWords: Readonly<Record<MatterType, string>> = {
  ADOPT_RULES_OF_PROCEDURE: '制定、修改业主大会议事规则',
  ADOPT_COVENANT: '制定、修改管理规约',
  ELECT_COMMITTEE: '选举、更换业主委员会',
  HIRE_MANAGER: '选聘、解聘物业服务企业或者其他管理人',
  USE_MAINTENANCE_FUND: '使用建筑物及其附属设施的维修资金',
  RAISE_MAINTENANCE_FUND: '筹集建筑物及其附属设施的维修资金',
  REBUILD_ALTER: '改建、重建建筑物及其附属设施',
  COMMON_PART_USE: '改变共有部分的用途或者利用共有部分从事经营活动',
  OTHER_MAJOR: '有关共有和共同管理权利的其他重大事项',
};

export const outcomeWords: Readonly<Record<Outcome, string>> = {
  ADOPTED: '通过',
  TOO_FEW_TOOK_PART: '未通过：参与表决的不足法定比例',
  TOO_FEW_IN_FAVOUR: '未通过：同意的不足法定比例',
};

const digits = '零一二三四五六七八九十';
const chinese = (number: number) => digits[number] ?? String(number);

/** "以上" includes the share, "超过" and "过半数" do not (CONV-2). */
export function thresholdWords({ word, share: { numerator, denominator } }: Threshold): string {
  const share = `${chinese(denominator)}分之${chinese(numerator)}`;
  if (word === 'AT_LEAST') return `${share}以上`;
  return denominator === 2 * numerator ? '过半数' : `超过${share}`;
}

/** Square metres, exactly: 100 dm2 are one. */
export const areaWords = (areaDm2: AreaDm2): string => `${formatScaled(areaDm2, 2)} 平方米`;

export function dateWords(date: CalendarDate): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** By the clock of the place, to the minute. */
export const momentWords = (instant: Instant): string => `${dateWords(dateOf(instant))}${clockOf(instant)}`;

const clockOf = (instant: Instant): string =>
  new Intl.DateTimeFormat('zh-CN', {
    timeZone: 'Asia/Shanghai',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(instant));
