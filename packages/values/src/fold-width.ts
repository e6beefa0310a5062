/**
 * What Chinese keyboards make of digits, letters and signs: `１４４` is `144`, and a wide blank a blank; and what a PDF
 * gives for a Chinese character, `⼆` for `二`. Nothing else is folded: a mark behind a figure, as of `1246①` and `65.0²`,
 * would become a digit of it.
 */
export const foldWidth = (typed: string): string =>
  typed
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ')
    .replace(/[\u2f00-\u2fdf\uf900-\ufaff]/g, (likeness) => likeness.normalize('NFKC'));
