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
  BUYER_IS_OF_THE_HEAD: ({ proofId, paperNumber }) =>
    proofId
      ? {
          zh: `所填受让人是该专有部分在名册上的业主，但已登记其转让（${proofId}，产权证明“${paperNumber}”）。登记有误的，请用 voidTitleProof 作废该登记，作废后由其本人投票。`,
          en: `The buyer named is an owner of these units in the electorate, and a proof that they were sold is on record (${proofId}, paper "${paperNumber}"). Where that was a mistake, void it with voidTitleProof, then let the owner vote.`,
        }
      : {
          zh: '所填受让人是该专有部分在名册上的业主，本来就由其表决，无须登记。请由其直接投票；受让人选错的，请改选后重新登记。',
          en: 'The buyer named is an owner of these units in the electorate and votes for them as it is, so no proof is needed. Let that owner vote; where another bought them, name that one.',
        },
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
  ALREADY_PROVEN: ({ proofId, paperNumber }) => ({
    zh: `该业主的专有部分已登记过产权证明（${proofId}，“${paperNumber}”），本次会议的表决权归已登记的受让人，请由其表决。登记有误的，请用 voidTitleProof 作废后重新登记；之后又转让的，请更新业主名册，自下次通知起生效。`,
    en: `A proof for this head was entered already (${proofId}, paper "${paperNumber}"): let the buyer named there vote. Where that was a mistake, void it with voidTitleProof and enter the right one; where it was sold again since, import the roll with that buyer, who votes from the next notice on.`,
  }),
  PAPER_OF_ANOTHER_SALE: ({ proofId, paperNumber }) => ({
    zh: `这份产权证明（同一编号或同一扫描件）已用于登记本次会议的另一笔转让（${proofId}，“${paperNumber}”）：一份证明只证明一笔转让。请核对并填写本次转让的证明；前一登记有误的，请先用 voidTitleProof 作废。`,
    en: `This paper, by its number or its scan, proves another sale in this meeting (${proofId}, paper "${paperNumber}"): other units, another buyer or another day, and one paper is one transfer. Give the paper of this sale; where the other was entered by mistake, void it with voidTitleProof first.`,
  }),
  PROOF_NOT_FOUND: () => ({
    zh: '没有登记这份产权证明，请核对编号。',
    en: 'No proof of title has this id. Check the id.',
  }),
  ALREADY_VOIDED: () => ({
    zh: '这份产权证明的登记已经作废，无须再次作废。需要重新登记的，请另行登记。',
    en: 'The entry of this proof was voided before. Where it is wanted after all, enter it anew.',
  }),
  TOO_LATE_TO_VOID: () => ({
    zh: '表决已经结束，已登记的产权证明不能再作废。登记有误影响结果的，请保存证明原件；业主可在决定公告后的异议期内书面提出。',
    en: 'Voting is over, and the proof cannot be voided any more. Keep the paper; where the mistake bears on the result, owners may object in writing once the decision is posted.',
  }),
  REASON_INVALID: () => ({
    zh: '请写明登记有误之处，一行，不超过 500 个字符，不含看不见的字符。',
    en: 'Say what was wrong, in one line of up to 500 characters and none that nobody sees.',
  }),
  IDEMPOTENCY_KEY_INVALID: keyMessages.IDEMPOTENCY_KEY_INVALID,
  IDEMPOTENCY_KEY_TOO_OLD: keyMessages.IDEMPOTENCY_KEY_TOO_OLD,
  IDEMPOTENCY_KEY_REUSED: keyMessages.IDEMPOTENCY_KEY_REUSED,
};
