import type { Words } from '@anju/runtime/csv-table';

/** What is wrong with a row of a batch of papers, and what to do about it. */
export const paperBatchWords = {
  formNumber: {
    zh: '编号为空、超过 40 个字符或含有控制字符，请按票面填写。',
    en: 'Empty, longer than 40 characters or with a control character. Type the number printed on the form.',
  },
  formTwice: (line: number) => ({
    zh: `第 ${line} 行已有这个编号。一张票只填一行，请核对。`,
    en: `Line ${line} has this number already. A form has one row: check it.`,
  }),
  notAMoment: (cell: string) => ({
    zh: `“${cell}”不是有效时刻，请写成 2022-07-06 10:30（北京时间）。`,
    en: `"${cell}" is no moment. Write it like 2022-07-06 10:30, by Beijing time.`,
  }),
  notAHome: (label: string) => ({
    zh: `${label} 不在本次会议的表决权名册中，名册以通知之日为准。请核对楼、单元、门牌和会议编号。`,
    en: `${label} is not in this meeting's electorate, which is that of the day of the notice. Check building, entrance and door, and the meeting's id.`,
  }),
  whichOwner: {
    zh: '这一处有多个可能的业主（共有人，或已登记的受让人），请填写签名人的姓名。',
    en: 'Several people may have signed for this home, as co-owners or the buyer on record. Give the name of who did.',
  },
  otherOwner: {
    zh: '签名人不是这一处在本次会议名册中的业主，也不是已登记的受让人。请核对姓名和门牌；代理人签名的，请用 enterPaperBallot 逐张登记。',
    en: "Who signed is neither an owner of this home in the meeting's electorate nor its buyer on record. Check name and home; a paper that an agent signed is entered by enterPaperBallot.",
  },
  sameName: {
    zh: '这一处有同名的业主，无法区分。请用 enterPaperBallot 登记这张票。',
    en: 'Several owners of this home have this name. Enter this paper by enterPaperBallot.',
  },
  notAMark: (cell: string) => ({
    zh: `“${cell}”不是表决意见。请填写同意、反对、弃权，未作选择的填空白，多选的用分号隔开；票上没有这一事项的留空。`,
    en: `"${cell}" is no answer. Write YES, NO or ABSTAIN, BLANK where nothing is marked, several with a semicolon between them; leave it empty where the question is not on the paper.`,
  }),
  noSuchQuestion: (most: number) => ({
    zh: `这一列不会被读取：事项的列以其序号 1 至 ${most} 为标题。请改正标题，或删去这一列；备注请用“备注”为标题。`,
    en: `Nothing reads this column: those of questions are headed by their numbers, 1 to ${most}. Correct the heading or remove the column; remarks go under "note".`,
  }),
  noQuestions: {
    zh: '没有以事项序号（1、2……）为标题的列。请为票上的每一事项加一列。',
    en: 'No column is headed by the number of a question (1, 2, …). Put one for each question on the papers.',
  },
  tooMany: (most: number) => ({
    zh: `一个文件最多登记 ${most} 项答复（票数乘以事项数）。请从这一行起另存为一个文件。`,
    en: `A file takes up to ${most} answers, its papers times their questions. Put those from this row on into another.`,
  }),
  differs: {
    zh: '与同一业主此前的答复不同（可能是为另一处填写的）：同一业主只有一票，以最后收到的有效票为准。请核对两张票。',
    en: 'The owner answered otherwise before, perhaps for another home: both are one ballot, and the last valid one counts. Look at both papers.',
  },
  displacesBuyer: {
    zh: '登记产权证明之前收到，因此受让人已投的票不再计算。请核对收票时刻。',
    en: 'It came before the proof of the sale, so that what the buyer cast counts no more. Check the moment at which it came.',
  },
} satisfies Record<string, Words | ((...args: never[]) => Words)>;
