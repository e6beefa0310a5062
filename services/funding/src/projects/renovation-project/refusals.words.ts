import type { ProjectState } from '@anju/rulebook/project-state';
import type { Language } from '@anju/runtime/caller';
import { communityStruck } from '@anju/runtime/community-struck.words';
import { keyMessages, type Said, wordsOf } from '@anju/runtime/idempotency';
import type { Refusal, RefusalDetail } from '@anju/values/decision';
import { fillIn, inYuan } from '../../fill-in';
import type { RenovationProjectRefusalCode } from '../../generated/graphql';
import { gateList } from './gates.words';

/** What two central grants that are entered for two pieces may still be refused for (FUND-8). */
const onePiece: Record<Language, string> = {
  zh: '种类和说明相同、楼栋又有重叠（或未填楼栋）的几项按同一项计算；若确是不同的工程，请在说明中写明区别，或各填各的楼栋。',
  en: 'Pieces of one kind in the same words count as one where their buildings overlap, or where one names none; if they are different works, let their descriptions or their buildings say so.',
};

export const messages: Record<RenovationProjectRefusalCode, Said> = {
  ...keyMessages,
  PROJECT_NOT_FOUND: { zh: '没有这个项目，请核对编号。', en: 'There is no such project. Check the id.' },
  NOT_IN_SCOPE: {
    zh: '您的权限不包括这个项目所在的县（市、区），请由当地主管部门办理。',
    en: "Your token does not reach the project's county. Ask that county's bureau.",
  },
  NAME_INVALID: {
    zh: '请填写项目名称，不超过 200 个字符，不含换行和看不见的字符。',
    en: 'Give a name of at most 200 characters and none that nobody sees.',
  },
  YEAR_OUT_OF_RANGE: {
    zh: '年度 {year} 有误，请填写 2000 至 2099 之间的年份。',
    en: 'The year {year} is wrong. Give one from 2000 to 2099.',
  },
  COMMUNITIES_MISSING: { zh: '请至少填写一个小区。', en: 'Name at least one community.' },
  COMMUNITY_NAMED_TWICE: {
    zh: '同一小区填写了两次，请删去重复。',
    en: 'A community is named twice. Remove one.',
  },
  COMMUNITY_STRUCK: communityStruck,
  COMMUNITY_NOT_FOUND: {
    zh: '这里还没有小区 {ids}。请核对编号；如果刚刚登记，请稍后再试。',
    en: 'No such community here: {ids}. Check the id; if it was just registered, try again in a moment.',
  },
  COMMUNITIES_OF_SEVERAL_COUNTIES: {
    zh: '这些小区分属 {counties}，请按县（市、区）分别立项。',
    en: 'The communities lie in {counties}. Propose a project for each county.',
  },
  CONTENTS_MISSING: { zh: '请至少填写一项改造内容。', en: 'Enter at least one piece of work.' },
  TOO_MANY_PIECES: {
    zh: '改造内容有 {pieces} 项，一个项目最多 {most} 项。请合并同类内容，或分为几个项目提出。',
    en: 'There are {pieces} pieces of work, and a project has at most {most}. Put like works together, or propose several projects.',
  },
  TOO_MANY_LINES: {
    zh: '资金有 {lines} 笔，一个项目最多 {most} 笔。请合并同一来源的资金，或分为几个项目提出。',
    en: 'There are {lines} lines of money, and a project has at most {most}. Put money of one source together, or propose several projects.',
  },
  DESCRIPTION_INVALID: {
    zh: '请为每项改造内容填写说明，不超过 500 个字符，不含换行和看不见的字符。',
    en: 'Describe each piece of work in at most 500 characters and none that nobody sees.',
  },
  BUILDING_NOT_FOUND: {
    zh: '所填小区中没有楼栋 {ids}。请核对编号；如果名册刚刚导入，请稍后再试。',
    en: 'No such building in these communities: {ids}. Check the id; if the roll was just imported, try again.',
  },
  BUILDING_NAMED_TWICE: {
    zh: '同一项改造内容中，同一楼栋填写了两次，请删去重复。',
    en: 'A piece of work names a building twice. Remove one.',
  },
  AMOUNT_NOT_POSITIVE: {
    zh: '金额 {amount} 元有误，每笔金额必须大于零，请核对。',
    en: 'An amount of {amount} yuan is wrong: each must be more than zero. Check it.',
  },
  AMOUNT_TOO_LARGE: {
    zh: '金额过大：每笔金额以及合计都不得超过 {most} 元。请核对是否多输了数字。',
    en: 'Too large: neither an amount nor all of them together may be more than {most} yuan. Look for a digit too many.',
  },
  INSTRUMENT_OF_ANOTHER_KIND: {
    zh: '{instrument} 不属于 {kind}，请改为该类资金的来源方式。',
    en: '{instrument} is no instrument of {kind}. Choose one of that kind.',
  },
  NOT_ON_SHARED_PARTS: {
    zh: '住宅专项维修资金只用于共用部位、共用设施设备的维修、更新和改造，不能用于：{contentCode}。请将这笔资金改用于其他内容，这些内容由其他资金承担。',
    en: 'The maintenance fund repairs, renews and renovates shared parts and facilities, and does not pay for: {contentCode}. Let this money pay for other work, and find other money for that.',
  },
  CONTENT_ITEM_NOT_FOUND: {
    zh: '资金所填的第 {number} 项改造内容不存在，请填写改造内容的序号，从 1 起。',
    en: 'There is no piece of work {number} for money to name. Count the contents from 1.',
  },
  SECOND_CENTRAL_GRANT: {
    zh: `第 {numbers} 项改造内容造价 {cost} 元，填写了 {lines} 笔中央资金（中央预算内资金、上级专项补助），共 {grants} 元。同一项内容只能使用一笔中央资金，请保留一笔，其余改用于其他内容。${onePiece.zh}`,
    en: `The piece of work entered as {numbers} costs {cost} yuan and may draw one central grant (investment or subsidy), not {lines} of {grants} yuan together. Keep one and let the rest pay for other work. ${onePiece.en}`,
  },
  CENTRAL_GRANTS_MEET: {
    zh: `{lines} 笔中央资金（中央预算内资金、上级专项补助）共 {grants} 元，无法分别用于不同的改造内容，总有一项要使用两笔。同一项内容只能使用一笔中央资金，请减少，或为每笔指明用于哪项内容。${onePiece.zh}`,
    en: `The {lines} central grants (investment or subsidy) of {grants} yuan together do not fit into different pieces of work: one would draw two, and may draw one. Lower them, or name the work that each pays for. ${onePiece.en}`,
  },
  BEYOND_CONTENT_ITEM_COST: {
    zh: '第 {number} 项改造内容造价 {cost} 元，指定用于它的资金合计 {money} 元，超出 {beyond} 元，请减少，或将部分改用于其他内容。',
    en: 'Piece of work {number} costs {cost} yuan and the money that names it is {money}: {beyond} too much. Lower it, or let some of it pay for other work.',
  },
  CONTENT_ITEM_NOT_IN_EARMARK: {
    zh: '指定用于第 {number} 项改造内容（{contentCode}）的资金只能用于 {allowed}，请另选改造内容，或更正资金用途。',
    en: 'Money that names piece of work {number} ({contentCode}) may pay for {allowed} alone. Name other work, or correct what it may pay for.',
  },
  BEYOND_EARMARKED_COST: {
    zh: '只能用于 {allowed} 的资金合计 {money} 元，这些内容造价 {cost} 元，超出 {beyond} 元，请减少这部分资金，或放宽其用途（维修资金只能用于共用部位、共用设施设备）。',
    en: 'The money that may pay for {allowed} alone is {money} yuan, and that work costs {cost}: {beyond} too much. Lower it, or let some of it pay for other work (the maintenance fund for works on shared parts alone).',
  },
  MONEY_DIFFERS_FROM_COST: {
    zh: '资金合计 {money} 元，改造内容合计 {cost} 元，相差 {difference} 元，请调整到一分不差。',
    en: 'The money is {money} yuan and the contents cost {cost}: {difference} yuan apart. Make them equal.',
  },
  WRONG_STATE: {
    zh: '项目目前是“{stateName}”，这一步不在此时办理。请办理下一步：{next}。',
    en: 'The project is “{stateName}”, and this step is not taken from there. Next: {next}.',
  },
  HOUSEHOLD_GATE_NOT_REACHED: {
    zh: '以下小区的居民意愿尚未达到要求，不能列入年度计划：{communities}。请先完成征求意见。',
    en: 'Not enough households answered and agreed in: {communities}. Finish the solicitation first.',
  },
  DOCUMENT_NUMBER_INVALID: {
    zh: '请填写批准文件的文号，不超过 100 个字符，不含换行和看不见的字符。',
    en: "Give the approving document's number, at most 100 characters and none that nobody sees.",
  },
  GATES_MISSING: {
    zh: '还不能开工，缺少：{gates}。请先补齐，详见项目的 gates。',
    en: "The works may not begin; missing: {gates}. See to these first: the project's gates say more.",
  },
  REASON_INVALID: {
    zh: '请写明取消的原因，一行，1 至 {most} 个字符，不含看不见的字符，不要写个人姓名。',
    en: 'Say why it is given up, in one line of 1 to {most} characters and none that nobody sees. Name no person.',
  },
  WORKS_TO_PAY: {
    zh: '这个项目有 {jobs} 个维修项目已经完工，费用已付或待付，不能取消。请继续办理这些维修项目（见项目的 maintenanceJobs），并按原项目推进；其中录错而尚未申请用款的，请先撤回（withdrawMaintenanceJob）。',
    en: 'Works of {jobs} of its maintenance jobs are done and paid, or have to be, so it is not given up. Finish these jobs (maintenanceJobs of the project), and go on with the project; one of them that was entered by mistake, and whose money is not applied for, is withdrawn first (withdrawMaintenanceJob).',
  },
};

