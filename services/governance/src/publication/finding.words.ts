import type { Row, RowProblem, Words } from '@anju/runtime/csv-table';
import { formatScaled } from '@anju/values/decimal';
import { type PublicationDefinition, type Unit, units } from './definition';
import type { Finding } from './finding';

/** A finding as people read it, with the figures in the publication's own units. */
export function tell(
  finding: Finding,
  { columns, number }: PublicationDefinition,
  rows: readonly Row[],
): RowProblem {
  const { line, column } = finding;
  const cells = rows.find((row) => row.line === line)?.cells ?? {};
  const unitOf = (heading: string | null): Unit => columns[heading ?? '']?.unit ?? 'count';
  const noted = (reason: Words): RowProblem => ({
    line,
    column,
    value: column === null ? null : (cells[column] ?? null),
    reason,
    rule: null,
  });

  switch (finding.code) {
    case 'INCOMPLETE':
      return noted({
        zh: `“${finding.name}”未公布完整（缺 ${finding.missing.join('、')}），已按未知登记。`,
        en: `Not everything of ${finding.name} was published (no ${finding.missing.join(', ')}). Registered as unknown.`,
      });
    case 'LOWER_BOUND':
      return noted({
        zh: `“${finding.name}”的这一数字是下限，只保留在来源行，不记入小区。`,
        en: `This figure of ${finding.name} is a lower bound. It stays on the source row and not on the community.`,
      });
    case 'DERIVED': {
      const sums = finding.figures.map(
        ({ column, total, parts, value }) => `${column} ${total} - ${parts} = ${value}`,
      );
      return noted({
        zh: `“${finding.name}”没有单独的行，按“${finding.group}”合计减去其余部分推算：${sums.join('；')}。`,
        en: `${finding.name} has no row of its own. It is what the others leave of ${finding.group}: ${sums.join('; ')}.`,
      });
    }
    case 'LIST_SHORT': {
      const amounts = Object.entries(columns).flatMap(([heading, { measure, unit }]) =>
        cells[heading] ? [amount(cells[heading], measure, unit)] : [],
      );
      const at = number ? ` ${cells[number]}` : '';
      return noted({
        zh: `名单不完整：未列出的行${at} 合计 ${amounts.map(({ zh }) => zh).join('、')}。`,
        en: `The list is short: the rows${at} that it leaves out come to ${amounts.map(({ en }) => en).join(', ')}.`,
      });
    }
    case 'RESTORED':
      return noted({
        zh: `“${finding.name}”曾于 ${finding.struckOn} 注销，现按本名单恢复登记，编号不变。`,
        en: `${finding.name} was struck on ${finding.struckOn}. By this list it stands in the register again, with its id.`,
      });
    case 'NAME_TWICE':
      return noted({
        zh: `“${finding.name}”与第 ${finding.firstLine} 行重名。同一小区请删去一行；确为两个小区的，请在公布定义中用 named 行为其中一个另定名称。`,
        en: `${finding.name} is on line ${finding.firstLine} already. Remove one if they are one community; if they are two, give one of them another name by a row "named" in the publication's definition.`,
      });
    case 'TOTAL_DIFFERS': {
      const added = inUnit(finding.added, unitOf(column));
      return noted({
        zh: `合计与各行之和 ${added} 不符，请对照公布原文核对每一行。`,
        en: `The rows add up to ${added} instead. Check each row against what was published.`,
      });
    }
    case 'TOTAL_NOT_SUMMED':
      return noted({
        zh: '公布原文的合计没有这一列，无法核对。请对照原文清空本格；原文确有合计的，请在公布清单的定义中列入 "sums"。',
        en: 'As published the total has nothing in this column, and it cannot be checked. Empty the cell; if there is a figure after all, name it among the "sums" of the publication\'s definition.',
      });
    case 'GROUP_DIFFERS': {
      const value = inUnit(BigInt(finding.value), unitOf(column));
      return noted({
        zh: `“${finding.group}”整体写的是 ${value}，其中的这一行却不同。请对照公布原文核对这两行；原文确实如此的，请在公布清单的定义中把这一项从 "inherits" 去掉。`,
        en: `For the whole of ${finding.group} it says ${value}, and this row is a part of it. Check both rows against what was published; if it prints them so, take this out of "inherits" in the definition of the publication.`,
      });
    }
    case 'NOTHING_LEFT': {
      const parts = inUnit(finding.parts, unitOf(column));
      return noted({
        zh: `已列部分之和 ${parts} 不小于合计，“${finding.name}”没有余数，请核对。`,
        en: `The parts come to ${parts}, which leaves nothing of the total for ${finding.name}. Check them.`,
      });
    }
    case 'IMPLAUSIBLE': {
      const bound = inUnit(BigInt(finding.most), unitOf(column));
      return noted({
        zh: `“${finding.name}”的这一数字超过 ${bound}，一个小区不会这么多。请核对是否多输了数字或用错了单位。`,
        en: `${finding.name} has more than ${bound} here, which no community has. Look for a digit too many or another unit.`,
      });
    }
    case 'LIST_TOO_LARGE':
      return noted({
        zh: `名单合计 ${finding.households} 户，超过 ${finding.most} 户。请对照公布原文核对每一行的户数。`,
        en: `The list comes to ${finding.households} households, which is more than ${finding.most}. Check the households of each row against what was published.`,
      });
    case 'NO_LONGER_LISTED':
      return noted({
        zh: `此前由本名单登记的“${finding.name}”不在文件中。遗漏的，请按上次导入补上该行；名单改了名称的，请在公布定义中用 named 行写明登记的名称；属误登记的，请先注销（strikeCommunity），再导入本文件，以后列有它的名单可恢复登记。`,
        en: `${finding.name} was registered from this list and is not in the file. If it is left out, add its row as last imported; if the list calls it otherwise now, say the registered name by a row "named" in the publication's definition; if it was registered by mistake, strike it (strikeCommunity) and import this file again: a later list that has it restores it.`,
      });
    case 'IN_ANOTHER_LIST':
      return noted({
        zh: `“${finding.name}”已由另一份名单（${finding.publicationId}）登记，不能重复登记。请在本名单的公布定义中将该行列为 known；确为另一小区的，用 named 行另定名称。`,
        en: `${finding.name} was registered from another list (${finding.publicationId}). It cannot be registered twice: list the row as "known" in this publication's definition or, if it is another community, give it another name by a row "named".`,
      });
    case 'KNOWN_NOWHERE':
      return noted({
        zh: `公布定义称“${finding.name}”已由另一份名单登记，登记中却没有。请先导入那份名单，或更正公布定义中的这一行。`,
        en: `The definition says that another list registered ${finding.name}, and none did. Import that list first, or correct the row in the publication's definition.`,
      });
  }
}

function inUnit(value: bigint, unit: Unit): string {
  const text = formatScaled(Number(value), units[unit].places);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

const counted: Record<string, Words> = {
  households: { zh: '户', en: ' households' },
  buildings: { zh: '栋', en: ' buildings' },
  persons: { zh: '人', en: ' persons' },
};

const measured: Record<Unit, Words> = {
  count: { zh: '', en: '' },
  year: { zh: '年', en: '' },
  mu: { zh: ' 亩', en: ' mu' },
  m2: { zh: ' m²', en: ' m2' },
  wan_m2: { zh: ' 万m²', en: ' 万m² (10,000 m2)' },
  yuan: { zh: ' 元', en: ' yuan' },
  wan_yuan: { zh: ' 万元', en: ' 万元 (10,000 yuan)' },
  yi_yuan: { zh: ' 亿元', en: ' 亿元 (100 million yuan)' },
};

/** As printed, with the unit: `12,900 m²`. */
function amount(printed: string, measure: string, unit: Unit): Words {
  const digits = printed.replace(/^\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','));
  const { zh, en } = (unit === 'count' && counted[measure]) || measured[unit];
  return { zh: `${digits}${zh}`, en: `${digits}${en}` };
}
