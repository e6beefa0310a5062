import type { Database } from '@anju/runtime/database';
import { type By, committee, mutate, withKey } from '../assembly-meeting/assembly-meeting.builder';

/** Whoever may enter them voids them. */
export const voidRules = (
  db: Database,
  rulesId: string,
  { caller = committee(), now = '2022-06-19T03:00:00.000Z', ...differing }: By & { reason?: string } = {},
) =>
  mutate(
    db,
    'voidRulesOfProcedure',
    `... on RulesOfProcedure { id voiding { voidedAt reason } } ... on RulesOfProcedureRefusal { code }`,
    withKey({ rulesId, reason: '施行日期填错', ...differing }),
    { caller, now },
  );

/** Rules of procedure of com_1, adopted in 2021 and entered a day before the notice, with these clauses. */
export const enterRules = (
  db: Database,
  clauses: Record<string, unknown> = {},
  differing: Record<string, unknown> = {},
  { caller = committee(), now = '2022-06-19T02:00:00.000Z' }: By = {},
) =>
  mutate(
    db,
    'enterRulesOfProcedure',
    `... on RulesOfProcedure { id adoptedOn appliesFrom paperNumber synthetic enteredAt
       clauses { maxProxiesPerAgent signedBlank stalls silentOwners feeDefaulters } }
     ... on RulesOfProcedureRefusal { code }`,
    withKey({
      communityId: 'com_1',
      adoptedOn: '2021-08-20',
      appliesFrom: '2021-09-01',
      paperNumber: '凤源业〔2021〕1号',
      paperSha256: 'ab'.repeat(32),
      clauses,
      ...differing,
    }),
    { caller, now },
  );
