import type { Language } from '@anju/runtime/caller';
import { communityStruck } from '@anju/runtime/community-struck.words';
import { keyMessages } from '@anju/runtime/idempotency';
import type { RefusalDetail } from '@anju/values/decision';
import type { OwnersCommitteeRefusalCode } from '../generated/graphql';

type Words = Readonly<Record<Language, string>>;

export const committeeMessages: Record<OwnersCommitteeRefusalCode, (detail: RefusalDetail) => Words> = {
  COMMUNITY_STRUCK: () => communityStruck,
  COMMUNITY_NOT_FOUND: () => ({
    zh: '没有这个小区，请核对编号。',
    en: 'There is no such community. Check the id.',
  }),
  COMMITTEE_NOT_FOUND: () => ({
    zh: '没有这个业主委员会，请核对编号。',
    en: 'There is no such committee. Check the id.',
  }),
  NOT_IN_SCOPE: () => ({
    zh: '您的令牌不包括这个小区：业主委员会由小区所在县（区）的住建部门录入，请以该部门身份登录，或核对小区编号。',
    en: 'Your token does not reach this community. The bureau of its own county enters the committee: sign in as that bureau, or check the id.',
  }),
  SEATS_OUT_OF_RANGE: ({ seats, least, most }) => ({
    zh: `业主委员会由 ${least} 至 ${most} 人组成，现有 ${seats} 人。请按备案名单核对。`,
    en: `A committee has ${least} to ${most} members, and this one ${seats}. Check the list that was filed.`,
  }),
  SEATS_NOT_ODD: ({ seats }) => ({
    zh: `业主委员会人数须为单数，现有 ${seats} 人。请按备案名单核对。`,
    en: `A committee has an odd number of members, and this one ${seats}. Check the list that was filed.`,
  }),
  TERM_ENDS_BEFORE_IT_BEGINS: () => ({
    zh: '任期截止日须晚于起始日，请核对。',
    en: 'The term has to end after it begins. Check both days.',
  }),
  TERM_TOO_LONG: ({ years }) => ({
    zh: `每届任期不超过 ${years} 年，请核对起止日期。`,
    en: `A term is at most ${years} years. Check both days.`,
  }),
  TERM_OVER: () => ({
    zh: '任期已经届满。请录入在任的业主委员会。',
    en: 'The term is over already. Enter the committee in office.',
  }),
  RULES_NOT_KNOWN: () => ({
    zh: '任期起始日没有可适用的业主委员会规则。请核对日期。',
    en: 'No rules on committees are known for the first day of the term. Check the day.',
  }),
  TERM_TAKEN: ({ until }) => ({
    zh: `小区已有业主委员会，任期至 ${until}。一个小区同时只有一个业主委员会，请核对起始日；已录入的有误时，请用 correctCommittee 更正。`,
    en: `The community has a committee with a term until ${until}, and one at a time. Check the first day or, if the entry of that committee is wrong, put it right by correctCommittee.`,
  }),
  MEMBER_INVALID: ({ number }) => ({
    zh: `第 ${number} 名成员没有姓名或姓名只有数字，或姓名、证件号超过 100 个字符或含有换行或看不见的字符，或证件号被部分遮盖，或带有注号或上标，或不是证件号（没有数字或只有重复的同一个数字）。没有证件号的请留空。`,
    en: `Member ${number} has no name or a number for one, or a name or document longer than 100 characters or with what nobody sees, or a document of which a part is covered, that bears a footnote mark, or that is none: without a digit, or with one digit again and again. Check it; leave the document out where there is none.`,
  }),
  CHAIR_NOT_ONE: () => ({
    zh: '须有且只有一名主任，请核对。',
    en: 'There is exactly one chair. Check the roles.',
  }),
  MEMBER_TWICE: () => ({
    zh: '有两名成员是同一业主或证件号相同。一人只占一席，请核对。',
    en: 'Two members are the same owner or have the same document. A person has one seat: remove one.',
  }),
  OWNER_NOT_ON_ROLL: ({ number }) => ({
    zh: `第 ${number} 名成员所填业主不在本小区业主名册中。请核对编号，或先导入业主名册。`,
    en: `Member ${number} is said to be an owner that is not on this community's roll. Check the id, or import the roll first.`,
  }),
  FILING_NUMBER_INVALID: () => ({
    zh: '请填写备案号，最多 100 个字符，不含换行和看不见的字符。',
    en: 'Give the number of the filing, at most 100 characters and none that nobody sees.',
  }),
  ENTRY_UNCHANGED: () => ({
    zh: '所填内容与已录入的完全相同，无须更正。请填写备案的内容，或核对业主委员会的编号。',
    en: 'All this is on file already, so nothing is put right. Enter what was filed, or check the id of the committee.',
  }),
  REASON_INVALID: ({ most }) => ({
    zh: `请写明更正的原因，一行，1 至 ${most} 个字符，不含看不见的字符，不要写个人姓名。`,
    en: `Say what was wrong, in one line of 1 to ${most} characters and none that nobody sees. Name no person.`,
  }),
  IDEMPOTENCY_KEY_INVALID: keyMessages.IDEMPOTENCY_KEY_INVALID,
  IDEMPOTENCY_KEY_TOO_OLD: keyMessages.IDEMPOTENCY_KEY_TOO_OLD,
  IDEMPOTENCY_KEY_REUSED: keyMessages.IDEMPOTENCY_KEY_REUSED,
};
