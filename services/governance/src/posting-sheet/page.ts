import escape from 'escape-html';

/** A paper that hangs in the stairwell: what it is called, whose it is, and its parts from the top down. */
export interface Sheet {
  readonly title: string;
  /** Whose it is, as the name of the community. */
  readonly subtitle: string;
  readonly parts: readonly Part[];
}

export type Part =
  | { readonly heading: string }
  | { readonly text: string }
  /** A word and what stands for it, a line each. */
  | { readonly facts: readonly (readonly [string, string])[] }
  | { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** Black on white, A4; a table row and a heading's first lines stay on one page. */
const style = `
  @page { size: A4; margin: 20mm 18mm }
  body { font: 12pt/1.6 "Noto Serif CJK SC", "Songti SC", SimSun, serif; color: #000; max-width: 174mm; margin: auto }
  h1 { font-size: 20pt; text-align: center; margin: 0 }
  .of { text-align: center; margin: 0 0 6mm }
  h2 { font-size: 13pt; margin: 6mm 0 2mm; break-after: avoid }
  table { border-collapse: collapse; width: 100% }
  th, td { border: 0.5pt solid #000; padding: 1mm 2mm; text-align: left; vertical-align: top; overflow-wrap: anywhere }
  tr { break-inside: avoid }
  .facts th { width: 32%; font-weight: normal }
  footer { margin-top: 8mm; font-size: 9pt; overflow-wrap: anywhere }`;

/** What the sheet says: it is the same each time it is made of the same, and its hash stands at the foot of the page. */
export const mainOf = ({ title, subtitle, parts }: Sheet): string =>
  [`<h1>${escape(title)}</h1>`, `<p class="of">${escape(subtitle)}</p>`, ...parts.map(htmlOf)].join('\n');

/** The page around it, which asks for nothing from elsewhere. */
export const pageAround = (
  { title, subtitle }: Sheet,
  main: string,
  sha256: string,
): string => `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)} ${escape(subtitle)}</title><style>${style}
</style></head>
<body>
<main>${main}</main>
<footer>正文 SHA-256：${sha256}</footer>
</body>
</html>
`;

function htmlOf(part: Part): string {
  if ('heading' in part) return `<h2>${escape(part.heading)}</h2>`;
  if ('text' in part) return `<p>${escape(part.text)}</p>`;
  if ('facts' in part) {
    const rows = part.facts.map(([word, is]) => `<tr><th>${escape(word)}</th><td>${escape(is)}</td></tr>`);
    return `<table class="facts">\n${rows.join('\n')}\n</table>`;
  }
  const head = part.columns.map((column) => `<th>${escape(column)}</th>`).join('');
  const rows = part.rows.map((row) => `<tr>${row.map((cell) => `<td>${escape(cell)}</td>`).join('')}</tr>`);
  return `<table>\n<tr>${head}</tr>\n${rows.join('\n')}\n</table>`;
}
