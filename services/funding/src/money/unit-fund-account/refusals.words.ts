import type { Language } from '@anju/runtime/caller';
import { keyMessages, type Said, wordsOf } from '@anju/runtime/idempotency';
import type { Refusal } from '@anju/values/decision';
import { fillIn, inYuan } from '../../fill-in';
import type { FundAccountRefusalCode } from '../../generated/graphql';

export const messages: Record<FundAccountRefusalCode, Said> = {
  ...keyMessages,
  ACCOUNT_NOT_FOUND: {
    zh: '这一户没有分户账。请核对编号；尚未建立的，请导入（importFundAccounts）。',
    en: 'The home has no account. Check the id; where none is opened yet, import it (importFundAccounts).',
  },
  NOT_IN_SCOPE: {
    zh: '您的权限不包括这个小区，请由当地主管部门或财政部门办理。',
    en: "Your token does not reach this community. Ask its county's bureau or finance department.",
  },
  AMOUNT_NEGATIVE: {
    zh: '金额 {amount} 元有误，不得为负，请核对。',
    en: '{amount} yuan is wrong: neither the first deposit nor the opening balance is ever below nothing. Check the amount.',
  },
  AMOUNT_TOO_LARGE: {
    zh: '金额过大：一户的首期交存、期初余额以及全小区余额合计都不得超过 {most} 元。请核对是否多输了数字。',
    en: 'Too large: neither a home’s first deposit nor its balance, nor a community’s balances together may be more than {most} yuan. Look for a digit too many.',
  },
  PAPER_NUMBER_INVALID: {
    zh: '请填写凭证编号，不超过 100 个字符，不含换行和看不见的字符。',
    en: "Give the paper's number, at most 100 characters and none that nobody sees.",
  },
  PAPER_HASH_INVALID: {
    zh: '凭证的 SHA-256 应为 64 位十六进制，请重新计算。',
    en: "The paper's SHA-256 has 64 hexadecimal digits. Compute it again.",
  },
  AS_OF_IN_FUTURE: {
    zh: '余额日期 {asOf} 在今天（{today}）之后，请核对。',
    en: 'The day of the balance, {asOf}, is after today ({today}). Check it.',
  },
  FIGURES_UNCHANGED: {
    zh: '该户分户账登记的就是这些，无需更正。请核对要更正的是哪一户、哪一项。',
    en: 'The account says all of this already. Check which home’s and which figure is wrong.',
  },
  PAPER_USED: {
    zh: '该户已于 {correctedOn} 凭文件 {paperNumber} 更正过，一份文件对一户只有一个数。请核对；如果当时录错了，请凭资金管理部门另外出具的文件再更正。',
    en: 'This account was corrected by paper {paperNumber} on {correctedOn} already, and a paper says one thing of a home. Check it; if that was entered wrong, correct it by another paper of the fund office.',
  },
  DRAWN_BEYOND: {
    zh: '该户账上的钱已支付或已留作支付，期初余额最低只能更正为 {least} 元，不能更正为 {opening} 元。请核对；确属有误的，请先与资金管理部门和银行核对已付的款项。',
    en: 'Of this account so much is paid or promised that its opening balance cannot be corrected below {least} yuan, and {opening} is less. Check it; if it is right, clear with the fund office and the bank what was paid.',
  },
};

/** A refusal for people, in their language; sums in yuan. */
export const refused = (
  { code, rule, retryable, detail }: Refusal<FundAccountRefusalCode>,
  language: Language,
) =>
  ({
    __typename: 'FundAccountRefusal',
    code,
    rule,
    retryable,
    message: fillIn(wordsOf(messages[code], detail)[language], { ...detail, ...inYuan(detail) }),
  }) as const;
