import type { Envelope } from '@anju/events/define-event';

/** MariaDB's JSON ends at 31 levels, of which the envelope around the data is one. SQLite is held to the same. */
const deepest = 30;

/** GraphQL's Int, in which it is told; no aggregate has as many events. */
const lastSequence = 2 ** 31 - 1;

/** Also what nobody sees, and blanks: MariaDB takes `dec_1` and `dec_1 ` for one, SQLite for two. */
const seen = String.raw`[^\s\p{Cc}\p{Cf}\p{Cs}]`;
const word = new RegExp(`^${seen}{1,64}$`, 'u');
const typeName = new RegExp(`^${seen}{1,120}$`, 'u');

/** Whether it can stand in a column of ids, as it is and told from all others. */
export const isWord = (text: string): boolean => word.test(text);

/**
 * Why no inbox keeps this event, on either engine and whenever it comes; null where it can be kept. None of ours tells
 * one like that: an outbox would not keep it either.
 */
export function whyNotKept({
  id,
  subject,
  type,
  source,
  sequence,
  traceparent,
  data,
}: Envelope): string | null {
  const wrong = [
    ...(isWord(id) ? [] : ['ce_id']),
    ...(isWord(subject) ? [] : ['ce_subject']),
    ...(typeName.test(type) ? [] : ['ce_type']),
    ...(isWord(source) ? [] : ['ce_source']),
    ...(Number.isInteger(sequence) && sequence >= 1 && sequence <= lastSequence ? [] : ['ce_sequence']),
    ...(traceparent === undefined || isWord(traceparent) ? [] : ['ce_traceparent']),
  ];
  if (wrong.length > 0)
    return `${wrong.join('、')} 过长，或含空白、控制字符等 / too long, or with blanks, control characters or the like`;
  // Not by calling itself: what is nested a hundred thousand times would be too deep for that as well.
  const left: [unknown, number][] = [[data, 1]];
  for (let next = left.pop(); next; next = left.pop()) {
    const [value, depth] = next;
    if (typeof value === 'string' && /\p{Cs}/u.test(value))
      return '内容含半个字符 / its data has half a character (a lone surrogate)';
    // SQLite takes a text for ended there where it is copied.
    if (typeof value === 'string' && value.includes('\0'))
      return '内容含空字符 U+0000 / its data has the character U+0000';
    if (typeof value !== 'object' || value === null) continue;
    if (depth > deepest)
      return `内容嵌套超过 ${deepest} 层 / its data is nested deeper than ${deepest} levels`;
    for (const entry of Object.entries(value)) for (const part of entry) left.push([part, depth + 1]);
  }
  return null;
}

const longest = 2_000;

/** A reason as every database keeps it: cut to 2,000 characters, without NUL and without half a character. */
export function inShort(reason: string): string {
  const cut = reason.length > longest ? `${reason.slice(0, longest - 1).replace(/\p{Cs}$/u, '')}…` : reason;
  return cut.replace(/[\p{Cs}\0]/gu, '\ufffd');
}

/** Too long, out of range, against a check of its table, larger than what a server takes at once. */
const ofContent = new Set([1153, 1264, 1366, 1406, 4025]);

/** What nobody foresaw is wrong with the record itself, and so will be whenever it comes again. */
export const isOfContent = (error: unknown): boolean =>
  error instanceof RangeError ||
  ofContent.has((error as { errno?: number }).errno ?? 0) ||
  (error as { code?: string }).code === 'SQLITE_TOOBIG';
