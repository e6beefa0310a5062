import type { Context } from '@anju/runtime/context';
import { loadOne } from '@anju/runtime/loader';
import { findEvidence } from './evidence.table';

const byQuestion = async ({ db }: Context, ids: readonly string[]) =>
  new Map((await findEvidence(db.read, ids)).map((evidence) => [evidence.questionId as string, evidence]));

/** Null where it is not counted, or was before evidence was sealed. */
export const loadEvidence = (context: Context, questionId: string) =>
  loadOne(context, byQuestion, questionId);
