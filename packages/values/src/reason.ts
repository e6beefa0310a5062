import { hidesSomething } from './hidden';
import { fitsIn } from './text-length';

/** The longest reason that is kept of why an entry was struck, voided or corrected, in characters as people count them. */
export const longestReason = 500;

/** Whether a text says why, in one line of which everything is seen. */
export const isReason = (text: string): boolean => fitsIn(text, longestReason) && !hidesSomething(text);
