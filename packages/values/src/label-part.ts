const longestPart = 8;

/** 号楼 and the like say what the column says already. */
const suffix = /(?<=[\dA-Z甲乙丙丁戊己东西南北中])(号楼|号院|栋|幢|座|楼|号|单元|室|户)$/u;

/** Digits, perhaps with letters or the words by which buildings are told apart, or one letter or word of these. */
const part = /^(?:(?=.*[\dA-Z])[\dA-Z甲乙丙丁戊己东西南北中]+|[甲乙丙丁戊己东西南北中])$/u;

/** One part of a label with what typing adds folded: `２号楼` is 2. Null if it is no number. */
export function readLabelPart(typed: string): string | null {
  const folded = typed
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]/gu, '')
    .toUpperCase()
    .replace(suffix, '');
  // 01 is 1 on the wall, and has the same place in the order.
  const read = folded.replace(/(?<!\d)0+(?=\d)/g, '');
  return part.test(read) && [...read].length <= longestPart ? read : null;
}
