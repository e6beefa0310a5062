import type { Language } from '@anju/runtime/caller';
import { streetScope } from '../community/street-scope.words';
import { addYear } from '@anju/runtime/holidays';
import { keyMessages } from '@anju/runtime/idempotency';
import type { RefusalDetail } from '@anju/values/decision';
import type { OwnersDecisionRefusalCode } from '../generated/graphql';

type Words = Readonly<Record<Language, string>>;

export const decisionMessages: Record<OwnersDecisionRefusalCode, (detail: RefusalDetail) => Words> = {
  DECISION_NOT_FOUND: () => ({
    zh: '没有这个业主共同决定，请核对编号。',
    en: 'There is no such decision. Check the id.',
  }),
  NOT_IN_SCOPE: () => ({
    zh: `您的令牌不能在这个小区登记公告：须为本小区在任的业主委员会或街道办事处。${streetScope.zh}`,
    en: `Your token does not reach this community. Its owners' committee in office or its subdistrict office posts. ${streetScope.en}`,
  }),
  OFFICE_NOT_IN_SCOPE: () => ({
    zh: `您的令牌不能在这个小区登记或撤回撤销：须为小区所在县（区）主管部门或街道办事处。${streetScope.zh}`,
    en: `Your token does not reach this community. The bureau of its county or its subdistrict office enters an annulment, and withdraws it. ${streetScope.en}`,
  }),
  DECISION_ANNULLED: () => ({
    zh: '该决定已被撤销，不再公告，也不再次撤销。请查看撤销依据（annulment）；仍需决定的，请重新组织表决；撤销登记有误或者撤销文件已被改判的，请用 withdrawAnnulment 撤回。',
    en: 'The decision is annulled: it is posted no more, and not annulled twice. See by what (annulment). Where something is to be decided, ask the owners anew; where the entry was a mistake or the paper was set aside, withdraw it with withdrawAnnulment.',
  }),
  NOT_ANNULLED: () => ({
    zh: '该决定没有被撤销，没有可以撤回的撤销登记。请核对编号。',
    en: 'The decision is not annulled, so there is no annulment to withdraw. Check the id.',
  }),
  ANNULMENT_DATE_INVALID: ({ earliest, today }) => ({
    zh: `撤销之日须在计票之日 ${earliest} 与今天 ${today} 之间，判决以生效之日为准，请核对。`,
    en: `The day of the annulment lies between that of the count, ${earliest}, and today, ${today}; of a judgment it is the day on which it became final. Check it.`,
  }),
  COUNTY_WITHDRAWS: () => ({
    zh: '该撤销由县（区）主管部门登记，只能由其撤回。请将依据文件交县（区）主管部门办理。',
    en: "The county's bureau entered this annulment, and it alone withdraws it. Hand the paper to the bureau.",
  }),
  PAPER_OF_ANNULMENT: ({ number }) => ({
    zh: `这份文件（同一编号或同一扫描件）就是撤销该决定的文件“${number}”。请填写改判或者说明登记有误的另一份文件。`,
    en: `By its number or its scan this is "${number}", the paper that annulled the decision. Name the other paper: the judgment that set it aside, or the one that says what was entered wrongly.`,
  }),
  ALREADY_POSTED: () => ({
    zh: '该决定的公告已经登记，异议期自登记之日起算。张贴的数字有误的，请附更正说明重新公告；登记有误（没有张贴，或地点、日期、照片填错）的，请在异议期内用 withdrawPosting 撤回后重新登记。',
    en: 'The posting of this decision was recorded already; the time for objections runs from then. Where the figures that hung were wrong, post again with a correction; where the record is (nothing hung, or not there or not then), withdraw it with withdrawPosting while that time runs, then record the posting anew.',
  }),
  NOT_POSTED: () => ({
    zh: '该决定尚未公告，没有可以更正或撤回的公告。请先登记公告，不附更正说明。',
    en: 'The decision is not posted yet, so no posting can be corrected or withdrawn. Post it first, without a correction.',
  }),
  WINDOW_OVER: () => ({
    zh: '异议期已经届满，公告的登记不能再撤回。业主认为合法权益受到侵害的，请依法请求人民法院撤销该决定。',
    en: 'The time for objections is over, and the record of the posting stands. Where an owner is harmed, ask the court to annul the decision.',
  }),
  STREET_WITHDRAWS: () => ({
    zh: '该决定的公告登记已经撤回过一次，再次撤回只能由小区所在街道办理。请将依据文件交街道办事处核对办理；登记无误的，请保留。',
    en: 'A posting of this decision was withdrawn once, and its subdistrict office alone withdraws another. Hand the paper to the street; where the record is right, leave it as it is.',
  }),
  POSTING_DATE_INVALID: ({ earliest, today }) => ({
    zh: `公告日期须在 ${earliest}（计票之日，更正公告为上次公告之日）与今天 ${today} 之间，请核对。`,
    en: `The day of posting lies between ${earliest}, the day of the count or of the posting that is corrected, and today, ${today}. Check it.`,
  }),
  FIGURES_NOT_COUNTED: () => ({
    zh: '更正后的数字与计票结果不一致。计票结果不能更改，请按决定所载的六个数字公告。',
    en: 'The corrected figures are not those of the count, which is final. Post the six figures of its record.',
  }),
  FIGURES_UNCHANGED: () => ({
    zh: '原公告的数字与计票结果一致，没有可以更正的内容，异议期不重新起算。请核对所填的原公告数字；数字无误的，无须更正，登记的地点、日期或照片有误的，请用 withdrawPosting 撤回后重新登记。',
    en: 'What hung were the figures of the count, so there is nothing to correct and no new time for objections. Check the figures against the paper that hung; where they are right, leave the posting as it is. Where place, day or photograph were recorded wrongly, withdraw it with withdrawPosting, then record it anew.',
  }),
  FIGURES_IMPLAUSIBLE: () => ({
    zh: '原公告的数字不合常理：各数不得为负，赞成的不得多于参与的，参与的不得多于全体的（人数和面积均如此）。请照原公告核对后重新填写。',
    en: 'What hung cannot be read so: no figure is negative, and by heads and by area no more say yes than take part, nor take part than are entitled. Check it against the paper that hung and enter it again.',
  }),
  PAPER_NUMBER_INVALID: ({ most }) => ({
    zh: `请填写更正公告、撤销或撤回所依据的文件的编号，不超过 ${most} 个字符，不含换行和看不见的字符。`,
    en: `Give the number of the paper of the correction, the annulment or the withdrawal, in up to ${most} characters and none that nobody sees.`,
  }),
  PAPER_HASH_INVALID: () => ({
    zh: '更正公告、撤销或撤回所依据的文件扫描件的哈希值应为 SHA-256 的 64 位十六进制字符，请重新计算。',
    en: "The hash of the paper's scan has to be a SHA-256 in 64 hexadecimal digits. Compute it anew.",
  }),
  PAPER_ENTERED: () => ({
    zh: '这份文件（同一编号或同一扫描件）已经用于更正或撤回本决定的公告。请核对；再次更正或撤回须另行出具文件。',
    en: 'A posting of this decision was corrected or withdrawn by this paper already: its number or its scan is known. Check it; another correction or withdrawal has a paper of its own.',
  }),
  REASON_INVALID: ({ most }) => ({
    zh: `请写明更正或撤回的原因，一行，1 至 ${most} 个字符，不含看不见的字符。`,
    en: `Say what was wrong, in one line of 1 to ${most} characters and none that nobody sees.`,
  }),
  PLACE_INVALID: ({ most }) => ({
    zh: `请写明张贴地点，不超过 ${most} 个字符，不含换行和看不见的字符。`,
    en: `Say where it hangs, in up to ${most} characters and none that nobody sees.`,
  }),
  PHOTO_HASH_INVALID: () => ({
    zh: '照片的哈希值应为 SHA-256 的 64 位十六进制字符，请重新计算。',
    en: "The photograph's hash has to be a SHA-256 in 64 hexadecimal digits. Compute it anew.",
  }),
  MINUTES_INVALID: ({ most }) => ({
    zh: `会议记录须填写编号（不超过 ${most} 个字符，不含换行和看不见的字符）和扫描件的 SHA-256（64 位十六进制字符）。没有纸质会议记录的，请不填。`,
    en: `Give the minutes a number, in up to ${most} characters and none that nobody sees, and the SHA-256 of their scan in 64 hexadecimal digits. Where there are none on paper leave them out.`,
  }),
  MINUTES_NAMED: ({ number }) => ({
    zh: `该决定的会议记录已经登记为“${number}”，不能更换。请不填会议记录，或填写同一份。`,
    en: `The minutes of this decision are on record as "${number}" and are not exchanged. Leave them out, or name the same.`,
  }),
  HOLIDAYS_NOT_KNOWN: ({ year }) => ({
    zh: `缺少 ${year} 年的节假日安排，无法确定异议期和异议的答复期限。${addYear(year).zh}`,
    en: `The holidays of ${year} are not known here, so the time for objections, and for their answers, cannot be told. ${addYear(year).en}`,
  }),
  IDEMPOTENCY_KEY_INVALID: keyMessages.IDEMPOTENCY_KEY_INVALID,
  IDEMPOTENCY_KEY_TOO_OLD: keyMessages.IDEMPOTENCY_KEY_TOO_OLD,
  IDEMPOTENCY_KEY_REUSED: keyMessages.IDEMPOTENCY_KEY_REUSED,
};

