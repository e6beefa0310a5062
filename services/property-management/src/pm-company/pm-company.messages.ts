import type { Language } from '@anju/runtime/caller';
import { keyMessages } from '@anju/runtime/idempotency';
import type { RefusalDetail } from '@anju/values/decision';
import type { PmCompanyRefusalCode } from '../generated/graphql';

/** Why a company was not registered or put right, and what to do. */
export const companyMessages: Record<
  PmCompanyRefusalCode,
  (detail: RefusalDetail) => Record<Language, string>
> = {
  NAME_MISSING: () => ({
    zh: '企业名称为空，请填写营业执照上的名称。',
    en: 'The name is empty. Give the name on the business licence.',
  }),
  NAME_TOO_LONG: ({ found, limit }) => ({
    zh: `企业名称有 ${found} 个字符，最多 ${limit} 个。请填写营业执照上的名称。`,
    en: `The name has ${found} characters, at most ${limit} are kept. Give the name on the business licence.`,
  }),
  NAME_HIDES_CHARACTERS: () => ({
    zh: '企业名称含有换行或看不见的字符。请按营业执照重新键入，不要粘贴。',
    en: 'The name holds a line break or a character that nobody sees. Type it anew from the business licence; do not paste it.',
  }),
  NAME_IS_A_NUMBER: () => ({
    zh: '企业名称中没有文字。请填写营业执照上的名称；统一社会信用代码请填在其栏目。',
    en: 'The name has no letter in it. Give the name on the business licence; the credit code has a field of its own.',
  }),
  CREDIT_CODE_LENGTH: ({ found }) => ({
    zh: `统一社会信用代码应为 18 位，实为 ${found} 位。请对照营业执照核对。`,
    en: `A unified social credit code has 18 characters, this one ${found}. Compare it with the business licence.`,
  }),
  CREDIT_CODE_CHARACTER: () => ({
    zh: '统一社会信用代码不含 I、O、S、V、Z，第 3 至 8 位为数字。请对照营业执照核对。',
    en: 'A unified social credit code has no I, O, S, V or Z, and its characters 3 to 8 are digits. Compare it with the business licence.',
  }),
  CREDIT_CODE_CHECK_CHARACTER: () => ({
    zh: '统一社会信用代码的校验位不符，其中有字符填错。请对照营业执照核对。',
    en: 'The check character of the unified social credit code does not fit, so some character is wrong. Compare it with the business licence.',
  }),
  CREDIT_CODE_TAKEN: ({ name, companyId }) => ({
    zh: `该统一社会信用代码已登记为“${name}”（${companyId}），请直接使用，不必再次登记；名称有误时，请用 correctCompany 更正。`,
    en: `This code is registered already as ${name} (${companyId}). Use that one; it need not be registered again. If its name is wrong, put it right by correctCompany.`,
  }),
  COMPANY_NOT_FOUND: () => ({
    zh: '没有登记这家物业服务企业，请核对编号。',
    en: 'No such company is registered. Check the id.',
  }),
  NOT_IN_SCOPE: () => ({
    zh: '该企业由其他城市的住建部门登记。请由登记地所在城市的住建部门更正。',
    en: 'A bureau of another city entered this company. Ask a bureau of that city to put it right.',
  }),
  NAME_UNCHANGED: ({ name }) => ({
    zh: `登记的名称已是“${name}”，无需更正。请与营业执照核对；执照上是其他名称的，请填写该名称。`,
    en: `It is registered as ${name} already. Compare it with the business licence; if that has another name, give that one.`,
  }),
  REASON_INVALID: ({ most }) => ({
    zh: `请写明更正的原因，一行，1 至 ${most} 个字符，不含看不见的字符，不要写个人姓名。`,
    en: `Say what was wrong, in one line of 1 to ${most} characters and none that nobody sees. Name no person.`,
  }),
  IDEMPOTENCY_KEY_INVALID: keyMessages.IDEMPOTENCY_KEY_INVALID,
  IDEMPOTENCY_KEY_TOO_OLD: keyMessages.IDEMPOTENCY_KEY_TOO_OLD,
  IDEMPOTENCY_KEY_REUSED: keyMessages.IDEMPOTENCY_KEY_REUSED,
};
