import type { Language } from '@anju/runtime/caller';
import { communityStruck } from '@anju/runtime/community-struck.words';
import { keyMessages, type Said, wordsOf } from '@anju/runtime/idempotency';
import type { Refusal, RefusalDetail } from '@anju/values/decision';
import { fillIn, inSquareMetres, inYuan } from '../../fill-in';
import type { MaintenanceJobRefusalCode } from '../../generated/graphql';
import { paperUseWords } from './paper-use.words';
import { stepWords } from './step.words';

/** The first of two ways out, and how the other begins; where not a fen is left there is that one alone. */
const smallerSheetOr = ({ leftFen }: RefusalDetail = {}) =>
  Number(leftFen) > 0
    ? {
        zh: '请录入监理签认不超过 {left} 元的签认单（recordMeasurement），再申请；或者',
        en: (verb: string) =>
          `Enter a sheet by which the supervisor signs for {left} yuan or less (recordMeasurement), and apply then; or ${verb}`,
      }
    : { zh: '请', en: (verb: string) => `${verb[0]!.toUpperCase()}${verb.slice(1)}` };

/** What is left for works that are over, where not a fen is. */
const nothingElse = ({ leftFen }: RefusalDetail = {}): Record<Language, string> =>
  Number(leftFen) > 0
    ? { zh: '', en: '' }
    : {
        zh: '工程已经完成的，维修资金不支付，请撤回本维修项目（withdrawMaintenanceJob）。',
        en: ' For works that are over already the fund does not pay: withdraw the job (withdrawMaintenanceJob).',
      };

