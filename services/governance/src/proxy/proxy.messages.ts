import type { Language } from '@anju/runtime/caller';
import { meetingNotFound, meetingWithdrawn } from '../assembly-meeting/assembly-meeting.messages';
import { streetScope } from '../community/street-scope.words';
import { keyMessages } from '@anju/runtime/idempotency';
import type { RefusalDetail } from '@anju/values/decision';
import type { ProxyRefusalCode } from '../generated/graphql';

type Words = Readonly<Record<Language, string>>;

/** Of a proxy, and of a paper without one. */
export const agentNotFound: Words = {
  zh: '代理人不是本次会议的业主。请核对编号，或只填写姓名。',
  en: 'The agent is no owner of this meeting. Check the id, or give the name alone.',
};

export const proxyMessages: Record<ProxyRefusalCode, (detail: RefusalDetail) => Words> = {
  MEETING_NOT_FOUND: () => meetingNotFound,
  MEETING_WITHDRAWN: () => meetingWithdrawn,
  PROXY_NOT_FOUND: () => ({
    zh: '没有这份委托书，请核对编号。',
    en: 'There is no such proxy of yours. Check the id.',
  }),
  NOT_IN_SCOPE: () => ({
    zh: `您的令牌不能在这个小区登记委托书：须为本小区在任的业主委员会或街道办事处。${streetScope.zh}`,
    en: `Your token does not reach this community. Its owners' committee in office or its subdistrict office enters proxies. ${streetScope.en}`,
  }),
  NOT_AN_ELECTOR: () => ({
    zh: '委托人不在所列事项的表决权名册中，请核对。',
    en: 'The owner is not in the electorate of a question named. Check it.',
  }),
  AGENT_NOT_FOUND: () => agentNotFound,
  AGENT_INVALID: () => ({
    zh: '请填写代理人姓名（不超过 100 个字符，不含换行和看不见的字符，不能只有数字），且不能是委托人本人。',
    en: "Give the agent's name, up to 100 characters, with a letter and none that nobody sees; an owner is nobody's agent in own matters.",
  }),
  MATTERS_INVALID: () => ({
    zh: '委托书须列明本次会议的表决事项，至少一项且不重复，请更正。',
    en: 'The proxy names questions of this meeting, at least one and each once. Correct them.',
  }),
  POWERS_INVALID: () => ({
    zh: '请写明代理权限，不超过 500 个字符，不含看不见的字符。',
    en: 'Say what the agent may do, in up to 500 characters and none that nobody sees.',
  }),
  INSTRUCTIONS_INVALID: () => ({
    zh: '表决意见只能针对委托书列明的事项，每项一个。请核对。',
    en: 'The proxy instructs on questions that it names, and once on each. Check the instructions.',
  }),
  PERIOD_INVALID: () => ({
    zh: '委托期限的截止日期早于开始日期，请核对。',
    en: 'The last day of the proxy is before its first. Check both.',
  }),
  NOT_SIGNED: () => ({
    zh: '委托书没有委托人签名，无效。请签名后再登记。',
    en: 'The owner did not sign the proxy. Have it signed and enter it again.',
  }),
  TOO_MANY_FOR_ONE_AGENT: ({ most }) => ({
    zh: `当地规定或者本次会议适用的议事规则规定，一名代理人最多代表 ${most} 名业主。请另选代理人。`,
    en: `The rules of the place, or those of procedure that this meeting goes by, let one agent speak for ${most} heads at most. Name another agent.`,
  }),
  VOTING_OVER: () => ({
    zh: '表决已经结束，不再登记委托书。下次会议请另行委托，并在表决结束之前登记。',
    en: 'Voting is over, and no proxy is taken any more. For the next meeting, give another one and have it entered before voting ends.',
  }),
  ALREADY_RECALLED: () => ({
    zh: '这份委托已经撤回或终止，无须再次登记。终止的是另一份委托的，请核对编号。',
    en: 'This proxy was recalled or has ended already. Nothing is left to enter; where another one was meant, check the id.',
  }),
  FOR_AN_OFFICE: () => ({
    zh: '业主本人只能自现在起撤回委托。其他终止事由或终止时刻，请凭书面材料由业主委员会或街道办事处登记。',
    en: 'By your own token you recall from now on. Of any other end, or another moment, the committee or the subdistrict office sees the paper and enters it: hand it in there.',
  }),
  END_INVALID: ({ earliest }) => ({
    zh: `委托终止的时刻不得晚于现在，也不得早于 ${earliest}。请核对。`,
    en: `A proxy ends neither in the future nor before ${earliest}. Check the moment.`,
  }),
  IDEMPOTENCY_KEY_INVALID: keyMessages.IDEMPOTENCY_KEY_INVALID,
  IDEMPOTENCY_KEY_TOO_OLD: keyMessages.IDEMPOTENCY_KEY_TOO_OLD,
  IDEMPOTENCY_KEY_REUSED: keyMessages.IDEMPOTENCY_KEY_REUSED,
};
