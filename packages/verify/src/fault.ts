import type { z } from 'zod';

type Detail = Readonly<Record<string, string | number>>;
interface Words {
  readonly zh: string;
  readonly en: string;
}

/** Each says what does not match. */
const words = {
  NOT_TEXT: () => ({ zh: '不是 UTF-8 文本。', en: 'It is no UTF-8 text.' }),
  NOT_SIGNED: () => ({
    zh: '末行不是签名：文件不完整，或不是证据包。',
    en: 'Its last line is no signature: it is not whole, or no evidence bundle.',
  }),
  SIGNATURE_WRONG: () => ({
    zh: '签名与内容不符：签名后有改动。',
    en: 'The signature does not fit: something was changed after signing.',
  }),
  OTHER_KEY: ({ found }) => ({
    zh: `由另一把密钥签名，其指纹为 ${found}。`,
    en: `It is signed by another key, with the thumbprint ${found}.`,
  }),
  LINE_INVALID: ({ line, why }) => ({
    zh: `第 ${line} 行不合格式：${why}`,
    en: `Line ${line} is not as docs/evidence/README.md says: ${why}`,
  }),
  LINES_LEFT_OVER: () => ({
    zh: '公开形式只有一行陈述，其后另有内容。',
    en: 'The public form is one statement, and more follows it.',
  }),
  CLAIM_FALSE: ({ what }) => ({
    zh: `按六个整数计算，${what} 与陈述不符。`,
    en: `The six integers do not give the ${what} that is stated.`,
  }),
  SEAL_MISSING: () => ({
    zh: '须有且仅有一行 SEAL，否则无法核对两个根。',
    en: 'There must be one SEAL line, or its roots cannot be checked.',
  }),
  TWICE: ({ what }) => ({ zh: `${what} 出现两次。`, en: `${what} is there twice.` }),
  HEAD_UNKNOWN: ({ what }) => ({
    zh: `${what} 的户不在名册中。`,
    en: `The head that ${what} belongs to is not on the roll.`,
  }),
  NOT_AN_OWNER: ({ what }) => ({
    zh: `${what} 不是该户的业主，也未证明买受（REG-7）。`,
    en: `${what} is no owner of the head for which it acts, and has not bought it (REG-7).`,
  }),
  SALE_UNPROVEN: ({ what }) => ({
    zh: `${what}：没有证明该户全部房屋售予该人的文件，或不在截止之前（REG-7）。`,
    en: `${what}: no paper shows that all homes of the head were sold to that one before voting ended (REG-7).`,
  }),
  PROXY_UNKNOWN: ({ what }) => ({
    zh: `选票 ${what} 所依据的委托不在其中（GOV-MEET-4）。`,
    en: `The proxy that the ballot ${what} names is not there (GOV-MEET-4).`,
  }),
  AFTER_COUNT: ({ what }) => ({
    zh: `选票 ${what} 的作废或追认晚于计票。`,
    en: `The ballot ${what} was voided or ratified after the count.`,
  }),
  COUNTED_TOO_EARLY: () => ({
    zh: '计票早于投票截止（GOV-MEET-3）。',
    en: 'It was counted before voting ended (GOV-MEET-3).',
  }),
  OUTSIDE_VOTING: ({ what }) => ({
    zh: `选票 ${what} 不在投票期间内收到（GOV-MEET-3）。`,
    en: `The ballot ${what} was not received while voting was open (GOV-MEET-3).`,
  }),
  WORTH_WRONG: ({ what }) => ({
    zh: `选票 ${what} 计作的，与其上所写及其后的作废、追认不符（GOV-VOTE-6）。`,
    en: `The ballot ${what} is counted as what is not written on it, or was voided or ratified (GOV-VOTE-6).`,
  }),
  CHAIN_BROKEN: ({ line }) => ({
    zh: `哈希链在第 ${line} 行断开：其前有改动、增删或移位。`,
    en: `The hash chain breaks at line ${line}: before it something was changed, added, moved or taken out.`,
  }),
  DIFFERS: ({ what }) => ({
    zh: `重新计算的 ${what} 与陈述不符。`,
    en: `Computed again, the ${what} is not what is stated.`,
  }),
  RECEIPT_INVALID: ({ why }) => ({
    zh: `回执不合格式：${why}`,
    en: `The receipt is not as docs/evidence/README.md says: ${why}`,
  }),
  RECEIPT_OF_ANOTHER: () => ({
    zh: '回执属于另一表决事项。',
    en: 'The receipt is of another question.',
  }),
  NOT_UNDER_ROOT: () => ({
    zh: '回执不在所述的根之下：该选票或房屋不在其中。',
    en: 'The receipt does not lead to the root: what it is of is not among what was sealed.',
  }),
  OPENING_WRONG: () => ({
    zh: '所附原文与承诺不符：封存的不是这一内容。',
    en: 'What is opened is not what was committed to.',
  }),
} satisfies Record<string, (detail: Detail) => Words>;

export interface Fault extends Words {
  readonly code: keyof typeof words;
}

export const fault = (code: Fault['code'], detail: Detail = {}): Fault => ({ code, ...words[code](detail) });

const mostFaults = 5;

export const faultsOf = ({ issues }: z.ZodError): string =>
  issues
    .slice(0, mostFaults)
    .map(({ path, message }) => `${path.join('.') || '(line)'}: ${message}`)
    .join('; ');
