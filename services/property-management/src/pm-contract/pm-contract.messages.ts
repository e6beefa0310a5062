import type { Language } from '@anju/runtime/caller';
import { communityStruck } from '@anju/runtime/community-struck.words';
import { keyMessages } from '@anju/runtime/idempotency';
import type { RefusalDetail } from '@anju/values/decision';
import type { PmContractRefusalCode } from '../generated/graphql';
import type { ContractPart } from './contract-content';

type Words = Readonly<Record<Language, string>>;

const partWords: Readonly<Record<ContractPart, Words>> = {
  MATTERS: { zh: '服务事项', en: 'services' },
  QUALITY: { zh: '服务质量', en: 'standard of each service' },
  FEE: { zh: '服务费用', en: 'fee' },
  RIGHTS: { zh: '双方的权利义务', en: 'rights and duties of both sides' },
  FUND_USE: { zh: '维修资金的使用', en: 'use of the maintenance fund' },
  PM_ROOMS: { zh: '物业服务用房', en: 'rooms of the manager' },
  TERM: { zh: '服务期限', en: 'first and last day' },
  LIABILITY: { zh: '违约责任', en: 'liability' },
  HAND_OVER: { zh: '服务交接', en: 'hand-over' },
};

/** The parts in words, for the message that lists them. */
export const nameParts = (parts: readonly ContractPart[], language: Language): string =>
  parts.map((part) => partWords[part][language]).join(language === 'zh' ? '、' : ', ');

