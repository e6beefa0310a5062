import type { Language } from '@anju/runtime/caller';
import { streetScope } from '../community/street-scope.words';
import { addYear } from '@anju/runtime/holidays';
import { keyMessages } from '@anju/runtime/idempotency';
import type { RefusalDetail } from '@anju/values/decision';
import type { ObjectionRefusalCode } from '../generated/graphql';

type Words = Readonly<Record<Language, string>>;

export const objectionMessages: Record<ObjectionRefusalCode, (detail: RefusalDetail) => Words> = {
  DECISION_NOT_FOUND: () => ({
    zh: '没有这个业主共同决定，请核对编号。',
    en: 'There is no such decision. Check the id.',
  }),
  OBJECTION_NOT_FOUND: () => ({
    zh: '没有这个异议，请核对编号。',
    en: 'There is no such objection. Check the id.',
  }),
  NOT_IN_SCOPE: () => ({
    zh: `您的令牌不能办理：提出异议须为本小区业主，答复须为本小区在任的业主委员会或街道办事处。${streetScope.zh}`,
    en: `Your token does not reach this community. Its owners object; its owners' committee in office or its subdistrict office answers. ${streetScope.en}`,
  }),
  NOT_POSTED: () => ({
    zh: '该决定尚未公告，异议期尚未开始。请在公告之后提出。',
    en: 'The decision is not posted yet, so the time for objections has not begun. Object once it is.',
  }),
  WINDOW_OVER: () => ({
    zh: '异议期已经届满。业主认为合法权益受到侵害的，可以请求人民法院撤销该决定。',
    en: 'The time for objections is over. An owner who is harmed may ask the court to annul the decision.',
  }),
  TEXT_INVALID: ({ most }) => ({
    zh: `内容须为 1 至 ${most} 个字符，请修改。`,
    en: `The text has 1 to ${most} characters. Change it.`,
  }),
  ALREADY_ANSWERED: () => ({
    zh: '该异议已经答复。',
    en: 'This objection was answered already.',
  }),
  HOLIDAYS_NOT_KNOWN: ({ year }) => ({
    zh: `缺少 ${year} 年的节假日安排，无法确定答复期限。${addYear(year).zh}`,
    en: `The holidays of ${year} are not known here, so the last day for the answer cannot be told. ${addYear(year).en}`,
  }),
  IDEMPOTENCY_KEY_INVALID: () => keyMessages.IDEMPOTENCY_KEY_INVALID,
  IDEMPOTENCY_KEY_TOO_OLD: () => keyMessages.IDEMPOTENCY_KEY_TOO_OLD,
  IDEMPOTENCY_KEY_REUSED: () => keyMessages.IDEMPOTENCY_KEY_REUSED,
};
