/** Something is written, and not more than can be kept. */
export const isText = (text: string, most: number): boolean => {
  const length = [...text.trim()].length;
  return length > 0 && length <= most;
};

/** A number of a paper or a document, such as `晋市建〔2022〕31号`. */
export const isPaperNumber = (text: string): boolean => isText(text, 100);
