import { communityStruck } from '@anju/runtime/community-struck.words';
import { keyMessages, type Said } from '@anju/runtime/idempotency';
import type { ExclusiveUnitRefusalCode } from '../generated/graphql';

export const unitMessages: Record<ExclusiveUnitRefusalCode, Said> = {
  UNIT_NOT_FOUND: {
    zh: '您管理的名册中没有这一套专有部分。请核对编号，并确认小区在您的辖区内。',
    en: 'No roll that you keep has or had such a unit. Check the id, and that its community is yours.',
  },
  ALREADY_STRUCK: {
    zh: '这一套已经从名册中注销，无须再次注销。请核对编号；确实存在的，请凭文件恢复。',
    en: 'The unit was struck from the roll before. Check the id; where the unit is there after all, have it restored by a document.',
  },
  NOT_STRUCK: {
    zh: '这一套仍在名册中，无须恢复。请核对编号。',
    en: 'The unit stands on the roll, so there is nothing to restore. Check the id.',
  },
  COMMUNITY_STRUCK: communityStruck,
  REASON_INVALID: {
    zh: '请写明原因，一行，不超过 500 个字符，不含看不见的字符，不要写个人姓名。',
    en: 'Say why, in one line of up to 500 characters and none that nobody sees. Name no person.',
  },
  PAPER_NUMBER_INVALID: {
    zh: '请填写依据文件的编号，不超过 100 个字符，不含换行和看不见的字符。',
    en: 'Give the number of the document, in up to 100 characters and none that nobody sees.',
  },
  PAPER_HASH_INVALID: {
    zh: '依据文件扫描件的哈希值应为 SHA-256 的 64 位十六进制字符，请重新计算。',
    en: 'The hash of the scan has to be a SHA-256 in 64 hexadecimal digits. Compute it anew.',
  },
  IDEMPOTENCY_KEY_INVALID: keyMessages.IDEMPOTENCY_KEY_INVALID,
  IDEMPOTENCY_KEY_TOO_OLD: keyMessages.IDEMPOTENCY_KEY_TOO_OLD,
  IDEMPOTENCY_KEY_REUSED: keyMessages.IDEMPOTENCY_KEY_REUSED,
};
