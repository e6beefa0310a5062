/**
 * A name, a number or a title as a person typed it, in one line. Marks that nobody sees, such as those that turn the
 * direction of writing, are left out, so that what is read is what is stored. Null where it holds a control
 * character or half of one, which no such line has.
 */
export function readLine(typed: string): string | null {
  const line = typed.replace(/\p{Cf}/gu, '').trim();
  return /[\p{Cc}\p{Cs}]/u.test(line) ? null : line;
}
