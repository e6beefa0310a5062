import { keyMessages, type Said } from '@anju/runtime/idempotency';
import type { CommunityRefusalCode } from '../generated/graphql';

export const communityMessages: Record<CommunityRefusalCode, Said> = {
  COMMUNITY_NOT_FOUND: {
    zh: '没有这个小区，请核对编号。',
    en: 'There is no such community. Check the id.',
  },
  NOT_IN_SCOPE: {
    zh: '只有小区登记所在县（区）的主管部门可以注销。请使用其令牌。',
    en: 'Only the bureau of the county under which the community is registered strikes it. Use its token.',
  },
  ALREADY_STRUCK: {
    zh: '这个小区已经注销，无须再次注销。请核对编号；小区确实存在的，请重新导入列有它的公布名单。',
    en: 'The community was struck before. Check the id; where it is there after all, import a list that has it.',
  },
  REASON_INVALID: {
    zh: '请写明原因，一行，不超过 500 个字符，不含看不见的字符，不要写个人姓名。',
    en: 'Say why, in one line of up to 500 characters and none that nobody sees. Name no person.',
  },
  HAS_ROLL: ({ homes } = {}) => ({
    zh: `这个小区的业主名册中有 ${homes} 套，不能注销。请核对编号；名册也属误录的，请先逐套注销（strikeExclusiveUnit）。`,
    en: `The owners' roll of the community has ${homes} homes, so it is not struck. Check the id; if they are no homes either, strike each of them first (strikeExclusiveUnit).`,
  }),
  HAS_COMMITTEE: {
    zh: '这个小区已登记业主委员会，不能注销。请核对编号；名称有误的，请更正公布名单，并在公布定义中用 named 行写明登记的名称。',
    en: 'A committee of the community is entered, so it is not struck. Check the id; if only its name is wrong, say the registered name by a row "named" in the publication\'s definition.',
  },
  HAS_MEETING: {
    zh: '这个小区已发出业主大会会议通知，不能注销。请核对编号；通知有误的，请先撤回（withdrawMeeting）。',
    en: 'A meeting of the community is convened, so it is not struck. Check the id; if the notice is a mistake, withdraw it first (withdrawMeeting).',
  },
  IDEMPOTENCY_KEY_INVALID: keyMessages.IDEMPOTENCY_KEY_INVALID,
  IDEMPOTENCY_KEY_TOO_OLD: keyMessages.IDEMPOTENCY_KEY_TOO_OLD,
  IDEMPOTENCY_KEY_REUSED: keyMessages.IDEMPOTENCY_KEY_REUSED,
};
