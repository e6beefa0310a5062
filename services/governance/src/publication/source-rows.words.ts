import { longestName } from './source-row';

/** Where counting in lists begins to be plausible: the oldest homes that stand in any. */
export const earliestYear = 1900;

/** What is said of a row of a published list, or of a cell in it, that cannot be taken. */
export const rowWords = {
  noName: { zh: '缺少小区名称，请填写。', en: 'The name of the community is missing. Fill it in.' },
  nameTooLong: {
    zh: `名称超过 ${longestName} 个字符，请缩短，或核对是否粘贴了不属于这里的内容。`,
    en: `The name is longer than ${longestName} characters. Shorten it, or look at what was pasted into it.`,
  },
  hidden: {
    zh: '含有看不见的字符（如控制符或改变书写方向的字符），请重新录入本格。',
    en: 'Holds a character that nobody sees, such as one that turns the direction of writing. Type the cell anew.',
  },
  figureMissing: {
    zh: '缺少这一数字，请补上；确未公布的，请在公布定义中将该行列为不完整。',
    en: "This figure is missing. Fill it in or, where it was not published, define the row as incomplete in the publication's definition.",
  },
  notZero: { zh: '不能为 0；未知请留空。', en: 'May not be 0. Leave it empty if it is unknown.' },
  tooLarge: { zh: '数字太大，请核对。', en: 'The number is too large. Check it.' },
  notThatYear: (latest: number) => ({
    zh: `建成年份应在 ${earliestYear} 至 ${latest} 年之间，请核对。`,
    en: `The year of completion must be from ${earliestYear} to ${latest}. Check it.`,
  }),
  notInOrder: (next: number) => ({
    zh: `序号应为 ${next}，请核对是否漏行或错号。`,
    en: `The number should be ${next}. Check for a missing row or a wrong number.`,
  }),
  rowTwice: (line: number) => ({
    zh: `与第 ${line} 行重复，请删去一行。`,
    en: `Is on line ${line} already. Remove one.`,
  }),
  rowMissing: (text: string) => ({
    zh: `文件中没有“${text}”这一行，公布定义点名了它，不能删去。请使用公布的完整文件。`,
    en: `The file has no row "${text}", which the publication's definition names, so that it cannot be left out. Use the whole file as published.`,
  }),
};
