import { hidesSomething } from '@anju/values/hidden';

/**
 * A name, a number or a title as a person typed it, in one line. Null where it holds what nobody sees, such as a mark
 * that turns the direction of writing: what is stored is what was read on the paper.
 */
export function readLine(typed: string): string | null {
  const line = typed.trim();
  return hidesSomething(line) ? null : line;
}
