/** A number by itself names nobody: it was typed into the place of another. */
export const isName = (typed: string): boolean => /\p{L}/u.test(typed);
