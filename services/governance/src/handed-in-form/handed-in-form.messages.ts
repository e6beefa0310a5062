import { meetingNotFound, meetingWithdrawn } from '../assembly-meeting/assembly-meeting.messages';
import { streetScope } from '../community/street-scope.words';
import { keyMessages, type Said } from '@anju/runtime/idempotency';
import type { HandedInFormRefusalCode } from '../generated/graphql';

export const handedInFormMessages: Record<HandedInFormRefusalCode, Said> = {
  MEETING_NOT_FOUND: meetingNotFound,
  MEETING_WITHDRAWN: meetingWithdrawn,
  NOT_IN_SCOPE: {
    zh: `您的令牌不能在这个小区收票：须为本小区在任的业主委员会或街道办事处。${streetScope.zh}`,
    en: `Your token does not reach this community. Its owners' committee in office or its subdistrict office takes forms. ${streetScope.en}`,
  },
  VOTING_NOT_BEGUN: {
    zh: '表决尚未开始，请在开始之后收票。',
    en: 'Voting has not begun. Hand forms in once it has.',
  },
  VOTING_OVER: {
    zh: '表决已经结束，收票清单已封存，不再登记收到的表决票。清单上的票请在计票之前录入。',
    en: 'Voting is over and the list of forms is closed. Enter those that stand on it before the count.',
  },
  VOTING_NOT_OVER: {
    zh: '表决尚未结束，仍可查明是谁的票。请先录入；确实无法录入的，在截止之后再搁置。',
    en: 'Voting is not over, and it may still be found out whose the form is. Enter it, or set it aside after the end.',
  },
  FORMS_MISSING: ({ most } = {}) => ({
    zh: `请列出 1 至 ${most} 张表决票；更多的请分批登记。`,
    en: `Name 1 to ${most} forms; record more in parts.`,
  }),
  FORM_NUMBER_INVALID: ({ row } = {}) => ({
    zh: `第 ${row} 张表决票的编号为空、超过 40 个字符，或含有换行等控制字符。请按票面在一行内重新填写；没有登记任何一张。`,
    en: `The number of form ${row} is empty, longer than 40 characters or holds a line break or another control character. Type the one printed on it, in one line. None was recorded.`,
  }),
  FORM_NUMBER_USED: ({ formNumber } = {}) => ({
    zh: `编号 ${formNumber} 的表决票已经收到或录入，或在本次填写了两次。请核对编号，或去掉它再登记；没有登记任何一张。`,
    en: `Form ${formNumber} was handed in or entered before, or is named twice here. Check the number, or leave it out. None was recorded.`,
  }),
  RECEIVED_OUTSIDE_VOTING: ({ formNumber } = {}) => ({
    zh: `编号 ${formNumber} 的收票时刻不在表决期间内，或晚于现在。请更正；没有登记任何一张。`,
    en: `Form ${formNumber} is said to have come while voting was not open, or in the future. Correct it. None was recorded.`,
  }),
  FORM_NOT_HANDED_IN: {
    zh: '收票清单上没有这个编号。请核对会议和编号。',
    en: 'No form with this number stands on the list of this meeting. Check meeting and number.',
  },
  FORM_ENTERED: {
    zh: '这张表决票已经录入，计票不必等它。请核对编号。',
    en: 'This form is entered, and the count does not wait for it. Check the number.',
  },
  FORM_SET_ASIDE: {
    zh: '这张表决票已经搁置。查明是谁的，请在计票之前录入。',
    en: 'This form was set aside before. Enter it before the count, where it is found out whose it is.',
  },
  ALREADY_COUNTED: {
    zh: '本次会议已有事项计票，不再搁置表决票。请保存原票。',
    en: 'A question of this meeting is counted, and no form is set aside any more. Keep the form.',
  },
  REASON_INVALID: {
    zh: '请写明不能录入的原因，一行，不超过 500 个字符，不含看不见的字符，不要写个人姓名。',
    en: 'Say why it cannot be entered, in one line of up to 500 characters and none that nobody sees. Name no person.',
  },
  IDEMPOTENCY_KEY_INVALID: keyMessages.IDEMPOTENCY_KEY_INVALID,
  IDEMPOTENCY_KEY_TOO_OLD: keyMessages.IDEMPOTENCY_KEY_TOO_OLD,
  IDEMPOTENCY_KEY_REUSED: keyMessages.IDEMPOTENCY_KEY_REUSED,
};