/** Why a contract was not entered or voided, and what to do. `parts` is what `nameParts` says of the missing ones. */
export const contractMessages: Record<PmContractRefusalCode, (detail: RefusalDetail) => Words> = {
  COMMUNITY_STRUCK: () => communityStruck,
  COMMUNITY_NOT_FOUND: () => ({
    zh: '这里没有这个小区，请核对编号；如果刚刚登记，请稍后再试。',
    en: 'No such community is known here. Check the id; if it was just registered, try again in a moment.',
  }),
  SIGNED_IN_THE_FUTURE: () => ({
    zh: '签订日期晚于今天。请填写合同上的签订日期，或在签订之后再登记。',
    en: 'The day of signing is yet to come. Give the day on the paper, or enter it once it is signed.',
  }),
  COMMITTEE_NOT_KNOWN: () => ({
    zh: '您的令牌没有对应的业主委员会，或不包括其小区。请以业主委员会身份登录；如果刚刚备案，请稍后再试。',
    en: "Your token names no owners' committee known here, or does not reach its community. Sign in as the committee; if it was just entered, try again in a moment.",
  }),
  NOT_THE_COMMITTEE: () => ({
    zh: '物业服务合同由本小区的业主委员会代表业主签订和登记，您的业主委员会属于其他小区。请由本小区的业主委员会办理，或核对编号。',
    en: "A contract is signed and entered by the committee of this community's owners. Yours is another community's: let that committee do it, or check the ids.",
  }),
  COMMITTEE_NOT_IN_OFFICE: ({ termFrom, termUntil, day }) => ({
    zh: `业主委员会任期为 ${termFrom} 至 ${termUntil}，不包括 ${day}。请由在任的业主委员会签订和办理。`,
    en: `The committee's term is ${termFrom} to ${termUntil}, and ${day} is not in it. Let the committee in office sign and act.`,
  }),
  DECISION_NOT_FOUND: () => ({
    zh: '没有选聘该企业的业主共同决定，不能签订合同。请先由业主表决，并核对决定编号；如果刚刚计票，请稍后再试。',
    en: "There is no owners' decision to rest the contract on. Let the owners decide first and check the id; if it was just counted, try again in a moment.",
  }),
  DECISION_OF_ANOTHER_COMMUNITY: () => ({
    zh: '这是其他小区业主的决定。请使用本小区选聘物业服务企业的决定。',
    en: "Another community's owners decided this. Use the decision of this community to hire its manager.",
  }),
  DECISION_HIRES_NOBODY: () => ({
    zh: '这个决定没有选聘物业服务企业：未获通过，或属于其他事项。请使用已通过的选聘决定。',
    en: 'This decision hires nobody: it was rejected, or is about something else. Use the adopted decision to hire.',
  }),
  COMPANY_NOT_NAMED: ({ named }) => ({
    zh: `业主决定选聘的是另一家企业（${named}）。请与该企业签订，或由业主重新表决。`,
    en: `The owners named another company (${named}). Sign with that one, or let the owners decide anew.`,
  }),
  COMPANY_NOT_FOUND: () => ({
    zh: '没有登记这家物业服务企业，请核对编号，或先由住建部门登记。',
    en: 'No such company is registered. Check the id, or let the housing bureau register it first.',
  }),
  DECISION_NOT_EFFECTIVE: () => ({
    zh: '业主决定尚未生效：异议期未满，或有异议尚未答复。请在生效之后再签订。',
    en: 'The decision is not effective: its objection window is not over, or an objection is open. Sign once it is.',
  }),
  DECISION_ANNULLED: ({ annulledOn }) => ({
    zh: `业主决定自 ${annulledOn} 起已被撤销，不能再据此签订合同。请由业主重新表决选聘，再按新的决定签订。`,
    en: `The decision is annulled as of ${annulledOn}, and nothing is signed on it any more. Let the owners decide anew whom they hire, and sign on that decision.`,
  }),
  SIGNED_BEFORE_EFFECT: ({ effectiveOn }) => ({
    zh: `业主决定自 ${effectiveOn} 起生效，签订日期不能早于这一天。请重新签订。`,
    en: `The decision is effective from ${effectiveOn}; the contract may not be signed before. Sign it anew.`,
  }),
  RUNS_BEFORE_EFFECT: ({ effectiveOn }) => ({
    zh: `业主决定自 ${effectiveOn} 起生效，服务期限不能早于这一天开始。请修改合同期限。`,
    en: `The decision is effective from ${effectiveOn}; the term may not begin before. Change the term.`,
  }),
  TERM_ENDS_BEFORE_IT_BEGINS: () => ({
    zh: '服务期限的截止日期早于开始日期，请核对。',
    en: 'The last day of the term is before its first. Check both.',
  }),
  CONTENT_MISSING: ({ parts }) => ({
    zh: `合同缺少：${parts}。请补充后再登记。`,
    en: `The contract lacks: ${parts}. Complete it and enter it again.`,
  }),
  FEE_NOT_POSITIVE: () => ({
    zh: '服务费用须大于零。请以分/平方米·月为单位填写，例如 1.20 元填写 120。',
    en: 'The fee has to be more than zero, in fen per square metre and month. Give 120 for 1.20 yuan.',
  }),
  FEE_TOO_HIGH: ({ found, most }) => ({
    zh: `服务费用 ${found} 分/平方米·月，超过 ${most} 分，应是填写有误。请核对单位：以分/平方米·月填写，例如 1.20 元填写 120。`,
    en: `A fee of ${found} fen per square metre and month is more than ${most} and looks mistyped. Check the unit: give 120 for 1.20 yuan.`,
  }),
  SUBLETS_WHOLE: () => ({
    zh: '物业服务企业不得将全部物业服务转委托给他人。请删去该条款后重新签订。',
    en: 'A manager may not pass the whole service on to another. Strike the clause and sign anew.',
  }),
  CUTS_UTILITIES: () => ({
    zh: '不得采取停止供电、供水、供热、供燃气等方式催交物业费（民法典第九百四十四条）。请删去该条款后重新签订。',
    en: 'Water, power, heat or gas may not be cut to collect the fee (Civil Code art. 944). Strike the clause and sign anew.',
  }),
  TOO_MANY_SERVICES: ({ found, limit }) => ({
    zh: `服务事项有 ${found} 项，最多 ${limit} 项，请合并。`,
    en: `There are ${found} services, at most ${limit} are kept. Merge some.`,
  }),
  TEXT_TOO_LONG: ({ field, limit }) => ({
    zh: `${field} 超过 ${limit} 个字符，请缩短，其余内容以合同原件为准。`,
    en: `${field} is longer than ${limit} characters. Shorten it; the paper has the rest.`,
  }),
  TEXT_HIDES_CHARACTERS: ({ field }) => ({
    zh: `${field} 含有控制字符或看不见的字符，请重新键入，不要粘贴。`,
    en: `${field} holds a control character or one that nobody sees. Type it anew; do not paste it.`,
  }),
  PAPER_NUMBER_MISSING: () => ({
    zh: '合同编号为空，请填写合同上的编号。',
    en: 'The number of the paper is empty. Give the one on the contract.',
  }),
  PAPER_HASH_INVALID: () => ({
    zh: '合同扫描件的哈希值应为 SHA-256 的 64 位十六进制字符，请重新计算。',
    en: 'The hash of the scan has to be a SHA-256 in 64 hexadecimal digits. Compute it anew.',
  }),
  PAPER_OF_ANOTHER_CONTRACT: ({ contractId, paperNumber }) => ({
    zh: `编号或扫描件与合同 ${contractId}（${paperNumber}）相同，一份原件只能登记一份合同。请核对原件的编号和扫描件；前一份登记有误的，请县（区）住建部门先用 voidContract 作废。`,
    en: `The number or the scan is that of contract ${contractId} (${paperNumber}), and one paper is one contract. Check both against the paper; if that one was entered wrongly, ask the county bureau to void it by voidContract first.`,
  }),
  PAPER_IS_A_CONTRACT: ({ contractId, paperNumber }) => ({
    zh: `这是合同 ${contractId}（${paperNumber}）的编号或扫描件。请填写业主委员会申请作废的文件的编号和扫描件。`,
    en: `This is the number or the scan of contract ${contractId} (${paperNumber}). Give those of the committee's paper that asks for the voiding.`,
  }),
  ZONE_HAS_MANAGER: ({ contractId, from, until }) => ({
    zh: `一个物业管理区域由一家企业管理，合同 ${contractId} 的期限为 ${from} 至 ${until}。请从它结束之后开始。只有登记内容与合同原件不符的，才可以请县（区）住建部门用 voidContract 作废其登记；作废登记不等于解除合同，提前解聘须由业主共同决定并提前通知。`,
    en: `A zone has one manager, and contract ${contractId} runs from ${from} to ${until}. Begin after its end. Only if it was entered otherwise than on its paper, ask the county bureau to void its entry by voidContract; that ends no contract, and an earlier end takes the owners' decision and notice.`,
  }),
  DAYS_OF_VOIDED_ENTRY: ({ contractId, from, until }) => ({
    zh: `合同 ${contractId} 的登记已经作废，但其原件的期限 ${from} 至 ${until} 仍属于另一项业主决定，作废登记不等于解除合同。请从它结束之后开始；住建部门认定的期限有误的，请先按原件重新登记该合同，再请住建部门作废并写明正确的期限。`,
    en: `The entry of contract ${contractId} was voided, yet its paper runs from ${from} to ${until} under another decision, and a voiding ends no contract. Begin after its end; if the bureau read these days wrongly, enter that contract anew and let the bureau void it with the right ones.`,
  }),
  DECISION_USED: ({ contractId }) => ({
    zh: `该决定已用于合同 ${contractId}。再次选聘请由业主重新表决；登记内容与合同原件不符的，请县（区）住建部门先用 voidContract 作废其登记。`,
    en: `Contract ${contractId} rests on this decision already. To hire again, let the owners decide anew; if it was entered otherwise than on its paper, ask the county bureau to void its entry by voidContract first.`,
  }),
  CONTRACT_NOT_FOUND: () => ({
    zh: '没有登记这份物业服务合同，请核对编号。',
    en: 'No such contract was entered. Check the id.',
  }),
  NOT_IN_SCOPE: () => ({
    zh: '这个小区不在您的管辖范围内。请由小区所在县（区）的住建部门办理。',
    en: "This community is in another county than yours. Let its own county's bureau act.",
  }),
  SIGNED_DAYS_UNCLEAR: () => ({
    zh: '请按合同原件同时填写 from 和 until；没有签订过合同的，请只填写 neverSigned。',
    en: 'Give both from and until as on the signed contract, or, where none was signed, neverSigned alone.',
  }),
  ALREADY_VOIDED: ({ contractId }) => ({
    zh: `合同 ${contractId} 的登记已经作废，无须再次作废。需要重新登记的，请用 signContract 按合同原件登记。`,
    en: `The entry of contract ${contractId} was voided before. If it is wanted after all, enter it anew from the paper by signContract.`,
  }),
  REASON_INVALID: ({ most }) => ({
    zh: `请写明登记有误之处，一行，1 至 ${most} 个字符，不含看不见的字符，不要写个人姓名。`,
    en: `Say what was wrong, in one line of 1 to ${most} characters and none that nobody sees. Name no person.`,
  }),
  IDEMPOTENCY_KEY_INVALID: keyMessages.IDEMPOTENCY_KEY_INVALID,
  IDEMPOTENCY_KEY_TOO_OLD: keyMessages.IDEMPOTENCY_KEY_TOO_OLD,
  IDEMPOTENCY_KEY_REUSED: keyMessages.IDEMPOTENCY_KEY_REUSED,
};
