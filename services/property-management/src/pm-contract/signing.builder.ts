import type { Fact } from '@anju/events/define-event';
import type { Database } from '@anju/runtime/database';
import { deliver } from '@anju/runtime/testing/envelope';
import { aCaller, execute } from '@anju/runtime/testing/execute';
import { uuidV7 } from '@anju/values/id';
import type { Instant } from '@anju/values/time';
import {
  committeeEntered,
  communityRegistered,
  decisionAdopted,
  decisionEffective,
} from '../known/known.builder';
import { aCompany } from '../pm-company/pm-company.builder';
import { schema } from '../schema';
import { propertyManagement } from '../subscriptions';
import { aDraft } from './contract.builder';

export const firstOfAugust: Instant = '2022-08-01T02:00:00.000Z';

/** Of the community that is managed, reading English. */
export const committee = aCaller({
  roles: new Set(['OWNERS_COMMITTEE']),
  communities: new Set(['com_1']),
  committee: 'oc_1',
});

/** Who asks, when, and how the input differs. */
export interface Asking {
  readonly caller?: typeof committee;
  readonly now?: Instant;
  readonly [field: string]: unknown;
}

export const tell = (db: Database, ...facts: Fact[]) =>
  deliver(db, propertyManagement, facts, { now: firstOfAugust });

export const hires = (hired: string, decisionId: 'dec_1' | 'dec_2') =>
  decisionAdopted({ decisionId, warrants: { kind: 'HIRE', companyId: hired as 'pmc_1' } });

/** A community with its committee, whose owners hired the first of two companies by dec_1. */
export async function hiringPlace(db: Database) {
  const companyId = await aCompany(db, '91140500MA0ANJ0U1W');
  const otherId = await aCompany(db, '91140500MA0ANJ0U20');
  await tell(db, communityRegistered());
  await tell(db, committeeEntered());
  await tell(db, hires(companyId, 'dec_1'), decisionEffective());
  return { companyId, otherId };
}

const document = `mutation ($input: SignContractInput!) {
  signContract(input: $input) {
    __typename
    ... on PmContract { id state company { name } }
    ... on PmContractRefusal { code rule message existing { id } }
  }
}`;

/** Enters a contract with a company, as the committee unless told otherwise. */
export async function sign(db: Database, companyId: string, { caller, now, ...differing }: Asking = {}) {
  const input = { ...aDraft(), companyId, idempotencyKey: uuidV7(), ...differing };
  const asked = { db, now: now ?? firstOfAugust, caller: caller ?? committee, variables: { input } };
  const answer = await execute(schema, document, asked);
  return answer.errors ? answer : answer.data.signContract;
}
