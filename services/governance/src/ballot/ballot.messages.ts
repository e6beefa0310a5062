import { meetingNotFound, meetingWithdrawn } from '../assembly-meeting/assembly-meeting.messages';
import { streetScope } from '../community/street-scope.words';
import { keyMessages, type Said } from '@anju/runtime/idempotency';
import type { BallotRefusalCode } from '../generated/graphql';
import { agentNotFound } from '../proxy/proxy.messages';

export const ballotMessages: Record<BallotRefusalCode, Said> = {
  MEETING_NOT_FOUND: meetingNotFound,
  MEETING_WITHDRAWN: meetingWithdrawn,
  QUESTION_NOT_FOUND: {
    zh: '这次会议没有这个表决事项，或同一事项回答了两次。请核对。',
    en: 'The meeting has no such question, or one is answered twice. Check the ids.',
  },
  NOT_AN_OWNER: {
    zh: '您的令牌没有绑定业主。请以业主身份登录，或填写纸质表决票。',
    en: 'Your token is bound to no owner. Sign in as the owner, or fill in a paper.',
  },
  NOT_IN_SCOPE: {
    zh: `您的令牌不能在这个小区办理：网上表决须为写明本小区的业主令牌，登记表决票须为本小区在任的业主委员会或街道办事处。${streetScope.zh}`,
    en: `Your token does not reach this community. Its owners vote online, each by a token that names it; its owners' committee in office or its subdistrict office enters papers. ${streetScope.en}`,
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
    zh: '表决已经结束，不再接收；纸质票只有编号在截止之前列入收票清单的才可继续录入，今后请随收随登。请等待计票结果公告；对决定有异议的，可在公告后的异议期内书面提出。',
    en: 'Voting is over, and nothing is taken any more but a paper whose number was handed in before the end: hand papers in as they come. Wait for the decision to be posted; an owner may then object in writing while there is time.',
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
    zh: '该业主的专有部分已全部转让并登记了产权证明，自登记起由受让人表决。请由受让人投票；登记有误的，请在表决结束前持产权证明到业主委员会或街道办事处作废该登记，作废后即可投票。',
    en: "All units of this owner were proven sold, and from then on the buyer votes for them. Let the buyer vote; where the proof is wrong, take the title to the owners' committee or the subdistrict office while voting is open: once that proof is voided the owner votes.",
  },
  CAST_BEFORE_SALE: {
    zh: '登记产权证明之前，原业主或其代理人已经投票，以所投的票为准，受让人不能再投。对决定有异议的，请在公告后的异议期内书面提出。',
    en: 'The former owner, or an agent, had voted before the sale was proven. What was cast stays as it was, and the buyer has no ballot. Let the buyer object in writing, where there is cause, once the decision is posted and while there is time.',
  },
  RECEIVED_BEFORE_PROOF: {
    zh: '这张票早于产权证明的登记，收到时仍由原业主表决，受让人还没有表决票。请受让人在表决期间内重新交一张票，按重新收到的时刻登记，或在线表决；收票时刻填错的，请更正。',
    en: "This paper came before the proof of the sale was entered, while the vote was still the seller's. Let the buyer hand in a paper anew while voting is open, entered with the moment it comes then, or vote online; where the moment was mistyped, correct it.",
  },
  FORM_NUMBER_INVALID: {
    zh: '表决票编号为空、超过 40 个字符，或含有换行等控制字符，请按票面在一行内重新填写。',
    en: 'The number of the form is empty, longer than 40 characters or holds a line break or another control character. Type the one printed on it, in one line.',
  },
  FORM_NUMBER_USED: {
    zh: '这个编号的表决票已经登记。请核对编号；业主改票须用另一张表决票。',
    en: 'A form with this number has been entered. Check the number; to change a ballot takes another form.',
  },
  RECEIVED_OUTSIDE_VOTING: {
    zh: '登记的收票时刻不在表决期间内，或晚于现在。填错的，请更正后重新登记；确在表决开始前收到的，请业主在表决期间内重新投票；确在截止时刻或之后收到的，不计票。',
    en: 'The paper is said to have come while voting was not open, or in the future. Where the time was mistyped, correct it and enter the paper again. A paper that came before voting began is cast anew while it is open; one that came at the end or after it does not count.',
  },
  RECEIVED_OTHERWISE: ({ receivedAt } = {}) => ({
    zh: `收票清单上登记的收票时刻为 ${receivedAt}，与填写的不符。请按清单填写，或核对编号。`,
    en: `The list of forms says that it came at ${receivedAt}. Give that moment, or check the number.`,
  }),
  PROXY_NOT_FOUND: {
    zh: '该业主没有登记这份委托书。请先登记委托书或核对编号；确无委托书的，可留存待业主追认。',
    en: 'This owner gave no such proxy for this meeting. Enter the proxy first, check the id, or have the paper kept as of an agent without a proxy for the owner to ratify.',
  },
  OUTSIDE_PROXY: {
    zh: '委托书没有列明所答的事项，代理人不能代为表决。请只回答委托的事项，由业主本人表决，或先留存待业主追认。',
    en: 'The proxy does not name a question answered, and the agent cannot vote on it. Answer only what it names, let the owner vote, or have the paper kept for the owner to ratify.',
  },
  PROXY_NOT_IN_FORCE: {
    zh: '收票之日不在委托期限内。请由业主本人表决、重新委托，或先留存待业主追认。',
    en: "The paper came outside the proxy's time. Let the owner vote, or give a new proxy, or have the paper kept for the owner to ratify.",
  },
  PROXY_RECALLED: {
    zh: '收票时委托已经撤回或终止。请由业主本人表决、重新委托，或先留存待业主追认。',
    en: 'The proxy had been recalled or had ended when the paper came. Let the owner vote, or give a new proxy, or have the paper kept for the owner to ratify.',
  },
  AGAINST_INSTRUCTION: {
    zh: '所答与委托书写明的表决意见不符。请按委托书表决，由业主本人表决，或先留存待业主追认。',
    en: 'The proxy instructs otherwise. Answer as it says, let the owner vote, or have the paper kept for the owner to ratify.',
  },
  AGENT_INVALID: {
    zh: '请填写无委托书的代理人姓名（不超过 100 个字符，不含换行和看不见的字符，不能只有数字）；不能是业主本人，也不能同时填写委托书。',
    en: 'Give the name of the agent who has no proxy, up to 100 characters, with a letter and none that nobody sees: nobody is an agent in own matters, and a proxy is not named beside it.',
  },
  AGENT_NOT_FOUND: agentNotFound,
  BALLOT_NOT_FOUND: {
    zh: '本次会议没有登记您可以追认的这个编号的表决票，请核对会议和编号。',
    en: 'No paper with this number that you may ratify was entered in this meeting. Check meeting and number.',
  },
  FORM_NOT_ENTERED: {
    zh: '本次会议没有登记这个编号的纸质表决票，请核对会议和编号。网上表决票只能由业主本人改票。',
    en: 'No paper with this number was entered in this meeting. Check meeting and number; an online ballot is for its owner alone to change.',
  },
  ALREADY_VOIDED: {
    zh: '这个编号的表决票登记已经作废，无须再次作废。需要重新登记的，请用同一编号登记。',
    en: 'The entry of this form was voided before. Where it is wanted after all, enter it anew under the same number.',
  },
  TOO_LATE_TO_VOID: {
    zh: '表决已经结束，已登记的纸质票不能再作废。登记有误影响结果的，请保存原票；业主可在决定公告后的异议期内书面提出。',
    en: 'Voting is over, and what was entered cannot be voided any more. Keep the paper; where the mistake bears on the result, owners may object in writing once the decision is posted.',
  },
  REASON_INVALID: {
    zh: '请写明登记有误之处，一行，不超过 500 个字符，不含看不见的字符。',
    en: 'Say what was wrong, in one line of up to 500 characters and none that nobody sees.',
  },
  NOTHING_TO_RATIFY: {
    zh: '所列事项中有的回答已经计入，或无法辨认，没有可以追认的内容。请只列明等待追认的事项。',
    en: 'One of these answers counts already or cannot be read, so there is nothing to ratify. Name only those that wait for it.',
  },
  ALREADY_COUNTED: {
    zh: '该事项已经计票，计票前未追认的无权代理表决无效。认为合法权益受到侵害的，请依法请求人民法院撤销该决定。',
    en: 'The question is counted, and a ballot without authority that was not ratified before stays void. Where an owner is harmed, ask the court to annul the decision.',
  },
  ENDED_BY_DEATH: {
    zh: '收票时委托已因当事人死亡而终止，不能追认。表决期间内请由现在的权利人本人表决。',
    en: 'The proxy had ended by a death when the paper came, so it cannot be ratified. While voting is open, let whoever has the right now vote in person.',
  },
  TOO_MANY_FOR_ONE_AGENT: {
    zh: '该代理人代表的业主已达当地规定或者议事规则的上限，不能追认。表决期间内请由业主本人表决。',
    en: 'This agent speaks for as many heads as the rules of the place or of procedure allow, so the paper cannot be ratified. While voting is open, let the owner vote.',
  },
  PAPER_MISSING: {
    zh: '凭业主的意思登记追认或作废的，须有业主签名的书面材料。请填写该材料的编号和扫描件哈希值。',
    en: "To ratify for an owner, or to void on an owner's word, takes the owner's paper. Give its number and the hash of its scan.",
  },
  PAPER_NUMBER_INVALID: {
    zh: '请填写业主书面材料的编号，不超过 100 个字符，不含换行和看不见的字符。',
    en: 'Give the number of the paper, in up to 100 characters and none that nobody sees.',
  },
  PAPER_HASH_INVALID: {
    zh: '业主书面材料扫描件的哈希值应为 SHA-256 的 64 位十六进制字符，请重新计算。',
    en: 'The hash of the scan has to be a SHA-256 in 64 hexadecimal digits. Compute it anew.',
  },
  NOT_THE_CO_OWNERS: {
    zh: '签名人须恰为该专有部分的全体共有人，并包括被推选人。请核对。',
    en: 'Those who signed have to be exactly the co-owners of a unit, with the one they name among them. Check them.',
  },
  NOT_A_CO_OWNER: {
    zh: '您没有与他人共有的专有部分，无须对共有人的表决票提出异议。请核对事项；要表决的，请直接投票。',
    en: 'You own no unit together with others, so there is no co-owner to object to. Check the question; to vote, cast a ballot of your own.',
  },
  NOTHING_TO_OBJECT_TO: {
    zh: '没有可以提出异议的共有人表决票：尚无人投票，所投的票已有异议或彼此不一致而不计入，或由推选的共有人投票。请核对事项；要改变结果的，请直接投票。',
    en: 'There is no ballot to object to: no co-owner has voted, what they cast is objected to or contradicts itself and does not count as it stands, or the one you designated voted. Check the question; to change how it stands, cast a ballot of your own.',
  },
  IDEMPOTENCY_KEY_INVALID: keyMessages.IDEMPOTENCY_KEY_INVALID,
  IDEMPOTENCY_KEY_TOO_OLD: keyMessages.IDEMPOTENCY_KEY_TOO_OLD,
  IDEMPOTENCY_KEY_REUSED: keyMessages.IDEMPOTENCY_KEY_REUSED,
};
