import type { RuleProfile } from '@anju/rulebook/rule-profile';
import { profileUnder } from '@anju/rulebook/rules-of-procedure';
import { lastDateBefore } from '@anju/values/time';
import type { EntityManager } from 'typeorm';
import type { AssemblyMeeting } from '../assembly-meeting/assembly-meeting';
import type { RulesOfProcedure } from './rules-of-procedure';
import { findRulesById } from './rules-of-procedure.table';

/**
 * The rules of a meeting's closing date (CONV-5), and where these leave something open those of procedure that applied at its
 * notice: they were told to the owners, and none that come later change a running vote (CONV-4).
 */
export const profileOf = (
  { divisionCode, closesAt }: Pick<AssemblyMeeting, 'divisionCode' | 'closesAt'>,
  procedure: Pick<RulesOfProcedure, 'clauses'> | null,
): RuleProfile => profileUnder(procedure?.clauses ?? null, divisionCode, lastDateBefore(closesAt));

export const rulesOfMeeting = async (read: EntityManager, meeting: AssemblyMeeting): Promise<RuleProfile> =>
  profileOf(meeting, await findRulesAtNotice(read, meeting));

export const findRulesAtNotice = async (
  read: EntityManager,
  { rulesOfProcedureId: id }: Pick<AssemblyMeeting, 'rulesOfProcedureId'>,
): Promise<RulesOfProcedure | null> => (id === null ? null : (await findRulesById(read, [id]))[0]!);
