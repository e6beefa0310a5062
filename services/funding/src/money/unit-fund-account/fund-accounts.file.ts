import { date, decimal, text, yesNo } from '@anju/runtime/csv-cells';
import { createCellReader, type ReadableTable, type Row, type RowProblem } from '@anju/runtime/csv-table';
import { formatScaled } from '@anju/values/decimal';
import { readHouseholdLabel } from '@anju/values/household-label';
import { type Fen, mostEnteredFen } from '@anju/values/money';
import type { CalendarDate } from '@anju/values/time';
import type { KnownUnit } from '../../known/building/building';
import { type NewAccount, sameFigures, type UnitFundAccount } from './unit-fund-account';

/** Homes by building, entrance and door, on the roll or as typed: `2-1-301`, 2号楼1单元301室. Money in yuan with up to two decimals. */
export const columns = ['unit_label', 'first_deposit_yuan', 'balance_yuan', 'as_of', 'synthetic'] as const;

interface Known {
  /** May stand before a home. */
  readonly communityName: string;
  readonly units: readonly KnownUnit[];
  /** With what was corrected since. */
  readonly accounts: readonly UnitFundAccount[];
  readonly today: CalendarDate;
}

interface Reading {
  readonly created: readonly NewAccount[];
  readonly unchanged: number;
  readonly problems: readonly RowProblem[];
  /** True where governance may be about to tell of a home that is in the file. */
  readonly unknownHomes: boolean;
}

/** What a file of the fund office says of the homes of one community. */
export function readFundAccounts(
  table: ReadableTable,
  { communityName, units, accounts, today }: Known,
): Reading {
  const unitOf = new Map(units.map((unit) => [unit.label, unit]));
  // What stands on the roll is a home, however a reader would take it.
  const labelOf = (cell: string) =>
    unitOf.has(cell) ? cell : (readHouseholdLabel(cell, communityName) ?? cell);
  const accountOf = new Map(accounts.map((account) => [account.unitId, account]));
  const cells = createCellReader(table);
  const { read, refuse } = cells;
  const readYuan = (row: Row, column: 'first_deposit_yuan' | 'balance_yuan'): Fen | null => {
    const amountFen = read(row, column, decimal(2));
    if (amountFen === null || amountFen <= mostEnteredFen) return amountFen;
    refuse(row, column, tooLarge, 'CONV-1');
    return null;
  };
  const lines = new Map<string, number>();
  const created: NewAccount[] = [];
  let unchanged = 0;
  let unknownHomes = false;
  let total = accounts.reduce((sofar, { openingFen }) => sofar + openingFen, 0);

  for (const row of table.rows) {
    const cell = read(row, 'unit_label', text);
    const label = cell === null ? null : labelOf(cell);
    const firstDepositFen = readYuan(row, 'first_deposit_yuan');
    const openingFen = readYuan(row, 'balance_yuan');
    const asOf = read(row, 'as_of', date);
    const synthetic = read(row, 'synthetic', yesNo);

    const unit = label === null ? null : unitOf.get(label);
    if (unit === undefined) {
      refuse(row, 'unit_label', unknownHome);
      unknownHomes = true;
    }
    const earlier = label === null ? undefined : lines.get(label);
    if (earlier !== undefined) refuse(row, 'unit_label', homeTwice(earlier));
    else if (label !== null) lines.set(label, row.line);
    if (asOf !== null && asOf > today) refuse(row, 'as_of', inFuture);
    if (!unit || firstDepositFen === null || openingFen === null || asOf === null || synthetic === null)
      continue;

    const said = { unitId: unit.id, firstDepositFen, openingFen, asOf, synthetic };
    const account = accountOf.get(unit.id);
    if (!account) {
      created.push(said);
      total += openingFen;
      if (total > mostEnteredFen) {
        refuse(row, 'balance_yuan', tooMuch, 'CONV-1');
        total = 0;
      }
    } else if (sameFigures(account, said)) unchanged++;
    else refuse(row, null, opened);
  }
  return { created, unchanged, problems: cells.problems, unknownHomes };
}

const most = formatScaled(mostEnteredFen, 2);

const tooLarge = {
  zh: `金额过大：不得超过 ${most} 元，请核对是否多输了数字。`,
  en: `Too large: an amount may not be more than ${most} yuan. Look for a digit too many.`,
};
const unknownHome = {
  zh: '业主名册中没有这一户，请按“楼号-单元-门牌”核对，如 2-1-301；如果名册刚刚导入，请稍后再试。',
  en: "The owners' roll has no such home. Check building, entrance and door, such as 2-1-301; if the roll was just imported, try again.",
};
const homeTwice = (line: number) => ({
  zh: `第 ${line} 行已有这一户，请删去一行。`,
  en: `Line ${line} has this home already. Remove one.`,
});
const inFuture = { zh: '日期在今天之后，请核对。', en: 'The date is after today. Check it.' };
const tooMuch = {
  zh: `余额合计过大：全小区不得超过 ${most} 元，请核对是否多输了数字。`,
  en: `The balances of the community together are more than ${most} yuan. Look for a digit too many.`,
};
const opened = {
  zh: '这一户的分户账已经建立（此后可能更正过），与本行不一致。余额只能通过记账变动，请删去本行；当初录错的，请凭资金管理部门的文件更正（correctFundAccount）。',
  en: 'This home has an account that says otherwise, as it was opened or corrected since. Balances move by postings only: remove the row; if it was entered wrong then, correct it by a paper of the fund office (correctFundAccount).',
};
