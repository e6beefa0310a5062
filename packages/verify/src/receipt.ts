import { z } from 'zod';
import { hash, question, whole } from './fields';
import { type Fault, fault, faultsOf } from './fault';
import { rootFrom } from './merkle';
import { parsedJson } from './parsed-json';
import { commitmentOf, proofsOf, type Sealed } from './seal';
import type { Statement } from './statement';

/** Twice as deep as a tree of all homes on earth. */
const deepest = 64;

/**
 * That something is under a root. Without the opening it says nothing of what that is, and so may be handed on; with it,
 * whoever holds it reads the ballot.
 */
const receipt = z.strictObject({
  receipt: z.literal('anju'),
  version: z.literal(1),
  questionId: question,
  of: z.enum(['BALLOT', 'UNIT']),
  index: whole,
  size: whole,
  commitment: hash,
  path: z.array(hash).max(deepest),
  opening: z.strictObject({ salt: hash, text: z.string().max(2_000) }).optional(),
});

export type Receipt = z.infer<typeof receipt>;

/** Receipts of what is sealed at these places. */
export const receiptsOf = (
  { questionId, of }: Pick<Receipt, 'questionId' | 'of'>,
  sealed: readonly Sealed[],
  places: readonly number[],
): readonly Receipt[] =>
  proofsOf(sealed, places).map((proof) => ({ receipt: 'anju', version: 1, questionId, of, ...proof }));

/** The same with what it is, for its owner. */
export const opened = (closed: Receipt, { salt, text }: Sealed): Receipt => ({
  ...closed,
  opening: { salt, text },
});

/** What a receipt proves against a statement whose signature was checked. */
export interface CheckedReceipt {
  readonly faults: readonly Fault[];
  /** What it opens, if it does. */
  readonly text: string | null;
}

export function checkReceipt(
  statement: Pick<Statement, 'questionId' | 'roll' | 'ballots'>,
  text: string,
): CheckedReceipt {
  const read = receipt.safeParse(parsedJson(text));
  const failed = (...faults: readonly Fault[]) => ({ faults, text: null });
  if (!read.success) return failed(fault('RECEIPT_INVALID', { why: faultsOf(read.error) }));
  const { questionId, of, index, size, commitment, path, opening } = read.data;
  if (questionId !== statement.questionId) return failed(fault('RECEIPT_OF_ANOTHER'));

  const tree = of === 'BALLOT' ? statement.ballots : statement.roll;
  const bytes = (hex: string) => Buffer.from(hex, 'hex');
  const root = rootFrom(bytes(commitment), { index, size, path: path.map(bytes) });
  if (size !== tree.leaves || root?.toString('hex') !== tree.root) return failed(fault('NOT_UNDER_ROOT'));
  // A leaf of one tree opens to no text of the other.
  const opens = !opening || (commitmentOf(opening) === commitment && opening.text.startsWith(`["${of}",`));
  if (!opens) return failed(fault('OPENING_WRONG'));
  return { faults: [], text: opening?.text ?? null };
}
