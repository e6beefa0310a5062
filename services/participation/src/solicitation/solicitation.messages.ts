import type { Language } from '@anju/runtime/caller';
import type { RefusalDetail } from '@anju/values/decision';
import type { SolicitationRefusalCode } from '../generated/graphql';

/** Why a solicitation was not opened or closed, and what to do. */
export const solicitationMessages: Record<
  SolicitationRefusalCode,
  (detail: RefusalDetail) => Record<Language, string>
> = {
  COMMUNITY_NOT_FOUND: () => ({
    zh: '这里没有这个小区，请核对编号；如果刚刚登记，请稍后再试。',
    en: 'No such community is known here. Check the id; if it was just registered, try again in a moment.',
  }),
  SOLICITATION_NOT_FOUND: () => ({
    zh: '没有这次征求意见，请核对编号。',
    en: 'There is no such solicitation. Check its id.',
  }),
  NOT_IN_SCOPE: () => ({
    zh: '您的权限不包括这个小区，请由本小区所属的居民委员会或街道办事处办理。',
    en: "Your token does not reach this community. Ask its own residents' committee or subdistrict office to do this.",
  }),
  HOUSEHOLDS_UNKNOWN: () => ({
    zh: '小区登记中没有户数，无法计算覆盖率和参与率。请先在小区登记中补上户数，再征求意见。',
    en: 'The register has no number of households for this community, of which every share is taken. Have the number entered in the register first, then open.',
  }),
  ALREADY_OPEN: ({ openId }) => ({
    zh: `这个小区正在征求意见（${openId}），请在其中登记，或先结束它。`,
    en: `This community is being asked already (${openId}). Enter answers there, or close it first.`,
  }),
  ALREADY_CLOSED: () => ({
    zh: '这次征求意见已经结束，结果不再改变。如需重新征求，请另行发起。',
    en: 'This solicitation is closed and its outcome stands. Open another one to ask again.',
  }),
  ROLL_INCOMPLETE: ({ buildings, found }) => ({
    zh: `本小区的业主名册中没有 ${buildings} 号楼，而其中已登记 ${found} 户（见 notCounted），现在结束就不会计入。如果名册刚刚导入，请稍后再试；如确有这些楼，请先导入其名册；门牌登记错的户，请先注销（strikeHouseholdEntry）。`,
    en: `The owners' roll of this community has no building ${buildings} and ${found} households were entered there (see notCounted), which would not be counted. If the roll was imported just now, try again in a moment; if these buildings are right, have their roll imported first; strike what was entered by mistake (strikeHouseholdEntry).`,
  }),
  MORE_HOUSEHOLDS_THAN_REGISTERED: ({ found, households }) => ({
    zh: `已联系 ${found} 户，而小区登记只有 ${households} 户。请先更正小区登记的户数，或注销登记错的户（strikeHouseholdEntry），再结束。`,
    en: `${found} households were contacted and the register has only ${households}. Have the register corrected first, or strike what was entered by mistake (strikeHouseholdEntry), then close.`,
  }),
};
