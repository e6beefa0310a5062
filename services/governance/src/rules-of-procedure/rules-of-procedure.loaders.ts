import type { Context } from '@anju/runtime/context';
import { loadOne } from '@anju/runtime/loader';
import type { AssemblyMeeting } from '../assembly-meeting/assembly-meeting';
import type { RulesOfProcedure } from './rules-of-procedure';
import { findRulesById, findRulesOf, findRulesVoidings } from './rules-of-procedure.table';

const byId = async ({ db }: Context, ids: readonly string[]) =>
  new Map((await findRulesById(db.read, ids)).map((rules) => [rules.id as string, rules]));

// Whole: a community has a handful, and who pages them does so in memory.
const byCommunity = async ({ db }: Context, ids: readonly string[]) => {
  const all = await findRulesOf(db.read, ids);
  return new Map(ids.map((id) => [id, all.filter(({ communityId }) => communityId === id)]));
};

/** Those by which a meeting goes; null where none applied at its notice. */
export const loadRulesAtNotice = async (
  context: Context,
  { rulesOfProcedureId }: Pick<AssemblyMeeting, 'rulesOfProcedureId'>,
): Promise<RulesOfProcedure | null> =>
  rulesOfProcedureId === null ? null : (await loadOne(context, byId, rulesOfProcedureId))!;

const voidings = async ({ db }: Context, ids: readonly string[]) =>
  new Map((await findRulesVoidings(db.read, ids)).map((voiding) => [voiding.rulesId as string, voiding]));

/** Null where they stand. */
export const loadRulesVoiding = (context: Context, { id }: RulesOfProcedure) =>
  loadOne(context, voidings, id);

/** In the order in which they were entered. */
export const loadRulesOf = async (
  context: Context,
  communityId: string,
): Promise<readonly RulesOfProcedure[]> => (await loadOne(context, byCommunity, communityId)) ?? [];
