import type { Language } from '@anju/runtime/caller';
import { keyMessages } from '@anju/runtime/idempotency';
import type { RefusalDetail } from '@anju/values/decision';
import { longestReason } from '@anju/values/reason';
import type { HouseholdResponseRefusalCode } from '../generated/graphql';
import { longestName } from './contact';
import { mostDigits } from './household-label';

/** Why nothing was entered of a household, and what to do. */
export const responseMessages: Record<
  HouseholdResponseRefusalCode,
  (detail: RefusalDetail) => Record<Language, string>
> = {
  SOLICITATION_NOT_FOUND: () => ({
    zh: '没有这次征求意见，请核对编号。',
    en: 'There is no such solicitation. Check its id.',
  }),
  NOT_IN_SCOPE: () => ({
    zh: '您的权限不包括这个小区，请由本小区所属的居民委员会或街道办事处登记。',
    en: "Your token does not reach this community. Ask its own residents' committee or subdistrict office to enter this.",
  }),
  NOT_OPEN: () => ({
    zh: '这次征求意见已经结束或撤回，不再登记。如需重新征求，请另行发起。',
    en: 'This solicitation is closed or withdrawn and takes nothing more. Open another one to ask again.',
  }),
  HOUSEHOLD_INVALID: () => ({
    zh: '请按楼号-单元-房号填写户的门牌，如 2-1-301 或 2号楼1单元301；没有单元的如 2-301 或 2号楼301。不要填写姓名、电话或楼层，前面只可写本小区的名称。',
    en: 'Name the household by building, entrance and door, such as 2-1-301 or 2号楼1单元301, or 2-301 where a building has no entrances; never by a name, a telephone number or a floor, and with nothing in front but the name of this community.',
  }),
  HOME_NOT_NUMBERED: () => ({
    zh: `本小区的业主名册尚未导入，门牌中不是数字的部分可能是姓名，过长的数字可能是电话或证件号码，因此未登记。请填写有数字的楼号和房号，如 2-1-301，楼号最多 ${mostDigits.building} 位数字，单元 ${mostDigits.entrance} 位，房号 ${mostDigits.door} 位，不要填写电话或证件号码；如门牌确实如此，请先导入业主名册。`,
    en: `The owners' roll of this community is not imported, so that letters or words of a label may be somebody's name, and long numbers a telephone or document number. Give building and door by number, such as 2-1-301, of at most ${mostDigits.building} digits for the building, ${mostDigits.entrance} for the entrance and ${mostDigits.door} for the door, and never a telephone or document number; if the door says so indeed, have the owners' roll imported first.`,
  }),
  BUILDING_NOT_RECORDED: ({ building }) => ({
    zh: `本小区的业主名册中没有 ${building} 号楼。请核对门牌；如确有此楼，请先导入其名册；如果名册刚刚导入，请稍后再试。`,
    en: `The owners' roll of this community has no building ${building}. Check the label; if it is right, have the roll of that building imported first. If it was imported just now, try again in a moment.`,
  }),
  HOME_NOT_RECORDED: ({ building }) => ({
    zh: `业主名册中 ${building} 号楼没有这一户。请核对门牌；如确有此户，请先更正名册；如果名册刚刚导入，请稍后再试。`,
    en: `The owners' roll has no such home in building ${building}. Check the label; if it is right, have the roll corrected first. If it was imported just now, try again in a moment.`,
  }),
  NAME_INVALID: () => ({
    zh: `请填写联系人的姓名，最多 ${longestName} 个字符，不含换行和看不见的字符；不需要记录时请留空。`,
    en: `Give the name of who made the contact, at most ${longestName} characters and none that nobody sees, or leave it out.`,
  }),
  DATE_IN_FUTURE: ({ on, today }) => ({
    zh: `日期 ${on} 晚于今天 ${today}，请在当天或之后登记。`,
    en: `The day ${on} is yet to come: today is ${today}. Enter it on that day or later.`,
  }),
  DATE_BEFORE_OPENING: ({ on, openedOn }) => ({
    zh: `日期 ${on} 早于征求意见开始之日 ${openedOn}，请核对日期。`,
    en: `The day ${on} lies before this solicitation was opened on ${openedOn}. Check the day.`,
  }),
  MORE_HOUSEHOLDS_THAN_REGISTERED: ({ found, households }) => ({
    zh: `登记的小区共 ${households} 户，这将是第 ${found} 户。请核对门牌；登记错的户可以注销（strikeHouseholdEntry）；如确有此户，请先更正小区登记的户数。`,
    en: `The register has ${households} households in this community and this would be household ${found}. Check the label, and strike what was entered by mistake (strikeHouseholdEntry); if it is right, have the register corrected first.`,
  }),
  CONSENT_NOT_STATED: () => ({
    zh: '已答复的户须填写是否同意改造、是否同意管理模式，请分别填写是或否。',
    en: 'An answer says whether the household consents to the renovation and to a management mode. State both, yes or no.',
  }),
  REFUSED_YET_ANSWERED: () => ({
    zh: '拒绝答复的户不能有同意、管理模式或意愿。请改为已答复，或清空这些内容。',
    en: 'A household that refused to answer cannot have consented, chosen a mode or wished for anything. Enter it as answered, or leave these out.',
  }),
  ENTRY_NOT_FOUND: () => ({
    zh: '没有这条联系或答复，请核对编号：联系以 ctc_ 开头，答复以 ans_ 开头。',
    en: 'There is no such contact or answer. Check its id: of a contact it starts with ctc_, of an answer with ans_.',
  }),
  ALREADY_STRUCK: () => ({
    zh: '这条登记已经注销，不必再次注销。如果它其实无误，请重新登记。',
    en: 'This entry was struck already. If it was right after all, enter it again.',
  }),
  REASON_INVALID: () => ({
    zh: `请用一行文字说明注销的原因，最多 ${longestReason} 个字符，不含换行和看不见的字符，不要填写姓名。`,
    en: `Say in one line why it is struck, in at most ${longestReason} characters and none that nobody sees; name no person.`,
  }),
  IDEMPOTENCY_KEY_INVALID: keyMessages.IDEMPOTENCY_KEY_INVALID,
  IDEMPOTENCY_KEY_TOO_OLD: keyMessages.IDEMPOTENCY_KEY_TOO_OLD,
  IDEMPOTENCY_KEY_REUSED: keyMessages.IDEMPOTENCY_KEY_REUSED,
  ENTRY_JUDGED: () => ({
    zh: '这条登记在上次结束时已经计入评定，重新打开之后不能注销，也不能改答。请只登记当时漏登的户；确需全部重新征求的，请结束后另行发起。',
    en: 'This entry was judged when the solicitation was closed, and since it was opened again it is neither struck nor replaced. Enter only what was left out then; to ask all households anew, close it and open another.',
  }),
  MODE_WITHOUT_CONSENT: () => ({
    zh: '填写了管理模式，但不同意管理模式。请改为同意，或清空管理模式。',
    en: 'A management mode is named without consent to one. State the consent, or leave the mode out.',
  }),
};
