import type { Language } from '@anju/runtime/caller';
import { meetingNotFound, meetingWithdrawn } from '../assembly-meeting/assembly-meeting.messages';
import { streetScope } from '../community/street-scope.words';
import { keyMessages } from '@anju/runtime/idempotency';
import type { RefusalDetail } from '@anju/values/decision';
import type { TitleProofRefusalCode } from '../generated/graphql';

type Words = Readonly<Record<Language, string>>;

export const titleProofMessages: Record<TitleProofRefusalCode, (detail: RefusalDetail) => Words> = {
  MEETING_NOT_FOUND: () => meetingNotFound,
  MEETING_WITHDRAWN: () => meetingWithdrawn,
  NOT_IN_SCOPE: () => ({
    zh: `您的令牌不能在这个小区登记产权证明：须为本小区在任的业主委员会或街道办事处。${streetScope.zh}`,
    en: `Your token does not reach this community. Its owners' committee in office or its subdistrict office enters proofs of title. ${streetScope.en}`,
  }),
  VOTING_OVER: () => ({
    zh: '表决已经结束，不再登记产权证明。请更新业主名册，以后的表决由受让人参加。',
    en: 'Voting is over, and a proof of title changes nothing any more. Import the roll with the buyer, who votes from the next notice on.',
  }),
  UNITS_INVALID: () => ({
    zh: '请列明所转让的专有部分，至少一处、不重复，且均在本次会议的表决权名册中。',
    en: "Name the units that were sold: at least one, each once, and all of this meeting's electorate.",
  }),
  SEVERAL_HEADS: () => ({
    zh: '所列专有部分在名册中属于不同的业主。请按原业主分别登记。',
    en: 'The units named are of several heads in the electorate. Enter a proof for each head.',
  }),
  BUYER_NOT_FOUND: () => ({
    zh: '受让人不在本小区的业主名册中。请先导入更新后的名册，再登记产权证明。',
    en: "The buyer is not known on the community's roll. Import the roll with the buyer first, then enter the proof.",
  }),
  BUYER_IS_OF_THE_HEAD: () => ({
    zh: '受让人原本就是该专有部分的共有人，按名册以共有人身份表决，无须登记。请直接投票。',
    en: 'The buyer is an owner of these units in the electorate already and votes as such. No proof is needed: let the buyer vote as a co-owner.',
  }),
  TRANSFER_DATE_INVALID: ({ earliest, today }) => ({
    zh: `转让日期须在通知之日 ${earliest} 与今天 ${today} 之间，请核对。`,
    en: `The day of the transfer lies between the notice on ${earliest} and today, ${today}. Check it.`,
  }),
  PAPER_NUMBER_INVALID: ({ most }) => ({
    zh: `请填写产权证明的编号，不超过 ${most} 个字符，不含换行和看不见的字符。`,
    en: `Give the number of the paper, in up to ${most} characters and none that nobody sees.`,
  }),
  PAPER_HASH_INVALID: () => ({
    zh: '产权证明扫描件的哈希值应为 SHA-256 的 64 位十六进制字符，请重新计算。',
    en: 'The hash of the scan has to be a SHA-256 in 64 hexadecimal digits. Compute it anew.',
  }),
  NOT_ALL_UNITS: () => ({
    zh: '只转让了该业主的部分专有部分，仍由原业主按名册表决，受让人没有表决票。若已全部转让给同一受让人，请一并列明。',
    en: 'Only some units of this head were sold, so it votes as it was frozen and the buyer has no ballot. If all went to this buyer, name them all.',
  }),
  ALREADY_PROVEN: () => ({
    zh: '该业主的专有部分已登记过产权证明，本次会议的表决权归已登记的受让人，请由其表决。之后又转让的，请更新业主名册，自下次通知起生效。',
    en: 'A proof for this head was entered already: let the buyer named there vote. Where it was sold again since, import the roll with that buyer, who votes from the next notice on.',
  }),
  IDEMPOTENCY_KEY_INVALID: keyMessages.IDEMPOTENCY_KEY_INVALID,
  IDEMPOTENCY_KEY_TOO_OLD: keyMessages.IDEMPOTENCY_KEY_TOO_OLD,
  IDEMPOTENCY_KEY_REUSED: keyMessages.IDEMPOTENCY_KEY_REUSED,
};
