import type { Language } from '@anju/runtime/caller';
import { streetScope } from '../community/street-scope.words';
import { keyMessages } from '@anju/runtime/idempotency';
import type { BallotRefusalCode } from '../generated/graphql';

export const ballotMessages: Record<BallotRefusalCode, Readonly<Record<Language, string>>> = {
  MEETING_NOT_FOUND: {
    zh: '没有这次业主大会会议，请核对编号。',
    en: 'There is no such meeting. Check the id.',
  },
  QUESTION_NOT_FOUND: {
    zh: '这次会议没有这个表决事项，或同一事项回答了两次。请核对。',
    en: 'The meeting has no such question, or one is answered twice. Check the ids.',
  },
  NOT_AN_OWNER: {
    zh: '您的令牌没有绑定业主。请以业主身份登录，或填写纸质表决票。',
    en: 'Your token is bound to no owner. Sign in as the owner, or fill in a paper.',
  },
  NOT_IN_SCOPE: {
    zh: `您的令牌不能在这个小区登记表决票：须为本小区在任的业主委员会或街道办事处。${streetScope.zh}`,
    en: `Your token does not reach this community. Its owners' committee in office or its subdistrict office enters papers. ${streetScope.en}`,
  },
  NO_ANSWERS: {
    zh: '没有回答任何事项。请至少回答一项。',
    en: 'Nothing is answered. Answer at least one question.',
  },
  VOTING_NOT_BEGUN: {
    zh: '表决尚未开始，请在开始之后提交。',
    en: 'Voting has not begun. Send it once it has.',
  },
  VOTING_OVER: {
    zh: '表决已经结束，不再接收。',
    en: 'Voting is over, and nothing is taken any more.',
  },
  NO_ELECTRONIC_VOTING: {
    zh: '当地规定不允许电子表决，请填写纸质表决票。',
    en: "The place's rules do not allow ballots online. Fill in a paper.",
  },
  NOT_AN_ELECTOR: {
    zh: '该业主不在所答事项的表决权名册中：名册以通知之日为准。请核对。',
    en: 'This owner is not in the electorate of a question answered, which is that of the day of the notice. Check it.',
  },
  UNITS_SOLD: {
    zh: '该业主的专有部分已全部转让并登记了产权证明，自登记起由受让人表决。',
    en: 'All units of this owner were proven sold. From then on the buyer votes for them.',
  },
  CAST_BEFORE_SALE: {
    zh: '登记产权证明之前，原业主或其代理人已经投票，该票有效，受让人不能再投。',
    en: 'The former owner, or an agent, had voted before the sale was proven. That ballot stands, and the buyer has none.',
  },
  FORM_NUMBER_INVALID: {
    zh: '表决票编号为空、超过 40 个字符或含有控制字符，请按票面重新填写。',
    en: 'The number of the form is empty, longer than 40 characters or holds control characters. Type the one printed on it.',
  },
  FORM_NUMBER_USED: {
    zh: '这个编号的表决票已经登记。请核对编号；业主改票须用另一张表决票。',
    en: 'A form with this number has been entered. Check the number; to change a ballot takes another form.',
  },
  RECEIVED_OUTSIDE_VOTING: {
    zh: '收票时刻不在表决期间内，或晚于现在。请核对。',
    en: 'The paper is said to have come while voting was not open, or in the future. Check the time.',
  },
  PROXY_NOT_FOUND: {
    zh: '该业主没有登记这份委托书。请先登记委托书，或核对编号。',
    en: 'This owner gave no such proxy for this meeting. Enter the proxy first, or check the id.',
  },
  OUTSIDE_PROXY: {
    zh: '委托书没有列明所答的事项，代理人不能代为表决。请只回答委托的事项。',
    en: 'The proxy does not name a question answered, and the agent cannot vote on it. Answer only what it names.',
  },
  PROXY_NOT_IN_FORCE: {
    zh: '收票之日不在委托期限内。请由业主本人表决或重新委托。',
    en: "The paper came outside the proxy's time. Let the owner vote, or give a new proxy.",
  },
  PROXY_RECALLED: {
    zh: '收票时委托已经撤回或终止。请由业主本人表决或重新委托。',
    en: 'The proxy had been recalled or had ended when the paper came. Let the owner vote, or give a new proxy.',
  },
  NOT_THE_CO_OWNERS: {
    zh: '签名人须恰为该专有部分的全体共有人，并包括被推选人。请核对。',
    en: 'Those who signed have to be exactly the co-owners of a unit, with the one they name among them. Check them.',
  },
  NOT_A_CO_OWNER: {
    zh: '您没有与他人共有的专有部分，无须对共有人的表决票提出异议。',
    en: 'You own no unit together with others, so there is no co-owner to object to.',
  },
  NOTHING_TO_OBJECT_TO: {
    zh: '没有可以提出异议的共有人表决票：尚无人投票，或由推选的共有人投票。',
    en: 'There is no ballot to object to: no co-owner has voted, or the one you designated has.',
  },
  IDEMPOTENCY_KEY_INVALID: keyMessages.IDEMPOTENCY_KEY_INVALID,
  IDEMPOTENCY_KEY_TOO_OLD: keyMessages.IDEMPOTENCY_KEY_TOO_OLD,
  IDEMPOTENCY_KEY_REUSED: keyMessages.IDEMPOTENCY_KEY_REUSED,
};
