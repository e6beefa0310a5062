/** Whether a text has 1 to `most` characters as people count them: a rare character of a name is one, of two units. */
export const fitsIn = (text: string, most: number): boolean => text !== '' && [...text].length <= most;
