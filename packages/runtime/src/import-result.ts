import type { RefusalDetail } from '@anju/values/decision';
import type { RuleId } from '@anju/values/rule-id';
import type { Language } from './caller';
import { communityStruck } from './community-struck.words';
import { keyMessages, type KeyRefusalCode, type Said, wordsOf } from './idempotency';
import { problemsCsv, type RowProblem, type TableRefusalCode, upToMost, type Words } from './csv-table';

export type ImportRefusalCode =
  | TableRefusalCode
  | 'BAD_ROWS'
  | 'TARGET_NOT_FOUND'
  | 'HOMES_NOT_KNOWN'
  | 'COMMUNITY_STRUCK'
  | 'NOT_IN_SCOPE'
  | 'NOT_OPEN'
  | KeyRefusalCode;

/** What an import command answers; `presentImport` turns it into the graph's `ImportReport` or `ImportRefusal`. */
export type ImportOutcome =
  | {
      readonly accepted: true;
      readonly report: {
        readonly dryRun: boolean;
        readonly rows: number;
        readonly created: number;
        readonly changed: number;
        readonly unchanged: number;
        readonly notes: readonly RowProblem[];
      };
    }
  | {
      readonly accepted: false;
      readonly code: ImportRefusalCode;
      readonly rule: RuleId | null;
      readonly retryable: boolean;
      readonly problems: readonly RowProblem[];
      readonly detail?: RefusalDetail | undefined;
    };

export const refuseImport = (
  code: ImportRefusalCode,
  {
    rule = null,
    retryable = false,
    problems = [],
    detail,
  }: Partial<Extract<ImportOutcome, { accepted: false }>> = {},
): ImportOutcome => ({ accepted: false, code, rule, retryable, problems: upToMost(problems), detail });

const messages: Record<ImportRefusalCode, Said> = {
  ...keyMessages,
  NOT_BASE64: {
    zh: '文件内容不是标准 base64。请用 A–Z、a–z、0–9、+、/ 编码，以 = 补足为 4 的倍数；不要用 base64url（-、_），也不要带 data: 前缀。',
    en: 'The content is not standard base64. Write it with A–Z, a–z, 0–9, + and /, padded with = to a multiple of 4; not as base64url (- and _), and without a data: prefix.',
  },
  TOO_LARGE: {
    zh: '文件超过 5 MiB。请另存为 CSV 并删去不需要的列；可以分批导入的文件也可拆分。',
    en: 'The file is larger than 5 MiB. Save it as CSV without the columns that are not asked for, or split it where it may come in parts.',
  },
  TOO_MANY_ROWS: {
    zh: '文件超过 100,000 行。请检查末尾是否有大量空行，或分批导入。',
    en: 'The file has more than 100,000 rows. Look for empty rows at its end, or split it.',
  },
  UNKNOWN_ENCODING: {
    zh: '文件不全是 UTF-8，也不是 GB18030 编码。请按所列问题修改（如有），并另存为 UTF-8 CSV。',
    en: 'The file is neither all UTF-8 nor GB18030. Mend what is listed, if anything is, and save it as UTF-8 CSV.',
  },
  EMPTY_FILE: {
    zh: '文件里没有数据行。请在表头下填写至少一行，并检查上传的是否是这个文件。',
    en: 'The file has no rows. Put at least one below the header, and check that it is the file you meant.',
  },
  NOT_A_TABLE: {
    zh: '文件不是完整的表格，请按所列问题修改。未导入任何数据。',
    en: 'The file is not a complete table. Mend what is listed. Nothing was imported.',
  },
  BAD_ROWS: {
    zh: '文件中有错误的行，请按所列问题修改后重新导入。未导入任何数据。',
    en: 'Some rows are wrong. Mend what is listed and import again. Nothing was imported.',
  },
  TARGET_NOT_FOUND: (detail) =>
    detail
      ? {
          zh: `没有这个编号，请核对。可选：${detail['known']}。`,
          en: `There is no such id. Check it; there are: ${detail['known']}.`,
        }
      : {
          zh: '这里没有要导入到的对象，请核对编号；如果刚刚登记，请稍后再试。',
          en: 'What the file belongs to is not known here. Check the id; if it is new, try again in a moment.',
        },
  HOMES_NOT_KNOWN: {
    zh: '这里还没有该小区的房屋。请先导入其业主名册（importOwnersRoll）；如果刚刚导入，请稍后再试。',
    en: 'No home of the community is known here. Import its roll of owners first (importOwnersRoll); if that was just done, try again in a moment.',
  },
  COMMUNITY_STRUCK: communityStruck,
  NOT_IN_SCOPE: {
    zh: '您的权限不包括这个对象，请使用写明该小区、或包括其登记区划的令牌。',
    en: 'Your token does not reach what the file belongs to. Use one that names the community, or a division that covers the one it is registered under.',
  },
  NOT_OPEN: {
    zh: '文件所属的事项已经结束，不再接受导入。如需继续，请另行发起，再导入到新的事项。',
    en: 'What the file belongs to is closed and takes no file any more. To go on, open another and import into that.',
  },
};

/** Nothing is to be done about them. */
const andMoreNotes = (more: number): Words => ({
  zh: `此后还有 ${more} 条说明未列出。`,
  en: `There are ${more} more notes from here on, not listed.`,
});

export function presentImport(outcome: ImportOutcome, language: Language) {
  const present = (problem: RowProblem) => ({ ...problem, reason: problem.reason[language] });
  if (outcome.accepted) {
    const { notes, ...counts } = outcome.report;
    return {
      __typename: 'ImportReport' as const,
      ...counts,
      notes: upToMost(notes, andMoreNotes).map(present),
    };
  }
  const { code, rule, retryable, problems, detail } = outcome;
  return {
    __typename: 'ImportRefusal' as const,
    code,
    rule,
    retryable,
    message: wordsOf(messages[code], detail)[language],
    problems: problems.map(present),
    problemsCsv: problems.length > 0 ? problemsCsv(problems, language) : null,
  };
}
