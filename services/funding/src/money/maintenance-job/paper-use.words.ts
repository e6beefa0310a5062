import type { Language } from '@anju/runtime/caller';
import type { RefusalDetail } from '@anju/values/decision';
import type { PaperUse } from './job-paper';

/** As what a paper stands on another job, what it does there, and how it is taken off it. */
const uses: Record<PaperUse, Record<Language, Readonly<Record<string, string>>>> = {
  SHEET: {
    zh: { paper: '监理签认单', back: '重新录入正确的签认单（recordMeasurement）' },
    en: { paper: 'sheet', does: 'measures', back: 'enter the right sheet there (recordMeasurement)' },
  },
  ACCEPTANCE: {
    zh: { paper: '验收文件', back: '重新录入正确的验收（recordAcceptance）' },
    en: {
      ...{ paper: 'paper of acceptance', does: 'accepts' },
      back: 'enter the right acceptance there (recordAcceptance)',
    },
  },
  RECEIPT: {
    zh: { paper: '银行回单', back: '冲正那张回单（reverseReceipt）' },
    en: { paper: 'bank receipt', does: 'pays for', back: 'reverse that receipt (reverseReceipt)' },
  },
  // A reversal stays, but a paper that was taken for its paper by mistake is still a paper.
  REVERSAL: {
    zh: { paper: '冲正回单的更正文件', back: '重新扫描这一份文件，填写新扫描件的哈希值' },
    en: {
      ...{ paper: 'paper of a reversal', does: 'puts right a receipt of' },
      back: 'scan this paper anew and give the hash of that',
    },
  },
};

/** What a refusal says of a paper that was entered elsewhere; nothing where it is about none. */
export const paperUseWords = (detail: RefusalDetail | undefined, language: Language) =>
  detail?.['use'] === undefined ? {} : uses[detail['use'] as PaperUse][language];
