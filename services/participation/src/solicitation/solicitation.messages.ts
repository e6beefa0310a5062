import type { Language } from '@anju/runtime/caller';
import type { RefusalDetail } from '@anju/values/decision';
import { communityStruck } from '@anju/runtime/community-struck.words';
import { keyMessages } from '@anju/runtime/idempotency';
import type { SolicitationRefusalCode } from '../generated/graphql';

/** Why a solicitation was not opened or closed, and what to do. */
export const solicitationMessages: Record<
  SolicitationRefusalCode,
  (detail: RefusalDetail) => Record<Language, string>
> = {
  COMMUNITY_STRUCK: () => communityStruck,
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
    zh: `这个小区正在征求意见（${openId}），请在其中登记，或先结束它；误开的，请用 withdrawSolicitation 撤回。`,
    en: `This community is being asked already (${openId}). Enter answers there, or close it first; withdraw one that was opened by mistake (withdrawSolicitation).`,
  }),
  ALREADY_CLOSED: () => ({
    zh: '这次征求意见已经结束，结果不再改变。如需重新征求，请另行发起；未登记完就结束的，请街道办事处用 reopenSolicitation 重新打开。',
    en: 'This solicitation is closed and its outcome stands. Open another one to ask again; if it was closed before all was entered, ask the subdistrict office to open it again (reopenSolicitation).',
  }),
  ALREADY_WITHDRAWN: () => ({
    zh: '这次征求意见已作为误开撤回，没有结果。如需征求意见，请另行发起。',
    en: 'This solicitation was withdrawn as opened by mistake and has no outcome. Open another one to ask the households.',
  }),
  NOBODY_CONTACTED: () => ({
    zh: '还没有登记任何一户，无法评定结果。请先登记；误开的，请用 withdrawSolicitation 撤回。',
    en: 'No household was entered, so that there is nothing to judge. Enter them first; withdraw an asking that was opened by mistake (withdrawSolicitation).',
  }),
  WAS_CLOSED_BEFORE: () => ({
    zh: '这次征求意见曾经结束过，其结果不能撤回。请补登后用 closeSolicitation 再次结束。',
    en: 'This solicitation was closed before, and an outcome is not withdrawn. Enter what is missing and close it again (closeSolicitation).',
  }),
  NOT_CLOSED: () => ({
    zh: '只有已结束而未达标的征求意见可以重新打开。正在进行的，请直接登记；已撤回的，请另行发起。',
    en: 'Only one that was closed short of the gate is opened again. Enter households in one that is open; in place of one that was withdrawn, open another.',
  }),
  GATE_WAS_REACHED: () => ({
    zh: '这次征求意见已经达标，项目据此列入计划，结果不再改变。如需重新征求，请另行发起。',
    en: 'This solicitation reached the gate, projects are listed by it, and its outcome stands. Open another one to ask again.',
  }),
  ASKED_AGAIN: ({ latestId }) => ({
    zh: `此后这个小区又征求过意见（${latestId}），请在最近一次中办理；那一次是误开的，请先用 withdrawSolicitation 撤回。`,
    en: `The community was asked again since (${latestId}). Enter what is missing there; if that one was opened by mistake, withdraw it first (withdrawSolicitation).`,
  }),
  REASON_INVALID: ({ most }) => ({
    zh: `请写明原因，一行，1 至 ${most} 个字符，不含看不见的字符，不要写个人姓名。`,
    en: `Say what was wrong, in one line of 1 to ${most} characters and none that nobody sees. Name no person.`,
  }),
  ROLL_INCOMPLETE: ({ buildings, found }) => ({
    zh: `本小区的业主名册中没有 ${buildings} 号楼，而其中已登记 ${found} 户（见 notCounted），现在结束就不会计入。如果名册刚刚导入，请稍后再试；如确有这些楼，请先导入其名册；门牌登记错的户，请先注销（strikeHouseholdEntry）。`,
    en: `The owners' roll of this community has no building ${buildings} and ${found} households were entered there (see notCounted), which would not be counted. If the roll was imported just now, try again in a moment; if these buildings are right, have their roll imported first; strike what was entered by mistake (strikeHouseholdEntry).`,
  }),
  MORE_HOUSEHOLDS_THAN_REGISTERED: ({ found, households }) => ({
    zh: `已联系 ${found} 户，而小区登记只有 ${households} 户。请先更正小区登记的户数，或注销登记错的户（strikeHouseholdEntry），再结束。`,
    en: `${found} households were contacted and the register has only ${households}. Have the register corrected first, or strike what was entered by mistake (strikeHouseholdEntry), then close.`,
  }),
  IDEMPOTENCY_KEY_INVALID: keyMessages.IDEMPOTENCY_KEY_INVALID,
  IDEMPOTENCY_KEY_TOO_OLD: keyMessages.IDEMPOTENCY_KEY_TOO_OLD,
  IDEMPOTENCY_KEY_REUSED: keyMessages.IDEMPOTENCY_KEY_REUSED,
};
