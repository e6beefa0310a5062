/**
 * Whether a line of text holds what nobody sees: a control character, a line break, a mark of no width or one that
 * turns the direction of writing, a letter that is a blank, or half a character.
 */
export const hidesSomething = (line: string): boolean =>
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u034f\u115f\u1160\u2800\u3164\uffa0]/u.test(line);

/** The same for a text of several lines, in which breaks and tabs are seen. */
export const hidesSomethingInLines = (text: string): boolean =>
  hidesSomething(text.replace(/\r\n|[\n\t]/g, ' '));
