import type { Language } from '@anju/runtime/caller';
import { type ContentCode, contents } from '@anju/rulebook/content';
import { streetScope } from '../community/street-scope.words';
import { keyMessages } from '@anju/runtime/idempotency';
import { formatScaled } from '@anju/values/decimal';
import type { RefusalDetail } from '@anju/values/decision';
import { mostEnteredFen } from '@anju/values/money';
import { addHours, type Instant } from '@anju/values/time';
import type { AssemblyMeetingRefusalCode } from '../generated/graphql';

type Words = Readonly<Record<Language, string>>;

/** As the city's clocks show it. */
const clockTime = (instant: string | number | undefined) =>
  addHours(instant as Instant, 8)
    .slice(0, 16)
    .replace('T', ' ');

/** Also of a ballot, a proxy and a proof for it. */
export const meetingNotFound: Words = {
  zh: '没有这次业主大会会议，请核对编号。',
  en: 'There is no such meeting. Check the id.',
};

/** Also of a ballot, a proxy, a proof and a count in it. */
export const meetingWithdrawn: Words = {
  zh: '召集人在表决开始之前撤回了这次会议，不再办理送达、委托、投票和计票；原因见会议的撤回记录。请以召集人另行发出的通知为准。',
  en: 'Its convener withdrew the meeting before voting began, and nothing is delivered, cast or counted in it any more. Read in its withdrawal why, and wait for another notice of the convener.',
};

