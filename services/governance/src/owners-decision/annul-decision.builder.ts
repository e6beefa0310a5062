import type { Database } from '@anju/runtime/database';
import { aCaller } from '@anju/runtime/testing/execute';
import { ask, type By, mutate, withKey } from '../assembly-meeting/assembly-meeting.builder';

export const county = aCaller({
  subject: 'county',
  roles: new Set(['COUNTY_BUREAU']),
  division: '140502',
});

/** A month after the decision of `objection.builder.ts` was posted. */
export const inOctober = '2022-10-20T02:00:00.000Z';

const fields = `... on OwnersDecision { id state effectiveAt openObjections
  annulment { kind annulledOn paperNumber paperSha256 enteredBy recordedAt }
  withdrawnAnnulments { annulment { paperNumber } withdrawal { reason paperNumber paperSha256 withdrawnAt } }
  posting { postedOn objectionsUntil } deadlines { name dueAt met state } }
  ... on OwnersDecisionRefusal { code }`;

/** A judgment that became final two days before, unless told otherwise. */
export const annul = (
  db: Database,
  decisionId: string,
  { caller = county, now = inOctober, ...differing }: By & Record<string, unknown> = {},
) =>
  mutate(
    db,
    'annulDecision',
    fields,
    withKey({
      decisionId,
      kind: 'COURT',
      annulledOn: '2022-10-18',
      paperNumber: '（2022）晋0502民初123号',
      paperSha256: 'ab'.repeat(32),
      ...differing,
    }),
    { caller, now },
  );

export const withdrawAnnulment = (
  db: Database,
  decisionId: string,
  { caller = county, now = inOctober, ...differing }: By & Record<string, unknown> = {},
) =>
  mutate(
    db,
    'withdrawAnnulment',
    fields,
    withKey({
      decisionId,
      reason: '再审改判',
      paperNumber: '（2023）晋05民再7号',
      paperSha256: 'cd'.repeat(32),
      ...differing,
    }),
    { caller, now },
  );

/** What anybody sees of a decision that may be annulled. */
export const see = async (db: Database, id: string, more = '') =>
  (
    await ask(
      db,
      `query ($id: ID!) { ownersDecision(id: $id) { state effectiveAt question { status } annulment { kind } ${more} } }`,
      { id },
    )
  ).data.ownersDecision;