export const messages: Record<MaintenanceJobRefusalCode, Said> = {
  ...keyMessages,
  JOB_NOT_FOUND: { zh: '没有这个维修项目，请核对编号。', en: 'There is no such job. Check the id.' },
  COMMUNITY_STRUCK: communityStruck,
  JOB_WITHDRAWN: {
    zh: '维修项目已于 {withdrawnOn} 撤回（{reason}），不再办理。请核对编号；工程仍要做的，请重新提出（proposeMaintenanceJob），决定、签认单和验收文件可以再用。',
    en: 'The job was withdrawn on {withdrawnOn} ({reason}), and nothing more is done on it. Check the id; if the works shall be done all the same, propose them anew (proposeMaintenanceJob): decision, sheet and acceptance are free for that.',
  },
  COMMUNITY_NOT_FOUND: {
    zh: '这里还没有这个小区。请核对编号；如果刚刚登记，请稍后再试。',
    en: 'No such community here. Check the id; if it was just registered, try again in a moment.',
  },
  NOT_IN_SCOPE: {
    zh: '您的权限不包括这个小区，请由当地主管部门、本小区的业主委员会或物业服务企业办理。',
    en: "Your token does not reach this community. Ask its county's bureau, its own committee or its company.",
  },
  COMMITTEE_NOT_KNOWN: {
    zh: '这里不知道您的业主委员会属于本小区。请核对；如果刚刚备案，请稍后再试。',
    en: 'Your committee is not known as one of this community. Check your token; if the committee was just entered, try again in a moment.',
  },
  COMMITTEE_NOT_IN_OFFICE: {
    zh: '业主委员会任期为 {termFrom} 至 {termUntil}，今天不在任期内，请由现任业主委员会办理。',
    en: 'The committee is in office from {termFrom} to {termUntil}, not today. Ask the one in office.',
  },
  COMPANY_NOT_CONTRACTED: {
    zh: '这里没有贵企业与本小区业主的物业服务合同，不能代表业主提出。请由业主委员会办理；如果合同刚刚签订，请稍后再试。',
    en: 'No contract of your company with this community is known here. Let its committee act; if one was just signed, try again in a moment.',
  },
  CONTRACT_NOT_RUNNING: {
    zh: '贵企业与本小区的物业服务合同期限为 {from} 至 {until}，今天不在期限内，请由业主委员会或现任物业服务企业办理。',
    en: "The company's contract with this community runs from {from} to {until}, not today. Ask the committee or the company under contract.",
  },
  NO_FUND: {
    zh: '这个小区没有住宅专项维修资金，不能从中支付。请先归集资金，或改用其他资金。',
    en: 'The community has no maintenance fund to pay from. Raise one first, or find other money.',
  },
  PROJECT_NOT_FOUND: { zh: '没有这个改造项目，请核对编号。', en: 'There is no such project. Check the id.' },
  PROJECT_OF_ANOTHER_COMMUNITY: {
    zh: '这个改造项目不包括本小区，请核对。',
    en: 'The project does not renovate this community. Check its id.',
  },
  PROJECT_CANCELLED: {
    zh: '这个改造项目已经取消，不再为它办理维修。请另行提出不属于任何项目的维修（proposeMaintenanceJob），或填写仍在进行的项目。',
    en: 'The project was given up, and nothing more is done for it. Propose the works as a job of its own (proposeMaintenanceJob), or for a project that goes on.',
  },
  BUILDING_NOT_FOUND: {
    zh: '本小区没有楼栋 {ids}。请核对编号；如果名册刚刚导入，请稍后再试。',
    en: 'No such building in this community: {ids}. Check the id; if the roll was just imported, try again.',
  },
  BUILDING_NAMED_TWICE: {
    zh: '同一楼栋填写了两次，请删去重复。',
    en: 'A building is named twice. Remove one.',
  },
  TITLE_INVALID: {
    zh: '请填写名称，不超过 200 个字符，不含换行和看不见的字符。',
    en: 'Give a title of at most 200 characters and none that nobody sees.',
  },
  CONTRACTOR_INVALID: {
    zh: '请填写施工单位名称，不超过 200 个字符，不含换行和看不见的字符，不能只有数字。',
    en: "Give the contractor's name, at most 200 characters, with a letter and none that nobody sees.",
  },
  PART_DOES_NOT_FIT: {
    zh: '{contentCode} 不是在 {part} 上施工的内容，请填写相应部位。',
    en: '{contentCode} is not work on {part}. Name the part it is done on.',
  },
  WARRANTY_TIME_MISSING: {
    zh: '供热请填写已过的采暖期数（不小于 0），主体结构请填写设计使用年限（1 至 200 年）。',
    en: 'Give the heating seasons since (0 or more), or the design life in years (1 to 200).',
  },
  LAST_WORKS_NOT_STATED: {
    zh: '请查明该部位上次施工和验收的情况并填写（lastWorks）；查阅资料、询问业主和物业后仍不清楚的，请声明不知道有过施工（noLastWorksKnown）。两者填写其一，以免仍在质保期内的工程由维修资金支付。',
    en: 'Find out when the part was last built or repaired and accepted, and enter it (lastWorks); where papers, owners and manager know of nothing, say so (noLastWorksKnown). Give one of the two, so that the fund does not pay for what is under warranty.',
  },
  UNDER_WARRANTY: {
    zh: '该部位于 {acceptedOn} 验收，质保至 {until}，请施工单位免费维修。',
    en: 'The part was accepted on {acceptedOn} and is under warranty until {until}. Let its builder repair it.',
  },
  LAST_WORKS_ON_RECORD: {
    zh: '维修项目 {jobId} 已在这里做过此类工程：{part} 于 {acceptedOn} 验收，质保至 {until}。如果是同一部位，请施工单位免费维修；如果是另一部位，请写明：提出时填写该部位上次施工的情况，用款前录入该部位的验收。',
    en: 'Job {jobId} did such works here: {part} was accepted on {acceptedOn} and is under warranty until {until}. If it is that part, its builder repairs it; if another, say which: in a proposal by the last works on it, before it is paid for by its acceptance.',
  },
  NOT_ON_SHARED_PARTS: {
    zh: '住宅专项维修资金只用于共用部位、共用设施设备的维修、更新和改造，不能用于 {contentCode}。请改用其他资金，例如列入改造项目，由财政补助或社会资本承担。',
    en: 'The maintenance fund repairs, renews and renovates shared parts and facilities, and {contentCode} is no such work. Find other money: make it a piece of a renovation project and pay for it by subsidies or social capital.',
  },
  UTILITY_OWNED: {
    zh: '该部位属于专业经营单位，请该单位负责维修。',
    en: 'The part is a utility’s. Ask the utility to repair it.',
  },
  LIABLE_PARTY: {
    zh: '损坏有责任人，不能使用维修资金，请向责任人追偿；查明没有责任人的，请不填责任人（liableParty）重新提出。',
    en: 'Somebody has to answer for the damage, so the fund does not pay. Ask them to pay; if it turns out that nobody has to, propose again without liableParty.',
  },
  PM_CONTRACT_UPKEEP: {
    zh: '该项养护已包含在物业费中，请物业服务企业承担。',
    en: 'The management fee covers this upkeep. Ask the company to do it.',
  },
  WRONG_STATE: {
    zh: '维修项目目前是“{stateName}”，这一步不在此时办理。请办理下一步：{next}。',
    en: 'The job is “{stateName}”, and this step is not taken from there. Next: {next}.',
  },
  NO_DECISION: {
    zh: '没有列支范围内业主的决定，请先表决，再关联决定。',
    en: 'No decision of the owners who pay is linked. Let them decide, then link the decision.',
  },
  DECISION_LINKED: {
    zh: '本维修项目已关联决定 {decisionId}。要换成另一个决定的，请填写那个决定的编号；否则请办理下一步：{next}。',
    en: 'The job rests on decision {decisionId} already. To put another in its place, give the id of that. Next: {next}.',
  },
  DECISION_NOT_FOUND: {
    zh: '这里没有这个已通过的决定。请核对编号；如果刚刚通过，请稍后再试。',
    en: 'No such adopted decision here. Check the id; if it was just adopted, try again in a moment.',
  },
  DECISION_REJECTED: {
    zh: '业主表决没有通过该事项，不能据此使用维修资金。请重新组织表决，再关联通过的决定。',
    en: 'The owners were asked and did not agree, so nothing is paid on it. Ask them again, and link a decision that they adopt.',
  },
  DECISION_PAYS_NOTHING: {
    zh: '该决定的事项是 {matter}，没有同意使用维修资金，请就使用维修资金表决。',
    en: 'The decision is on {matter} and lets nothing be paid from the fund. Ask the owners to use the fund.',
  },
  MATTER_TOO_SMALL: {
    zh: '{contentCode} 属改建、重建事项（PART-5），决定 {decisionId} 按 {matter} 表决，不包括该事项。请按 USE_MAINTENANCE_FUND 并以 REBUILD_ALTER 为不可分的第二事项（mixedWith）重新表决，按较严的比例计票（GOV-VOTE-4），已计量的录入监理在新的决定之后签认的签认单（recordMeasurement），再关联新的决定（linkDecision）；如果当时已这样表决，请运维人员执行 anju events rebuild funding decision。',
    en: 'Owners decide on {contentCode} as REBUILD_ALTER (PART-5), and decision {decisionId} was put to them as {matter} without it. Ask them anew by USE_MAINTENANCE_FUND mixed with REBUILD_ALTER (mixedWith), and the stricter majority applies (GOV-VOTE-4), then enter the sheet that the supervisor signs after that, where the works were measured before (recordMeasurement), and link what they adopt (linkDecision); if they were asked so, ask an operator for anju events rebuild funding decision.',
  },
  DECISION_OF_ANOTHER_COMMUNITY: {
    zh: '该决定是另一个小区的业主作出的，请核对编号。',
    en: "Another community's owners decided this. Check the id.",
  },
  CHARGING_SCOPE_DIFFERS: {
    zh: '作出决定的楼栋与本项目的列支范围不一致，请由出资的业主表决。',
    en: "Other buildings' owners decided than those that would pay. Let those who pay decide.",
  },
  CONTENT_NOT_IN_QUESTION: {
    zh: '表决的内容是 {asked}，不包括 {contentCode}，请就此重新表决。',
    en: 'The owners were asked for {asked}, not for {contentCode}. Ask them for that.',
  },
  DECISION_NOT_EFFECTIVE: {
    zh: '决定 {decisionId} 尚未公示、仍在异议期内或有未答复的异议，不能用款。尚未公示的请先公示（postDecision）；请在异议期满且异议都已答复后再办理。',
    en: 'Decision {decisionId} is not posted, within its objection window, or has an open objection. Have it posted where it is not (postDecision); let the window be over and objections answered, then ask again.',
  },
  DECISION_ANNULLED: {
    zh: '决定 {decisionId} 自 {annulledOn} 起已被撤销，不能再据此用款，已经支付的照实保留。请由业主重新表决，再关联新的决定（linkDecision）；已经申请用款的，先由主管部门退回申请（returnFundApplication）；已经通知银行的，请立即告知银行停止付款，并凭银行未付款的文件退回申请。',
    en: 'Decision {decisionId} is annulled as of {annulledOn}, and nothing more is paid on it; what was paid stays on record. Ask the owners anew and link what they adopt (linkDecision); where the money is applied for, let the department give the application back first (returnFundApplication); where the bank was told, tell it at once not to pay, and give the application back by its paper that it did not.',
  },
  PAID_AFTER_ANNULMENT: {
    zh: '决定 {decisionId} 自 {annulledOn} 起已被撤销，并于 {recordedOn} 登记；回单的付款日期 {paidOn} 在登记之后，不予入账。请核对付款日期；银行确已付款的，请向收款单位追回。',
    en: 'Decision {decisionId} is annulled as of {annulledOn}, which was recorded on {recordedOn}; the receipt is of {paidOn}, after that, and is not booked. Check its day; where the bank did pay, have the contractor pay it back.',
  },
  BEYOND_CEILING: (detail) => ({
    zh: `业主同意的上限是 {ceiling} 元，已申请 {committed} 元，本次 {amount} 元超出 {over} 元，超出上限的部分维修资金不支付。${smallerSheetOr(detail).zh}由业主按新的上限重新表决，工程在新的决定之后才完成的，先录入监理在该决定之后就全部工程签认的签认单（recordMeasurement），再关联该决定（linkDecision），然后申请。${nothingElse(detail).zh}`,
    en: `The owners allowed {ceiling} yuan, {committed} is applied for, and {amount} more is {over} too much: the fund does not pay what is above. ${smallerSheetOr(detail).en('ask')} the owners for a higher ceiling and, where the works are only over after they allowed it, enter the sheet that the supervisor signs for the whole of them after that decision (recordMeasurement), link the decision in place of this one (linkDecision), and apply then.${nothingElse(detail).en}`,
  }),
  CONTENT_NOT_ALLOCATED: {
    zh: '所属改造项目的维修资金只能用于 {allowed}，不能用于 {contentCode}。请核对项目和内容；没有填错的，请撤回本维修项目（withdrawMaintenanceJob），不填改造项目重新提出（proposeMaintenanceJob），决定、签认单和验收文件可以再用。',
    en: "The project's money of maintenance funds is for {allowed}, not for {contentCode}. Check project and work; if they are right, withdraw the job (withdrawMaintenanceJob) and propose it anew without a project (proposeMaintenanceJob): decision, sheet and acceptance are free for that.",
  },
  BEYOND_ALLOCATION: (detail) => ({
    zh: `所属改造项目可用于 {contentCode} 的维修资金为 {allocated} 元，已申请 {applied} 元，本次 {amount} 元超出 {over} 元。${smallerSheetOr(detail).zh}撤回本维修项目（withdrawMaintenanceJob），不填改造项目重新提出（proposeMaintenanceJob），决定、签认单和验收文件可以再用。`,
    en: `For {contentCode} the project was allocated {allocated} yuan of maintenance funds, {applied} is applied for, and {amount} more is {over} too much. ${smallerSheetOr(detail).en('withdraw')} the job (withdrawMaintenanceJob) and propose it anew without a project (proposeMaintenanceJob): decision, sheet and acceptance are free for that.`,
  }),
  NOT_MEASURED: {
    zh: '没有监理签认的工程量，请先录入。',
    en: 'No supervisor has signed for the works. Enter the signed quantity first.',
  },
  MEASURED_BEFORE_DECISION: {
    zh: '签认单签认于 {signedOn}，早于业主在 {decidedOn} 作出的决定，决定之前计量的工程不按该决定支付。录错了的，或者监理在该决定之后已就全部工程重新签认的，请先录入那张签认单（recordMeasurement），尚未关联该决定的再关联（linkDecision）。计量之前业主已就本工程作出过决定的，请保留或改为关联那个决定（linkDecision），超出其上限的部分不支付；没有作出过的，请撤回项目（withdrawMaintenanceJob）。',
    en: 'The sheet was signed on {signedOn}, before the decision that the owners took on {decidedOn}, and that does not pay for what was measured before it. If it was entered wrong, or the supervisor has signed for the whole works anew since, enter that sheet first (recordMeasurement), and link the decision then where it is not (linkDecision). If the owners had decided on these works before they were measured, keep or link that decision (linkDecision), and what is above its ceiling is not paid; if they had not, withdraw the job (withdrawMaintenanceJob).',
  },
  SHEET_OF_ANOTHER_JOB: {
    zh: '这张监理签认单（编号或扫描件相同）已作为{paper}用于维修项目 {jobId}，一张只能用于一个项目，请核对编号和扫描件；如果当时录错了项目，请先由录入它的人为 {jobId} 重新录入正确的{paper}。',
    en: "The supervisor's sheet, by its number or its scan, {does} job {jobId} already, and a paper stands for one job. Check both; if it was entered for that job by mistake, have that job's own {paper} entered again first.",
  },
  SCAN_OF_ANOTHER_PAPER: {
    zh: '这份扫描件已作为{paper}录入维修项目 {jobId}，一份扫描件只是一份文件，请核对扫描件，填写这份文件自己的哈希值；如果当时录错的是{paper}，请先{back}。',
    en: 'This scan was entered as the {paper} of job {jobId}, and a scan is one paper. Check it, and give the hash of the scan of this paper; if the {paper} was the wrong one, first {back}.',
  },
  ACCEPTANCE_OF_ANOTHER_JOB: {
    zh: '这份验收文件（编号或扫描件相同）已作为{paper}用于维修项目 {jobId}，一份只能用于一个项目，请核对编号和扫描件；如果当时录错了项目，请先由录入它的人为 {jobId} 重新录入正确的{paper}。',
    en: "The paper of acceptance, by its number or its scan, {does} job {jobId} already, and a paper stands for one job. Check both; if it was entered for that job by mistake, have that job's own {paper} entered again first.",
  },
  SUPERVISOR_INVALID: {
    zh: '请填写监理单位名称，不超过 200 个字符，不含换行和看不见的字符，不能只有数字。',
    en: "Give the supervising company's name, at most 200 characters, with a letter and none that nobody sees.",
  },
  AMOUNT_NOT_POSITIVE: {
    zh: '金额 {amount} 元有误，必须大于零，请核对。',
    en: 'An amount of {amount} yuan is wrong: it must be more than zero. Check it.',
  },
  AMOUNT_TOO_LARGE: {
    zh: '金额过大：不得超过 {most} 元。请核对是否多输了数字。',
    en: 'Too large: an amount may not be more than {most} yuan. Look for a digit too many.',
  },
  PAPER_NUMBER_INVALID: {
    zh: '请填写凭证编号，不超过 100 个字符，不含换行和看不见的字符。',
    en: "Give the paper's number, at most 100 characters and none that nobody sees.",
  },
  PAPER_HASH_INVALID: {
    zh: '凭证的 SHA-256 应为 64 位十六进制，请重新计算。',
    en: "The paper's SHA-256 has 64 hexadecimal digits. Compute it again.",
  },
  DATE_IN_FUTURE: { zh: '日期 {date} 还没有到，请核对。', en: 'The day {date} is yet to come. Check it.' },
  HOMES_NOT_KNOWN: {
    zh: '列支范围内没有已知的房屋，请先导入业主名册；如果刚刚导入，请稍后再试。',
    en: "No homes are known that would pay. Import the owners' roll; if that was just done, try again.",
  },
  AREA_UNKNOWN: {
    zh: '以下房屋没有面积依据，无法分摊：{homes}。请先补全业主名册。',
    en: "There is no evidence of these homes' areas, by which they pay: {homes}. Complete the owners' roll.",
  },
  ELECTORATE_UNKNOWN: {
    zh: '决定 {decisionId} 是较早收到的，没有留存表决范围的面积，无法确认应分摊的房屋是否齐全。请运维人员执行 anju events rebuild funding decision，再申请。',
    en: 'Decision {decisionId} was kept before the area that decided was, so it cannot be seen whether all homes that pay are known. Ask an operator for anju events rebuild funding decision, then apply again.',
  },
  HOMES_MISSING: {
    zh: '作出决定的房屋共 {entitledArea} 平方米，这里在列支范围内只有 {homes} 户、{knownArea} 平方米，现在分摊会让其他业主多付。请稍后再试；如果仍然如此，请运维人员查看 governance 的楼栋事件是否滞留（anju events parked）；如果名册面积在表决后已更正变小而工程尚未验收，请由业主重新表决，录入监理在新的决定之后签认的签认单（recordMeasurement），再关联新的决定（linkDecision）。',
    en: 'Homes of {entitledArea} m² decided, and only {homes} of {knownArea} m² are known here in the charging scope: split now, they would pay for the others. Try again in a moment. If it stays so, ask an operator to look for parked or missing building events of governance (anju events parked); if the roll was corrected to less area since the vote and the works are not accepted yet, let the owners decide anew, enter the sheet that the supervisor signs after that (recordMeasurement), and link that decision in place of this one (linkDecision).',
  },
  ACCOUNTS_MISSING: {
    zh: '列支范围内有 {count} 户没有分户账：{homes}（最多列出五户）。没有分户账就无法知道这些房屋有多少维修资金，会被当作全部欠缴。请先由资金管理部门导入这些房屋的分户账（importFundAccounts），确实没有余额的按 0 元导入，再申请。',
    en: '{count} homes of the charging scope have no account in the fund, such as {homes}: nobody can tell what they have, and they would owe all of their share. Let the fund office import their accounts first (importFundAccounts), of 0 yuan where there is nothing, then apply again.',
  },
  BUILDING_WITHOUT_HOMES: {
    zh: '列支范围内的楼栋 {ids} 在这里没有已知的房屋，现在分摊会让其他楼栋的业主多付。请稍后再试；如果仍然如此，请运维人员查看 governance 的楼栋事件是否滞留（anju events parked）；如果该楼栋的房屋在表决后已从名册中移出，请撤回本维修项目（withdrawMaintenanceJob），按其余楼栋重新提出，并由其业主重新表决。',
    en: 'No homes of building {ids}, which lies in the charging scope, are known here: split now, the other buildings would pay for it. Try again in a moment. If it stays so, ask an operator to look for parked or missing building events of governance (anju events parked); if its homes were taken off the roll since the vote, withdraw this job (withdrawMaintenanceJob), propose one of the other buildings, and let their owners decide.',
  },
  COST_TOO_SMALL: {
    zh: '{amount} 元太少，无法连同质保金在 {homes} 户之间分摊，请核对金额。',
    en: '{amount} yuan is too little to be split over {homes} homes with its retention. Check the amount.',
  },
  RETENTION_OUT_OF_RANGE: {
    zh: '质保金 {retained} 元有误：{cost} 元的工程最多可留 {most} 元，且不得为负，请按合同核对。',
    en: 'A retention of {retained} yuan is wrong: of {cost} yuan between 0.00 and {most} may be kept. Check the contract.',
  },
  TOO_MUCH_BEFORE_ACCEPTANCE: {
    zh: '工程尚未验收，{cost} 元中最多可付 {most} 元，本次申请 {asked} 元。请先录入验收，或多留质保金。',
    en: 'Before the works are accepted at most {most} of {cost} yuan may be paid, and {asked} are asked for. Enter the acceptance first, or keep more back.',
  },
  ACCEPTED_BEFORE_DECISION: {
    zh: '工程验收于 {acceptedOn}，早于业主在 {decidedOn} 作出的决定，决定之前已完成的工程不按该决定支付。录错了的，或者工程在该决定之后继续并重新验收的，请先录入那次验收（recordAcceptance），再录入该决定之后的签认单（recordMeasurement），尚未关联该决定的再关联（linkDecision）。施工之前业主已就本工程作出过决定的，在申请用款之前请保留或改为关联那个决定（linkDecision），超出其上限的部分不支付。',
    en: 'The works were accepted on {acceptedOn}, before the decision that the owners took on {decidedOn}, and that does not pay for works that were over before it. If it was entered wrong, or the works went on and were accepted anew since, enter that acceptance first (recordAcceptance), then the sheet of after the decision (recordMeasurement), and link the decision then where it is not (linkDecision). If the owners had decided on these works before they were done, keep or link that decision until the money is applied for (linkDecision), and what is above its ceiling is not paid.',
  },
  NOT_ACCEPTED: {
    zh: '工程尚未验收，质保期没有起算，不能退还质保金，请先录入验收。',
    en: 'The works are not accepted, so no warranty runs that could end. Enter the acceptance first.',
  },
  WARRANTY_RUNS: {
    zh: '{part} 于 {acceptedOn} 验收，质保至 {until}（含），请在期满之后再退还质保金。',
    en: '{part} was accepted on {acceptedOn} and is under warranty until {until} included. Release what is kept after that.',
  },
  NOTHING_RETAINED: {
    zh: '这个项目没有留质保金，无需退还，请核对编号。',
    en: 'Nothing was kept of this job, so there is nothing to release. Check the id.',
  },
  RETENTION_RELEASED: {
    zh: '质保金已于 {paidOn} 退还 {released} 元，不能再次退还，也不能更改验收。请核对编号；如果退还录错了，请先冲正退还的回单（reverseReceipt）。',
    en: 'What was kept, {released} yuan, was released on {paidOn}. It is not released again and its acceptance stays. Check the id; if the release was entered wrong, reverse its receipt first (reverseReceipt).',
  },
  RELEASED_BEFORE_PAYMENT: {
    zh: '退还日期 {paidOn} 早于银行支付该项目的 {jobPaidOn}，请核对。',
    en: 'Released on {paidOn}, before the bank paid for the job on {jobPaidOn}. Check the date.',
  },
  RELEASE_DIFFERS: {
    zh: '分户账为 {retained} 元质保金留存了 {kept} 元，回单金额 {amount} 元与此不符，请核对回单。',
    en: 'Of {retained} yuan retained the accounts kept {kept}, and the receipt is over {amount}. Check the receipt.',
  },
  NOT_APPLIED: { zh: '尚未提出用款申请，请先申请。', en: 'The money was not applied for. Apply first.' },
  DOCUMENT_NUMBER_INVALID: {
    zh: '请填写批准文件的文号，不超过 100 个字符，不含换行和看不见的字符。',
    en: "Give the approving document's number, at most 100 characters and none that nobody sees.",
  },
  REASON_INVALID: {
    zh: '请写明原因，一行，1 至 {most} 个字符，不含看不见的字符，不要写个人姓名。',
    en: 'Say why, in one line of 1 to {most} characters and none that nobody sees. Name no person.',
  },
  NOT_APPROVED: {
    zh: '主管部门尚未批准，不能通知银行付款。请先由主管部门批准（approveFundPayment）。',
    en: 'The department has not approved. Let it approve before the bank is told to pay.',
  },
  BANK_TOLD: {
    zh: '已于 {instructedOn} 通知银行支付 {instructed} 元，银行可能已经付款，申请不能退回。请录入银行回单（recordBankReceipt）；银行尚未付款的，请由银行按原通知付款后录入。',
    en: 'The bank was told on {instructedOn} to pay {instructed} yuan and may have paid, so the application is not given back. Enter its receipt (recordBankReceipt); if it has not paid yet, let it pay as it was told and enter that.',
  },
  BANK_NOT_STOPPED: {
    zh: '决定 {decisionId} 自 {annulledOn} 起已被撤销，而 {instructedOn} 已通知银行支付 {instructed} 元。请立即告知银行停止付款，并填写银行出具的未付款且不再付款的文件（bankPaper）后退回申请；撤销登记之前银行已经付款的，请录入银行回单（recordBankReceipt）。',
    en: 'Decision {decisionId} is annulled as of {annulledOn}, and the bank was told on {instructedOn} to pay {instructed} yuan. Tell it at once not to pay, and give the application back by its paper that it has not and will not (bankPaper); where it had paid before the annulment was recorded, enter its receipt (recordBankReceipt).',
  },
  NOT_INSTRUCTED: {
    zh: '尚未通知银行付款，不能录入回单。请先通知银行付款（instructBank）。',
    en: 'The bank was not told to pay. Instruct it before entering a receipt.',
  },
  AMOUNT_DIFFERS: {
    zh: '回单金额 {amount} 元与通知银行支付的 {instructed} 元不一致，请核对回单。',
    en: 'The receipt is over {amount} yuan and the bank was told to pay {instructed}. Check the receipt.',
  },
  RECEIPT_BOOKED: {
    zh: '这张银行回单（编号或扫描件相同）已经为维修项目 {jobId} 入账，不能再次入账，请核对编号和扫描件。如果当时录错了，请先为 {jobId} 冲正那张回单（reverseReceipt）；如果是编号相同的另一张回单，请在编号前加上银行名称；如果一张对账单列有多户，请按每户各自的回单录入编号和扫描件。',
    en: "The receipt, by its number or its scan, was booked for job {jobId} already and pays once. Check both. If it was entered there by mistake, reverse it for that job first (reverseReceipt). For another bank's receipt of the same number, put the bank's name before it; where one statement lists several homes, enter each by the bank's own receipt, with its number and scan.",
  },
  PAID_BEFORE_INSTRUCTION: {
    zh: '付款日期 {paidOn} 早于通知银行的 {instructedOn}，请核对。',
    en: 'Paid on {paidOn}, before the bank was told to on {instructedOn}. Check the date.',
  },
  NOT_PAID: {
    zh: '银行尚未支付这个项目，没有欠款可收，也没有质保金可退，请先录入付款回单。',
    en: 'The bank has not paid for the job, so nothing is owed or to be released. Enter its receipt first.',
  },
  HOME_NOT_CHARGED: {
    zh: '该房屋不分摊这个项目的费用，请核对编号。',
    en: 'The home has no share in this job. Check the id.',
  },
  COLLECTED_BEFORE_PAYMENT: {
    zh: '收款日期 {paidOn} 早于银行支付该项目的 {jobPaidOn}，当时没有欠款，请核对。',
    en: 'Paid on {paidOn}, before the bank paid for the job on {jobPaidOn}, when nothing was owed. Check the date.',
  },
  MORE_THAN_OWED: {
    zh: '该房屋只欠 {owed} 元，{amount} 元过多，请核对。',
    en: 'The home owes {owed} yuan, and {amount} is more. Check the amount.',
  },
  RECEIPT_NUMBER_INVALID: {
    zh: '请在 receiptNumber 填写要冲正的那张回单当初录入的编号，不是更正文件的编号（paperNumber）。',
    en: 'Give in receiptNumber the number under which the wrong receipt was entered, and not the one of the paper that puts it right (paperNumber).',
  },
  REVERSAL_PAPER_USED: {
    zh: '这份更正文件（编号或扫描件相同）已作为{paper}录入维修项目 {jobId}。请填写更正这张回单所依据的文件自己的编号和哈希值；一份更正文件可以冲正同一项目的几张回单，每张一次。',
    en: 'The paper, by its number or its scan, was entered as the {paper} of job {jobId}. Give the number and the hash of the paper by which this receipt is put right; one may reverse several receipts of one job, each once.',
  },
  RECEIPT_NOT_BOOKED: {
    zh: '没有编号为 {receipt} 的回单为这个项目入账。请核对项目，以及当初录入的回单编号（receiptNumber）。',
    en: 'No receipt {receipt} was booked for this job. Check the job, and the number under which the receipt was entered (receiptNumber).',
  },
  RECEIPT_REVERSED: {
    zh: '回单 {receipt} 已于 {reversedOn} 冲正，不能再次冲正，请录入正确的回单。',
    en: 'The receipt {receipt} was reversed on {reversedOn} and is not reversed again. Enter the right one.',
  },
  COLLECTED_SINCE: {
    zh: '此后业主已据此补缴欠款，回单 {receipts}（共 {count} 张）。请先逐张冲正这些回单（reverseReceipt），再冲正这一张。',
    en: 'Homes have paid since what they owe by it: receipts {receipts} ({count} together). Reverse each of these first (reverseReceipt), then this one.',
  },
  RELEASED_SINCE: {
    zh: '质保金已于 {paidOn} 凭回单 {receipt} 退还，以这次付款为据。请先冲正那张回单（reverseReceipt），再冲正这一张。',
    en: 'The retention of this payment was released on {paidOn} by receipt {receipt}. Reverse that first (reverseReceipt), then this one.',
  },
};

/** A refusal for people, in their language; sums in yuan. */
export const refused = (
  { code, rule, retryable, detail }: Refusal<MaintenanceJobRefusalCode>,
  language: Language,
) => {
  const message = fillIn(wordsOf(messages[code], detail)[language], {
    ...detail,
    ...inYuan(detail),
    ...inSquareMetres(detail),
    ...stepWords(detail, language),
    ...paperUseWords(detail, language),
  });
  return { __typename: 'MaintenanceJobRefusal', code, rule, retryable, message } as const;
};