export const meetingMessages: Record<AssemblyMeetingRefusalCode, (detail: RefusalDetail) => Words> = {
  COMMUNITY_NOT_FOUND: () => ({
    zh: '没有这个小区，请核对编号。',
    en: 'There is no such community. Check the id.',
  }),
  MEETING_NOT_FOUND: () => meetingNotFound,
  MEETING_WITHDRAWN: () => meetingWithdrawn,
  COMMITTEE_NOT_KNOWN: () => ({
    zh: '您的令牌没有对应已登记的业主委员会，或不包括其小区。请以业主委员会身份登录。',
    en: "Your token names no owners' committee on record, or does not reach its community. Sign in as the committee.",
  }),
  NOT_THE_COMMITTEE: () => ({
    zh: '业主大会会议由本小区的业主委员会召集和撤回，您的业主委员会属于其他小区。请由本小区在任的业主委员会办理，或核对小区编号。',
    en: "A meeting is convened and withdrawn by the committee of this community. Yours is another community's: let that committee do it, or check the id.",
  }),
  COMMITTEE_NOT_IN_OFFICE: () => ({
    zh: '业主委员会不在任期内，不能召集或撤回会议。请由在任的业主委员会办理，或先换届。',
    en: "The committee's term does not cover today. Let the committee in office convene or withdraw, or elect one first.",
  }),
  NOT_IN_SCOPE: () => ({
    zh: `您的令牌不能办理这个小区的会议事务：须为本小区在任的业主委员会或街道办事处。${streetScope.zh}`,
    en: `Your token does not reach this community. Its owners' committee in office or its subdistrict office records deliveries. ${streetScope.en}`,
  }),
  NOTICE_TOO_SHORT: ({ days, today, earliest }) => ({
    zh: `会议须提前 ${days} 日通知全体业主。今天是 ${today}，表决最早可于 ${earliest} 开始，请把开始日期推后。`,
    en: `Owners are told ${days} days ahead. Today is ${today}, so voting may begin on ${earliest} at the earliest. Let it begin later.`,
  }),
  CLOSES_BEFORE_IT_OPENS: () => ({
    zh: '截止时刻须晚于开始时刻，请核对。',
    en: 'Voting has to end after it begins. Check both.',
  }),
  VOTING_PERIOD_IMPLAUSIBLE: ({ mostDays, leastHours, today, opensUntil, closesFrom, closesUntil }) =>
    opensUntil
      ? {
          zh: `开始日期可能有误：今天是 ${today}，表决应在 ${mostDays} 日内即 ${opensUntil} 之前（含当日）开始。此为防止误填的核对，并非法定期限；请核对年份。`,
          en: `The opening seems mistyped: today is ${today}, and voting is expected to begin within ${mostDays} days, on ${opensUntil} at the latest. This guards against slips and is no limit of the law. Check the year.`,
        }
      : {
          zh: `截止时刻可能有误：表决时间不少于 ${leastHours} 小时、不超过 ${mostDays} 日，按所填的开始时刻，截止不早于 ${clockTime(closesFrom)}、不晚于 ${closesUntil}（今天是 ${today}）。此为防止误填的核对，并非法定期限；请核对年份和时刻。`,
          en: `The close seems mistyped: voting lasts ${leastHours} h at least and ${mostDays} days at most. With this opening it closes at ${clockTime(closesFrom)} at the earliest and on ${closesUntil} at the latest; today is ${today}. This guards against slips and is no limit of the law. Check year and time.`,
        },
  OPENS_AFTER_TERM: ({ termUntil }) => ({
    zh: `业主委员会的任期至 ${termUntil} 届满，届满后仅负责妥善保管。请把开始日期定在任期内，或由下一届业主委员会召集；届满后只能表决换届选举。`,
    en: `The committee's term ends on ${termUntil}, and then it keeps safe custody only. Let voting begin within the term, or let the next committee convene; after the term only the next committee may be voted on.`,
  }),
  QUESTIONS_NOT_COUNTED: ({ most }) => ({
    zh: `一次会议须有 1 至 ${most} 个表决事项，请增减后再提交。`,
    en: `A meeting has 1 to ${most} questions. Add or remove some.`,
  }),
  TITLE_INVALID: ({ number }) => ({
    zh: `第 ${number} 项的标题为空、超过 200 个字符或含有换行或看不见的字符，请修改。`,
    en: `The title of question ${number} is empty, longer than 200 characters or holds what nobody sees. Change it.`,
  }),
  SCOPE_TOO_NARROW: ({ number }) => ({
    zh: `第 ${number} 项涉及全体业主，不能只由部分楼栋表决。请改为全小区范围。`,
    en: `Question ${number} concerns all owners and cannot be put to those of some buildings. Put it to the zone.`,
  }),
  BUILDINGS_INVALID: ({ number }) => ({
    zh: `第 ${number} 项的楼栋与表决范围不符：部分楼栋须列出且不重复，全小区不列楼栋。请更正。`,
    en: `The buildings of question ${number} do not fit its scope: BUILDINGS names each once, ZONE names none. Correct one of the two.`,
  }),
  BUILDING_NOT_FOUND: ({ number, buildingId }) => ({
    zh: `第 ${number} 项中的楼栋 ${buildingId} 不在本小区名册中，请核对。`,
    en: `Building ${buildingId} of question ${number} is not on the roll of this community. Check the id.`,
  }),
  WARRANT_DOES_NOT_FIT: ({ number }) => ({
    zh: `第 ${number} 项的授权与事项类型不符，请更正：使用维修资金须写明用途和限额，选聘须写明企业，接受改造内容属于其他重大事项或改建重建，且只能有一项。`,
    en: `What question ${number} warrants does not fit its matter: USE_MAINTENANCE_FUND needs pay, HIRE_MANAGER needs hire, acceptContents goes with OTHER_MAJOR or REBUILD_ALTER, and only one is given. Correct it.`,
  }),
  MIXED_WITH_ITSELF: ({ number }) => ({
    zh: `第 ${number} 项的第二事项（mixedWith）与其表决事项相同。没有不可分的另一事项时，请不填 mixedWith。`,
    en: `The second matter of question ${number}, mixedWith, is its matter once more. Leave it out where no other matter is bound up with it.`,
  }),
  CEILING_NOT_POSITIVE: ({ number }) => ({
    zh: `第 ${number} 项的限额须大于零，以分为单位，请更正。`,
    en: `The ceiling of question ${number} has to be more than zero, in fen. Correct it.`,
  }),
  CEILING_TOO_LARGE: ({ number }) => ({
    zh: `第 ${number} 项的限额超过 ${formatScaled(mostEnteredFen, 2)} 元，请核对是否多输了数字；限额以分为单位。`,
    en: `The ceiling of question ${number} is more than ${formatScaled(mostEnteredFen, 2)} yuan. Look for a digit too many; it is given in fen.`,
  }),
  CONTENT_CODE_TWICE: ({ number }) => ({
    zh: `第 ${number} 项的同一工程内容列了两次，请每项只列一次。`,
    en: `Question ${number} names a kind of work twice. List each content code once.`,
  }),
  NOT_ON_SHARED_PARTS: ({ number, contentCode }) => {
    const { zh, en } = contents[contentCode as ContentCode];
    return {
      zh: `第 ${number} 项中的“${zh}”不是共用部位、共用设施设备的维修、更新和改造，维修资金不能支付，表决通过也不能。请从本项中删去；确需办理的，请另筹资金，例如列入改造项目，由财政补助或社会资本承担。`,
      en: `Among the works of question ${number} is: ${en}. The maintenance fund repairs, renews and renovates shared parts and facilities, and pays for no such work, whatever the owners decide. Leave it out; where it is wanted, find other money: make it a piece of a renovation project and pay for it by subsidies or social capital.`,
    };
  },
  CONTENT_CODES_MISSING: ({ number }) => ({
    zh: `第 ${number} 项没有写明工程内容，请至少列出一项。`,
    en: `Question ${number} names no works. List at least one content code.`,
  }),
  PROJECT_NOT_KNOWN: ({ number }) => ({
    zh: `第 ${number} 项中的改造项目在这里尚不存在，请核对编号；如果刚刚申报，请稍后再试。`,
    en: `The project of question ${number} is not known here. Check the id; if it was just proposed, try again in a moment.`,
  }),
  PROJECT_ELSEWHERE: ({ number }) => ({
    zh: `第 ${number} 项中的改造项目不包括本小区，请核对。`,
    en: `The project of question ${number} does not renovate this community. Check the id.`,
  }),
  PROJECT_CANCELLED: ({ number }) => ({
    zh: `第 ${number} 项中的改造项目已经取消，不再交业主表决。请删去这一项，或填写仍在进行的项目。`,
    en: `The project of question ${number} was given up, and its list is not put to the owners any more. Leave the question out, or name a project that goes on.`,
  }),
  CONTENTS_DIFFER: ({ number }) => ({
    zh: `第 ${number} 项的内容清单哈希值与项目现有清单不符。请使用项目当前的哈希值；如果清单刚刚修改，请稍后再试。`,
    en: `The hash of question ${number} is not that of the project's list as known here. Use its present one; if the list was just changed, try again in a moment.`,
  }),
  MATTER_TOO_SMALL: ({ number }) => ({
    zh: `第 ${number} 项含加装电梯，属改建、重建事项。请将 REBUILD_ALTER 填为不可分的第二事项（mixedWith）；仅接受改造内容的，也可直接按 REBUILD_ALTER 表决。混合事项按较严的比例计票，须两个事项都允许才可只由部分楼栋表决；与电梯无关的事项请另列一项。`,
    en: `Among the works of question ${number} is a lift, which is a matter of REBUILD_ALTER. Name that in mixedWith; a content list may also be asked as REBUILD_ALTER alone. Mixed matters take the stricter majority, and go to some buildings only where both may; what has nothing to do with the lift is another question.`,
  }),
  COMPANY_NOT_KNOWN: ({ number }) => ({
    zh: `第 ${number} 项中的物业服务企业在这里尚不存在，请核对编号；如果刚刚登记，请稍后再试。`,
    en: `The company of question ${number} is not known here. Check the id; if it was just registered, try again in a moment.`,
  }),
  ALREADY_ASKED: ({ number, meetingId }) => ({
    zh: `第 ${number} 项与会议 ${meetingId} 的一个事项相同，范围内的业主正在或即将就同一事项表决，可能是重复提交。请待该会议计票之后再召集（表决结束后由 closeVoting 计票）；如该会议有误，请在其表决开始之前撤回（withdrawMeeting）。此为防止误发的核对，并非法律规定。`,
    en: `Question ${number} is asked in meeting ${meetingId} already, of owners who would be asked again; it was probably sent twice. Wait until that meeting is counted (closeVoting, once its voting is over), or withdraw it before its voting begins if it is the wrong one (withdrawMeeting). This guards against slips and is no rule of the law.`,
  }),
  ASKED_TWICE: ({ number, first }) => ({
    zh: `第 ${number} 项与第 ${first} 项相同，范围内的业主会就同一事项表决两次，可能是重复录入。请删去一项；确为两个事项的，请写明不同的工程、企业或标题。`,
    en: `Question ${number} asks what question ${first} asks, of owners who would be asked twice; it was probably entered twice. Remove one, or, if they are two matters, give them different works, companies or titles. This guards against slips and is no rule of the law.`,
  }),
  VOTING_HAS_BEGUN: () => ({
    zh: '表决已经开始，业主可能已经投票，会议不能撤回。请照常计票；需要更正的，可另行召集会议重新表决。',
    en: 'Voting has begun and owners may have voted, so the meeting cannot be withdrawn. Let it be counted; to put something right, convene another meeting afterwards.',
  }),
  REASON_INVALID: ({ most }) => ({
    zh: `请写明撤回原因，一行，不超过 ${most} 个字符，不含看不见的字符；任何人都可以看到。`,
    en: `Say why it is withdrawn, in one line of up to ${most} characters and none that nobody sees; anybody may read it.`,
  }),
  UNITS_WITHOUT_AREA: ({ count, units }) => ({
    zh: `名册中有 ${count} 套专有部分没有面积：${units}。请先补齐。`,
    en: `${count} units on the roll have no area: ${units}. Complete them first.`,
  }),
  ELECTORATE_EMPTY: () => ({
    zh: '名册中没有可以表决的业主。请先导入业主名册；所选楼中只有车位、摊位的，按现行规则不计入表决，请改选。',
    en: "There is nobody on the roll who could be asked. Import the owners' roll first; buildings with nothing but parking spaces or stalls are not asked unless the rules of procedure count those: name others.",
  }),
  DELIVERIES_NOT_COUNTED: ({ most }) => ({
    zh: `一次须登记 1 至 ${most} 条送达记录，请分次登记。`,
    en: `Record 1 to ${most} deliveries at a time.`,
  }),
  NOT_AN_ELECTOR: ({ ownerId }) => ({
    zh: `业主 ${ownerId} 不在本次会议的表决权名册中，请核对。`,
    en: `Owner ${ownerId} is not in this meeting's electorate. Check the id.`,
  }),
  DELIVERY_DATE_INVALID: ({ ownerId, deliveredOn }) => ({
    zh: `业主 ${ownerId} 的送达日期 ${deliveredOn} 早于通知之日或晚于今天，请核对。`,
    en: `The delivery to ${ownerId} on ${deliveredOn} is before the notice or after today. Check the date.`,
  }),
  IDEMPOTENCY_KEY_INVALID: keyMessages.IDEMPOTENCY_KEY_INVALID,
  IDEMPOTENCY_KEY_TOO_OLD: keyMessages.IDEMPOTENCY_KEY_TOO_OLD,
  IDEMPOTENCY_KEY_REUSED: keyMessages.IDEMPOTENCY_KEY_REUSED,
};
