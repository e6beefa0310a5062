import type { Database } from '@anju/runtime/database';
import { aCaller, execute } from '@anju/runtime/testing/execute';
import type { Instant } from '@anju/values/time';
import { schema } from '../schema';
import type { PmCompanyId } from './pm-company';

/** The county's housing bureau, reading English. */
export const bureau = aCaller({ roles: new Set(['COUNTY_BUREAU']), division: '140502' });

export const someDay: Instant = '2022-06-06T01:00:00.000Z';

const document = `mutation ($input: RegisterCompanyInput!) {
  registerCompany(input: $input) {
    __typename
    ... on PmCompany { id name creditCode synthetic registeredAt }
    ... on PmCompanyRefusal { code rule retryable message existing { id name } }
  }
}`;

/** Registers a made-up company as a bureau would; say only what the test is about. */
export async function register(db: Database, differing: Record<string, unknown> = {}, caller = bureau) {
  const input = { name: '晋城安居物业', creditCode: '91140502MA00000A12', synthetic: true, ...differing };
  const answer = await execute(schema, document, { db, now: someDay, caller, variables: { input } });
  return answer.errors ? answer : answer.data.registerCompany;
}

/** The id of a company that was registered. */
export async function aCompany(db: Database, creditCode: string): Promise<PmCompanyId> {
  return (await register(db, { creditCode })).id;
}