export const fundOfficeMayObject: Words = {
  zh: '本决定依民法典有效，但同意者的面积或人数未达到全体业主的三分之二；当地维修资金管理部门仍沿用原办法第二十二条的，可能要求补充，请先与其沟通。',
  en: 'The decision is valid by the Civil Code, but those in favour are fewer than two thirds of all owners, by area or by heads. A fund office that still goes by article 22 of the old order may ask for more: talk to it first.',
};

export const deliveryMissing = (heads: number): Words => ({
  zh: `表决权名册中有 ${heads} 名业主没有送达记录（GOV-MEET-2、GOV-MEET-3）。已经送达的，请补登记；未送达的，请在公告前核实通知情况。`,
  en: `For ${heads} heads of the electorate no delivery is on record (GOV-MEET-2, GOV-MEET-3). Record what was delivered; where nothing was, look into the notice before posting.`,
});

export const deliveryLate = (heads: number, days: number): Words => ({
  zh: `表决权名册中有 ${heads} 名业主的首次送达距表决开始不足 ${days} 日（GOV-MEET-2）。请核对送达日期，并在公告前核实通知情况。`,
  en: `To ${heads} heads of the electorate the paper first came less than ${days} days before voting began (GOV-MEET-2). Check the dates, and look into the notice before posting.`,
});
