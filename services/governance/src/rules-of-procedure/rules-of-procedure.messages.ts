import { communityStruck } from '@anju/runtime/community-struck.words';
import { keyMessages, type Said } from '@anju/runtime/idempotency';
import { streetScope } from '../community/street-scope.words';
import type { RulesOfProcedureRefusalCode } from '../generated/graphql';

/** As the document calls what a clause is about. */
const clauseWords: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  maxProxiesPerAgent: { zh: '一名代理人接受委托的人数', en: 'for how many heads one agent may vote' },
  signedBlank: { zh: '签名而未选择的表决票如何计', en: 'what a signed paper without a mark is' },
  stalls: { zh: '车位、摊位是否计入', en: 'whether parking spaces and stalls are counted' },
};

export const rulesOfProcedureMessages: Record<RulesOfProcedureRefusalCode, Said> = {
  COMMUNITY_NOT_FOUND: {
    zh: '没有这个小区，请核对编号。',
    en: 'There is no such community. Check the id.',
  },
  NOT_IN_SCOPE: {
    zh: `您的令牌不能在这个小区登记议事规则：须为本小区在任的业主委员会或街道办事处。${streetScope.zh}`,
    en: `Your token does not reach this community. Its owners' committee in office or its subdistrict office enters its rules of procedure. ${streetScope.en}`,
  },
  COMMUNITY_STRUCK: communityStruck,
  ADOPTED_ON_INVALID: ({ earliest, today } = {}) => ({
    zh: `通过日期须在 ${earliest} 与今天 ${today} 之间，请核对。业主大会尚未通过的议事规则不登记。`,
    en: `The day of adoption lies between ${earliest} and today, ${today}. Check it. Rules that the owners have not adopted are not entered.`,
  }),
  APPLIES_FROM_INVALID: ({ adoptedOn, latest } = {}) => ({
    zh: `施行日期不得早于通过日期 ${adoptedOn}，也不得晚于 ${latest}，请核对。`,
    en: `Rules apply from the day of their adoption, ${adoptedOn}, at the earliest, and from ${latest} at the latest. Check the day.`,
  }),
  PAPER_NUMBER_INVALID: ({ most } = {}) => ({
    zh: `请填写文件的编号，不超过 ${most} 个字符，不含换行和看不见的字符。`,
    en: `Give the number of the document, in up to ${most} characters and none that nobody sees.`,
  }),
  PAPER_HASH_INVALID: {
    zh: '文件扫描件的哈希值应为 SHA-256 的 64 位十六进制字符，请重新计算。',
    en: 'The hash of the scan has to be a SHA-256 in 64 hexadecimal digits. Compute it anew.',
  },
  SILENCE_IS_NO_VOTE: {
    zh: '法律要求业主参与表决（民法典第二百七十八条），未投票的不能视为同意多数意见，这一条款不予登记。请由业主大会删去后重新登记。',
    en: 'The law asks that owners take part in the vote (Civil Code art. 278): those who are silent cannot join the majority, and a clause that says so is not entered. Have the owners strike it, then enter the rules without it.',
  },
  VOTE_NOT_TO_BE_TAKEN: {
    zh: '欠交费用的业主仍有表决权，议事规则至多可以限制其参选业主委员会，这一条款不予登记。请由业主大会改为不得参选（NO_CANDIDACY）或者删去后重新登记。',
    en: 'Owners who owe fees keep their vote; rules of procedure may bar them from standing for the committee at most. Have the owners change the clause to that (NO_CANDIDACY) or strike it, then enter the rules.',
  },
  CAP_INVALID: ({ most } = {}) => ({
    zh: `一名代理人接受委托的人数应为 1 至 ${most} 的整数，请核对；没有限制的，请不填这一项。`,
    en: `For how many heads one agent may vote is a whole number from 1 to ${most}. Check it; where nothing limits it, leave the clause out.`,
  }),
  SET_BY_A_HIGHER_TEXT: ({ clause, text } = {}) => ({
    zh: `${clauseWords[clause!]!.zh}已由“${text}”规定，议事规则不能另行规定。请不填这一项，表决按该规定进行。`,
    en: `${clauseWords[clause!]!.en[0]!.toUpperCase()}${clauseWords[clause!]!.en.slice(1)} is set by “${text}”, and rules of procedure cannot set it otherwise. Leave the clause out; votes go by that text.`,
  }),
  RULES_NOT_FOUND: {
    zh: '没有登记这份议事规则，请核对编号。',
    en: 'No rules of procedure have this id. Check the id.',
  },
  ALREADY_VOIDED: {
    zh: '这份议事规则的登记已经作废，无须再次作废。需要的，请重新登记。',
    en: 'The entry of these rules was voided before. Where they are wanted after all, enter them anew.',
  },
  REASON_INVALID: ({ most } = {}) => ({
    zh: `请写明登记有误之处，一行，不超过 ${most} 个字符，不含看不见的字符。`,
    en: `Say what was wrong, in one line of up to ${most} characters and none that nobody sees.`,
  }),
  IDEMPOTENCY_KEY_INVALID: keyMessages.IDEMPOTENCY_KEY_INVALID,
  IDEMPOTENCY_KEY_TOO_OLD: keyMessages.IDEMPOTENCY_KEY_TOO_OLD,
  IDEMPOTENCY_KEY_REUSED: keyMessages.IDEMPOTENCY_KEY_REUSED,
};
