import type { Language } from '@anju/runtime/caller';
import { streetScope } from '../community/street-scope.words';
import { addYear } from '@anju/runtime/holidays';
import { keyMessages } from '@anju/runtime/idempotency';
import type { RefusalDetail } from '@anju/values/decision';
import { meetingWithdrawn } from '../assembly-meeting/assembly-meeting.messages';
import type { QuestionRefusalCode } from '../generated/graphql';

type Words = Readonly<Record<Language, string>>;

export const questionMessages: Record<QuestionRefusalCode, (detail: RefusalDetail) => Words> = {
  QUESTION_NOT_FOUND: () => ({
    zh: '没有这个表决事项，请核对编号。',
    en: 'There is no such question. Check the id.',
  }),
  MEETING_WITHDRAWN: () => meetingWithdrawn,
  NOT_IN_SCOPE: () => ({
    zh: `您的令牌不能在这个小区计票：须为本小区在任的业主委员会、居民委员会或街道办事处。${streetScope.zh}`,
    en: `Your token does not reach this community. Its owners' committee in office, its residents' committee or its subdistrict office counts. ${streetScope.en}`,
  }),
  VOTING_NOT_OVER: () => ({
    zh: '表决尚未结束，业主仍可投票和改票。请在截止之后计票。',
    en: 'Voting is not over, and owners may still cast and change ballots. Count after the end.',
  }),
  ALREADY_COUNTED: () => ({
    zh: '该表决事项已经计票，结果在被撤销之前有效，请查看该决定。',
    en: 'This question has been counted already; the count stands until it is annulled. See its decision.',
  }),
  FORMS_WAITING: ({ formNumbers }) => ({
    zh: `收到的表决票还没有全部录入（如 ${formNumbers}），录入之前不能计票。请逐张录入；确实无法录入的，写明原因搁置。`,
    en: `Forms that were handed in are not entered yet, such as ${formNumbers}, and nothing is counted before. Enter each, or set it aside with the reason.`,
  }),
  HOLIDAYS_NOT_KNOWN: ({ year }) => ({
    zh: `缺少 ${year} 年的节假日安排，无法确定公告期限。${addYear(year).zh}`,
    en: `The holidays of ${year} are not known here, so the last day for posting cannot be told. ${addYear(year).en}`,
  }),
  IDEMPOTENCY_KEY_INVALID: keyMessages.IDEMPOTENCY_KEY_INVALID,
  IDEMPOTENCY_KEY_TOO_OLD: keyMessages.IDEMPOTENCY_KEY_TOO_OLD,
  IDEMPOTENCY_KEY_REUSED: keyMessages.IDEMPOTENCY_KEY_REUSED,
};
