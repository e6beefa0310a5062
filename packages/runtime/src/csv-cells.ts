import { parseScaled } from '@anju/values/decimal';
import { foldWidth } from '@anju/values/fold-width';
import { fitsIn } from '@anju/values/text-length';
import { type CalendarDate, isCalendarDate, isOfOurTime } from '@anju/values/time';
import type { ReadCell, Words } from './csv-table';

const folded = (cell: string) => foldWidth(cell).trim();

/** Anything but nothing. */
export const text: ReadCell<string> = (cell) =>
  cell === ''
    ? wrong('不能为空，请填写。', 'May not be empty. Fill it in.')
    : fitsIn(cell, 200)
      ? { value: cell }
      : wrong('超过 200 个字符，请缩短。', 'Longer than 200 characters. Shorten it.');

/** A whole number of things, from 0 on. */
export const count: ReadCell<number> = (cell) => {
  const value = /^\d+$/.test(folded(cell)) ? Number(folded(cell)) : NaN;
  return Number.isSafeInteger(value)
    ? { value }
    : wrong(
        `“${cell}”不是非负整数，请填写如 144 的数字。`,
        `"${cell}" is not a whole number of 0 or more. Write one such as 144.`,
      );
};

/**
 * A decimal as published, in units of 10^-digits of it: `decimal(2)` reads 65.00 m² as 6500 dm², yuan as
 * fen; `decimal(6)` reads 万元 as fen. More digits than that cannot be kept exactly and are refused.
 */
export const decimal =
  (digits: number): ReadCell<number> =>
  (cell) => {
    const numeral = folded(cell);
    if (!/^-?\d+(\.\d+)?$/.test(numeral))
      return wrong(
        `“${cell}”不是数字，请填写如 65.00 的数字。`,
        `"${cell}" is not a number. Write one such as 65.00.`,
      );
    if (numeral.startsWith('-')) return wrong('不能为负数，请核对。', 'May not be negative. Check it.');
    const value = parseScaled(numeral, digits);
    if (value !== null) return { value };
    const [, decimals = ''] = numeral.split('.');
    return decimals.replace(/0+$/, '').length > digits
      ? wrong(
          `小数最多 ${digits} 位，请核对。`,
          `At most ${digits} decimal places can be kept exactly. Round it.`,
        )
      : wrong(
          '数字太大，请核对是否多输了数字或用错了单位。',
          'Too large. Look for a digit too many or another unit.',
        );
  };

export const date: ReadCell<CalendarDate> = (cell) => {
  const value = folded(cell);
  if (!isCalendarDate(value))
    return wrong(
      `“${cell}”不是有效日期，请写成 2022-06-30。`,
      `"${cell}" is not a calendar date. Write it like 2022-06-30.`,
    );
  return isOfOurTime(value)
    ? { value }
    : wrong(
        `“${cell}”超出范围，请核对年份，应在 1900 至 2199 之间。`,
        `"${cell}" is no date to be met here. Check the year: from 1900 to 2199.`,
      );
};

/** 是 or 否, yes or no, true or false. */
export const yesNo: ReadCell<boolean> = (cell) => {
  if (['是', 'yes', 'true', '1'].includes(cell.toLowerCase())) return { value: true };
  if (['否', 'no', 'false', '0'].includes(cell.toLowerCase())) return { value: false };
  return wrong(
    `“${cell}”不是“是”或“否”，请填写其一。`,
    `"${cell}" is neither yes nor no. Write one of them.`,
  );
};

/** Nothing is null; anything else is read. */
export const optional =
  <T>(read: ReadCell<T>): ReadCell<T | null> =>
  (cell) =>
    cell === '' ? { value: null } : read(cell);

const wrong = (zh: string, en: string): { wrong: Words } => ({ wrong: { zh, en } });