const stateNames: Record<ProjectState, Record<Language, string>> = {
  PROPOSED: { zh: '已提出', en: 'proposed' },
  LISTED: { zh: '已列入年度计划', en: 'in the annual plan' },
  APPROVED: { zh: '已批准', en: 'approved' },
  TENDERING: { zh: '招标中', en: 'out to tender' },
  STARTED: { zh: '已开工', en: 'started' },
  COMPLETED: { zh: '已完工', en: 'completed' },
  ACCEPTED: { zh: '已验收', en: 'accepted' },
  HANDED_OVER: { zh: '已移交', en: 'handed over' },
  EVALUATED: { zh: '已评价', en: 'evaluated' },
  CLOSED: { zh: '已结项', en: 'closed' },
  PAUSED: { zh: '已暂停', en: 'paused' },
  CANCELLED: { zh: '已取消', en: 'cancelled' },
};

const nextSteps: Partial<Record<string, Record<Language, string>>> = {
  PROPOSED: { zh: '列入年度计划（listProject）', en: 'enter it into the annual plan (listProject)' },
  LISTED: { zh: '批准（approveProject）', en: 'approve it (approveProject)' },
  APPROVED: { zh: '开工（startProject）', en: 'start the works (startProject)' },
  TENDERING: { zh: '开工（startProject）', en: 'start the works (startProject)' },
  CANCELLED: { zh: '另行提出项目（proposeProject）', en: 'propose a project anew (proposeProject)' },
};

const noStep: Record<Language, string> = { zh: '此后的步骤不在这里办理', en: 'none that is taken here' };

const stepWords = (detail: RefusalDetail | undefined, language: Language) => {
  const state = detail?.['state'] as ProjectState;
  return {
    stateName: stateNames[state][language],
    next: (nextSteps[state] ?? noStep)[language],
  };
};

/** A refusal for people, in their language. */
export const refused = (
  { code, rule, retryable, detail }: Refusal<RenovationProjectRefusalCode>,
  language: Language,
) =>
  ({
    __typename: 'RenovationProjectRefusal',
    code,
    rule,
    retryable,
    message: fillIn(wordsOf(messages[code], detail)[language], {
      ...detail,
      ...inYuan(detail),
      ...(code === 'WRONG_STATE' && stepWords(detail, language)),
      ...(code === 'GATES_MISSING' && { gates: gateList(String(detail?.gates), language) }),
    }),
  }) as const;
