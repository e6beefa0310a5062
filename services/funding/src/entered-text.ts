import { hidesSomething } from '@anju/values/hidden';

/** Something is written in one line, all of it to be seen, and not more than can be kept. */
export const isText = (text: string, most: number): boolean => {
  const line = text.trim();
  const length = [...line].length;
  return length > 0 && length <= most && !hidesSomething(line);
};

/** A title, a name of a company, or a reason. */
export const isWords = (text: string): boolean => isText(text, 200);

/** A number of a paper or a document, such as `晋市建〔2022〕31号`. */
export const isPaperNumber = (text: string): boolean => isText(text, 100);

/** A SHA-256 in hexadecimal, as checksum programs print it. */
export const isSha256 = (text: string): boolean => /^[0-9a-f]{64}$/i.test(text);
