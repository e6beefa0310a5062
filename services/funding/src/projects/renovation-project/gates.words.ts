import { type ProjectGate, ruleOfGate } from '@anju/rulebook/project-state';
import type { Language } from '@anju/runtime/caller';
import { formatScaled } from '@anju/values/decimal';
import { fillIn } from '../../fill-in';
import type { ShortOf } from '../../known/household-gate/household-gate';
import type { GateStatus, Missing } from './gates';

type Words = Readonly<Record<Language, string>>;

const reasons: Record<Missing['why'], Words> = {
  HOUSEHOLDS_NOT_ASKED: {
    zh: '{community}尚无已结束的征求意见。',
    en: '{community} has no solicitation that was closed.',
  },
  HOUSEHOLDS_SHORT: {
    zh: '{community}未达到要求：{shortOf}（{households} 户中联系 {contacted} 户、回复 {answers} 户、同意改造 {consents} 户、同意管理模式 {managementModeConsents} 户）。',
    en: '{community} is short of {shortOf}: of {households} households {contacted} were contacted, {answers} answered, {consents} agreed, {managementModeConsents} agreed to a management mode.',
  },
  OWNERS_NOT_ASKED: {
    zh: '{community}的业主尚未表决通过改造内容。',
    en: 'The owners of {community} have not accepted the contents.',
  },
  OTHER_CONTENTS_ACCEPTED: {
    zh: '{community}的业主表决通过的是另一份改造内容，请就现在的内容重新表决。',
    en: 'The owners of {community} accepted another list of contents. Put the present one to them.',
  },
  MATTER_TOO_SMALL: {
    zh: '改造内容含加装电梯，{community}须按改建、重建事项表决。',
    en: 'The contents have a lift, which {community} must decide as REBUILD_ALTER.',
  },
  DECISION_ANNULLED: {
    zh: '{community}的业主决定 {decisionId} 自 {annulledOn} 起已被撤销（GOV-VOTE-10），不再作数。请就现在的内容重新表决。',
    en: 'Decision {decisionId} of {community} is annulled as of {annulledOn} (GOV-VOTE-10) and counts no more. Put the present contents to the owners anew.',
  },
  DECISION_NOT_EFFECTIVE: {
    zh: '{community}的业主决定 {decisionId} 尚未生效：尚未公示、仍在异议期内或有异议未答复。异议期满且异议都已答复后生效。',
    en: 'Decision {decisionId} of {community} is not effective: not posted, within its objection window, or with an open objection. It counts once the window is over and objections are answered.',
  },
  NO_MONEY_RECORDED: {
    zh: '开工前到位资金不少于 {needed} 元，目前没有到位记录。',
    en: 'At least {needed} yuan must be there before the works begin; none is recorded.',
  },
  NOTHING_RECORDED: { zh: '尚无记录：{gate}。', en: 'Nothing is recorded yet: {gate}.' },
};

const gateNames: Record<ProjectGate, Words> = {
  HOUSEHOLD_CONSENT: { zh: '居民意愿', en: 'consent of the households' },
  OWNERS_DECISION: { zh: '业主共同决定', en: "owners' decision" },
  UTILITY_PLANS: { zh: '管线单位改造计划', en: "utilities' plan items" },
  FIRST_TRANCHE: { zh: '首笔资金', en: 'first tranche of the money' },
  CONSTRUCTION_PERMIT: { zh: '施工许可或其豁免', en: 'construction permit or its exemption' },
  JOINT_ACCEPTANCE: { zh: '竣工联合验收', en: 'joint acceptance' },
};

const shortNames: Record<ShortOf, Words> = {
  COVERAGE: { zh: '联系率', en: 'contacts' },
  ANSWERS: { zh: '参与率', en: 'answers' },
  CONSENT: { zh: '同意率', en: 'consents' },
  MANAGEMENT_MODE: { zh: '管理模式同意率', en: 'consents to a management mode' },
};

/** What is missing at a gate, for people; null where it is open. */
export function missingWords({ gate, community, missing }: GateStatus, language: Language): string | null {
  if (!missing) return null;
  return fillIn(reasons[missing.why][language], {
    gate: gateNames[gate][language],
    community: community?.name ?? '',
    ...numbersOf(missing, language),
  });
}

function numbersOf(missing: Missing, language: Language): Record<string, string | number> {
  if (missing.why === 'DECISION_ANNULLED')
    return { decisionId: missing.decisionId, annulledOn: missing.annulledOn };
  if (missing.why === 'DECISION_NOT_EFFECTIVE') return { decisionId: missing.decisionId };
  if (missing.why === 'NO_MONEY_RECORDED') return { needed: formatScaled(missing.neededFen, 2) };
  if (missing.why !== 'HOUSEHOLDS_SHORT') return {};
  const { households, contacted, answers, consents, managementModeConsents, shortOf } = missing.found;
  const list = shortOf.map((each) => shortNames[each][language]).join(language === 'zh' ? '、' : ', ');
  return { households, contacted, answers, consents, managementModeConsents, shortOf: list };
}

/** Names of gates, divided by commas, as their rules and names for people. */
export const gateList = (gates: string, language: Language): string =>
  (gates.split(',') as ProjectGate[])
    .map((gate) => `${ruleOfGate[gate]} ${gateNames[gate][language]}`)
    .join(language === 'zh' ? '、' : ', ');
