import type { Words } from '@anju/runtime/csv-table';

/** What is wrong or remarkable in a roll's file, and what to do about it. */
export const rollWords = {
  noNumber: (cell: string): Words => ({
    zh:
      cell === ''
        ? '不能为空，请填写如 2 的编号；没有单元的填 0。'
        : `“${cell}”不是编号，请填写如 2 或 2A 的编号。`,
    en:
      cell === ''
        ? 'May not be empty. Write a number such as 2, or 0 where there is no entrance.'
        : `"${cell}" is not a number such as 2 or 2A. Write one.`,
  }),
  homeTwice: (label: string, line: number): Words => ({
    zh: `第 ${line} 行已有 ${label}。一套只填一行，共有人写在同一行，请删去一行。`,
    en: `Line ${line} has ${label} already. A home has one line, with all its co-owners: remove one.`,
  }),
  areaZero: {
    zh: '面积不能为 0。没有面积请留空。',
    en: 'An area cannot be 0. Leave it empty where there is no evidence of it.',
  } satisfies Words,
  areaTooLarge: {
    zh: '面积超过 100 万平方米，请核对单位（平方米）。',
    en: 'More than 1,000,000 m². Check that it is in square metres.',
  } satisfies Words,
  empty: { zh: '不能为空，请填写。', en: 'May not be empty. Fill it in.' } satisfies Words,
  emptyEntry: {
    zh: '分号之间有空项，请补齐或删去多余的分号。',
    en: 'There is nothing between two semicolons. Fill it in, or remove the semicolon.',
  } satisfies Words,
  controlCharacter: {
    zh: '含有看不见的字符（如换行），请重新录入本格。',
    en: 'Holds a character that nobody sees, such as a line break. Type the cell anew.',
  } satisfies Words,
  tooLong: (most: number): Words => ({
    zh: `一项超过 ${most} 个字符。多个业主之间请用分号隔开。`,
    en: `An entry is longer than ${most} characters. Put a semicolon between owners.`,
  }),
  tooManyOwners: (most: number): Words => ({
    zh: `共有人超过 ${most} 个，请核对。`,
    en: `More than ${most} co-owners. Check the cell.`,
  }),
  notAsManyDocuments: (owners: number, documents: number): Words => ({
    zh: `有 ${owners} 个业主、${documents} 个证件号。请按业主顺序一一填写。`,
    en: `${owners} owners and ${documents} documents. Give one document for each owner, in the same order.`,
  }),
  coOwnerTwice: {
    zh: '同一证件号在一行中出现两次，请删去一次。',
    en: 'The same document stands twice in this row. Remove one.',
  } satisfies Words,
  document: {
    NONE: (number: number): Words => ({
      zh: `第 ${number} 个证件号不是证件号：没有数字，或只有重复的同一个数字。请按权属证明或证件填写号码；没有号码就无法区分同名的业主。`,
      en: `Document ${number} is the number of no document: it has no digit, or one digit again and again. Give the number as it stands on the title or the document, since owners of one name are told apart by it.`,
    }),
    MASKED: (number: number): Words => ({
      zh: `第 ${number} 个证件号含有星号等遮盖符号。请按证件填写完整号码，不要用星号遮盖，否则无法区分同名的业主。`,
      en: `Document ${number} has a star in it, or another sign that masks. Give the whole number as it stands on the document and mask none of it, since owners of one name are told apart by it.`,
    }),
    MARKED: (number: number): Words => ({
      zh: `第 ${number} 个证件号带有注号或上标（如 ①、²）。请删去，只留证件上的号码，否则会被当作号码的一位。`,
      en: `Document ${number} bears a footnote mark or a raised figure, such as ① or ². Remove it and leave the number as it stands on the document, of which it would become a digit.`,
    }),
  },
  notAName: (number: number): Words => ({
    zh: `第 ${number} 个业主的姓名或名称中没有文字。请核对姓名和证件号是否填反，并按权属证明填写全名。`,
    en: `The name of owner ${number} has no letter in it. Check that names and documents are in their columns, and give the whole name as it stands on the title.`,
  }),
  nameMasked: (number: number): Words => ({
    zh: `第 ${number} 个业主的姓名有部分遮盖。请按权属证明填写全名；姓名加密保存，对外显示时才遮盖。`,
    en: `A part of the name of owner ${number} is covered. Give the whole name as it stands on the title: it is stored encrypted, and masked where it is shown.`,
  }),
  mistyped: {
    PERSON: (number: number): Words => ({
      zh: `第 ${number} 个证件号不是有效的居民身份证号码（18 位，含出生日期和校验码），请对照证件逐位核对。`,
      en: `Document ${number} is no resident identity number: of 18 characters, with a day of birth and a check digit. Compare it with the card digit by digit.`,
    }),
    LEGAL_PERSON: (number: number): Words => ({
      zh: `第 ${number} 个证件号不是有效的统一社会信用代码（18 位，含校验码，不含 I、O、S、V、Z），请对照营业执照逐位核对。`,
      en: `Document ${number} is no unified social credit code: of 18 characters without I, O, S, V and Z, with a check character. Compare it with the licence character by character.`,
    }),
  },
  possessionWithoutDeveloper: {
    zh: '已交付未登记的，只有从建设单位购买的才视为业主。请填写建设单位；二手买受人请填原业主。',
    en: 'Who is in possession without registration counts as owner only if bought from the developer. Name the developer, or enter the seller as the owner.',
  } satisfies Words,
  unsoldWithOwners: {
    zh: '未售的由建设单位行使权利，此列请留空；已有业主的请改填权属。',
    en: 'An unsold home is the developer’s: leave this empty, or correct the title if it has an owner.',
  } satisfies Words,
  noDeveloper: {
    zh: '请填写建设单位名称和统一社会信用代码，中间用分号隔开。',
    en: 'Give the developer’s name and its credit code, with a semicolon between them.',
  } satisfies Words,
  noneOf: (cell: string, all: readonly (readonly [string, readonly string[]])[]): Words => ({
    zh: `“${cell}”不在允许的取值内，请从中选填：${all.map(([, zh]) => zh[0]).join('、')}。`,
    en: `"${cell}" is none of these. Choose one: ${all.map(([english]) => english).join(', ')}.`,
  }),
  otherName: (line: number): Words => ({
    zh: `第 ${line} 行中同一证件号的姓名或类型不同。请核对，统一为证件上的写法。`,
    en: `Line ${line} has another name or kind for the same document. Check both, and write them as on the document.`,
  }),
  vanished: (label: string): Words => ({
    zh: `名册中已有 ${label}，文件中没有。名册须列全，请补上这一行；导入不会删除任何一套。确实不存在的，请凭文件注销（strikeExclusiveUnit）。`,
    en: `${label} is on the roll and not in the file. The file lists every home: add its line. An import removes none; one that is not there is struck by a document (strikeExclusiveUnit).`,
  }),
  struck: (label: string, on: string): Words => ({
    zh: `${label} 已于 ${on} 凭文件从名册中注销。请删去这一行；这一套确实存在的，请先凭文件恢复（restoreExclusiveUnit）。`,
    en: `${label} was struck from the roll on ${on} by a document. Remove the line; if the home is there after all, restore it first (restoreExclusiveUnit).`,
  }),
  homesBeyond: (homes: number, households: number): Words => ({
    zh: `文件有 ${homes} 套，而登记的小区只有 ${households} 户。导入之前请核对文件是否属于这个小区（communityId）；已经导入而不存在的，请逐套凭文件注销（strikeExclusiveUnit）。`,
    en: `The file has ${homes} homes, and the community is registered with ${households} households. Check that it is a file of this community (communityId) before it is imported; homes that were imported and are not there are struck by a document (strikeExclusiveUnit).`,
  }),
  noArea: (label: string): Words => ({
    zh: `${label} 没有任何面积依据。名册已收录，但补齐之前其业主不能参加表决，请在召集会议之前补齐。`,
    en: `${label} has no evidence of its area. It is on the roll, but until it has one its owners cannot be asked: complete it before a meeting is convened.`,
  }),
  areaImplausible: (label: string, leastM2: string, mostM2: string): Words => ({
    zh: `${label} 的面积少于 ${leastM2} 或超过 ${mostM2} 平方米，不像一套住房，但已按所填收录，并按此计入表决。此为防止误填的核对，并非法定限额；请对照权属证明核对单位和小数点，填错的请更正后重新导入。`,
    en: `${label} has an area under ${leastM2} or over ${mostM2} m², which is unlike a home. It was taken as it is and weighs so in every vote. This guards against slips and is no limit of the law: check unit and decimal point against the title, and import a corrected file where it is wrong.`,
  }),
  buyersLeftOut: (label: string): Words => ({
    zh: `${label} 已售未交付，买受人还不是业主，未收录；由建设单位行使权利。交付之后请更新名册。`,
    en: `${label} is sold and not handed over: its buyer is no owner yet and was left out, and the developer votes. Import the roll again once it is handed over.`,
  }),
  markUnclear: (label: string): Words => ({
    zh: `${label} 的备注中有“虚构”一类的字样，但不是标记，这一套已按真实收录。如果是虚构的，请将备注改为“虚构”（其他内容用逗号隔开），重新导入；确属真实的，不必处理。`,
    en: `The note on ${label} has a word for what is invented, but not as a mark, and the home was taken as real. If it is invented, write "synthetic" in the note, with a comma before anything else, and import again; if it is real, leave it.`,
  }),
};
