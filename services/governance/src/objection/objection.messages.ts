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
    zh: '该决定此时尚未公告，异议期尚未开始。请在公告之后提出；书面异议请核对收件时间。',
    en: 'The decision was not posted at that time, so the time for objections had not begun. Object once it is posted; of a paper, check when it was received.',
  }),
  POSTING_WITHDRAWN: () => ({
    zh: '该决定的公告登记已经撤回，须待重新公告。请在重新公告之后提出或录入；在此之前收到的书面异议仍然有效，按实际收件时间录入即可。',
    en: 'The record of its posting was withdrawn, and the decision is to be posted again. Object once it is, or enter the paper then, with the time at which it was received: it stays in time.',
  }),
  DECISION_ANNULLED: () => ({
    zh: '该决定已被撤销，对业主不再有约束力，不必再提出或坚持异议。请查看撤销依据（annulment）。',
    en: 'The decision is annulled and binds nobody any more, so there is nothing to object to or to insist on. See by what it was annulled (annulment).',
  }),
  WINDOW_OVER: () => ({
    zh: '异议期已经届满。业主认为合法权益受到侵害的，请依法请求人民法院撤销该决定。',
    en: 'The time for objections is over. Where an owner is harmed, ask the court to annul the decision.',
  }),
  OWNER_NOT_FOUND: () => ({
    zh: '这位业主现在没有本小区的专有部分，召集公告冻结的名册中也没有。请核对编号，或先导入更新后的名册。',
    en: 'Nobody with this id owns a home of the community today, or did when the notice froze the roll. Check the id, or import the roll with the owner first.',
  }),
  RECEIVED_IN_FUTURE: () => ({
    zh: '收到异议书的时刻晚于现在，请核对。',
    en: 'The paper is said to have come in the future. Check the moment.',
  }),
  PAPER_NUMBER_INVALID: ({ most }) => ({
    zh: `请填写异议书的编号，不超过 ${most} 个字符，不含换行和看不见的字符。`,
    en: `Give the number of the paper, in up to ${most} characters and none that nobody sees.`,
  }),
  PAPER_HASH_INVALID: () => ({
    zh: '异议书扫描件的哈希值应为 SHA-256 的 64 位十六进制字符，请重新计算。',
    en: 'The hash of the scan has to be a SHA-256 in 64 hexadecimal digits. Compute it anew.',
  }),
  PAPER_ENTERED: () => ({
    zh: '这位业主的这份异议书（同一编号或同一扫描件）已经登记。请核对；另一份异议书请用其自己的编号和扫描件。',
    en: "This owner's paper was entered already: its number or its scan is known. Check it; another paper has a number and a scan of its own.",
  }),
  TEXT_INVALID: ({ most }) => ({
    zh: `内容须为 1 至 ${most} 个字符，不含看不见的字符，请修改。`,
    en: `The text has 1 to ${most} characters, none of which nobody sees. Change it.`,
  }),
  ALREADY_ANSWERED: () => ({
    zh: '该异议已经答复，答复不能更改。请查看已有的答复；业主坚持的，由街道办事处答复。',
    en: 'This objection was answered already, and an answer stands. Read it; where the owner insists, the subdistrict office answers.',
  }),
  STREET_ANSWERS: () => ({
    zh: '业主坚持该异议，须由街道办事处答复。请转交街道办事处。',
    en: 'The owner insists on this objection, so the subdistrict office answers it. Hand it on to that office.',
  }),
  NOT_THE_OBJECTOR: () => ({
    zh: '只有提出该异议的业主可以坚持或撤回。请以该业主身份登录，或在异议期内提出自己的异议；书面异议登记有误的，请街道办事处撤回。',
    en: 'Only the owner who raised an objection may insist on it or withdraw it. Sign in as that owner, or object yourself while there is time; of a paper that was entered wrongly, ask the subdistrict office to withdraw it.',
  }),
  ALREADY_WITHDRAWN: () => ({
    zh: '该异议已经撤回，不再等待答复。仍有异议的，请在异议期内重新提出；书面异议可以重新登记。',
    en: 'This objection was withdrawn and waits for no answer. Where the owner objects still, object anew while there is time, or have the paper entered again.',
  }),
  NOT_ON_PAPER: () => ({
    zh: '该异议由业主在网上提出，只有其本人可以撤回。请业主本人撤回，或予以答复。',
    en: 'This objection was raised online, and its owner alone withdraws it. Let the owner do so, or answer it.',
  }),
  REASON_INVALID: ({ most }) => ({
    zh: `请写明登记有误之处，一行，1 至 ${most} 个字符，不含看不见的字符。`,
    en: `Say what was wrong, in one line of 1 to ${most} characters and none that nobody sees.`,
  }),
  NOT_ANSWERED: () => ({
    zh: '该异议尚未答复，决定仍在等待。请在收到答复之后再决定是否坚持。',
    en: 'This objection is not answered yet, and the decision waits for it. Insist once you have the answer.',
  }),
  ALREADY_INSISTED: () => ({
    zh: '您已经坚持该异议，请等待街道办事处的答复，或查看已有的答复。',
    en: 'You have insisted on this objection already. Wait for the answer of the subdistrict office, or read it.',
  }),
  STREET_HAS_ANSWERED: () => ({
    zh: '该异议已由街道办事处答复，为最终答复。业主认为合法权益受到侵害的，请依法请求人民法院撤销该决定。',
    en: 'The subdistrict office answered this objection itself, which settles it. Where an owner is harmed, ask the court to annul the decision.',
  }),
  NOT_HELD_UP: () => ({
    zh: '异议期已经届满且没有未答复的异议，不能再坚持。业主认为合法权益受到侵害的，请依法请求人民法院撤销该决定。',
    en: 'The time for objections is over and none was open, so this one cannot be insisted on any more. Where an owner is harmed, ask the court to annul the decision.',
  }),
  HOLIDAYS_NOT_KNOWN: ({ year }) => ({
    zh: `缺少 ${year} 年的节假日安排，无法确定答复期限。${addYear(year).zh}`,
    en: `The holidays of ${year} are not known here, so the last day for the answer cannot be told. ${addYear(year).en}`,
  }),
  IDEMPOTENCY_KEY_INVALID: keyMessages.IDEMPOTENCY_KEY_INVALID,
  IDEMPOTENCY_KEY_TOO_OLD: keyMessages.IDEMPOTENCY_KEY_TOO_OLD,
  IDEMPOTENCY_KEY_REUSED: keyMessages.IDEMPOTENCY_KEY_REUSED,
};
