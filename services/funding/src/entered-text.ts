/** Something is written, and not more than can be kept. */
export const isText = (text: string, most: number): boolean => {
  const length = [...text.trim()].length;
  return length > 0 && length <= most;
};

/** A number of a paper or a document, such as `晋市建〔2022〕31号`: one line, in which nothing is hidden that tells two apart. */
export const isPaperNumber = (text: string): boolean =>
  isText(text, 100) && !/[\p{Cc}\p{Cs}]/u.test(text.trim());

/** A SHA-256 in hexadecimal, as checksum programs print it. */
export const isSha256 = (text: string): boolean => /^[0-9a-f]{64}$/i.test(text);
