import type { Caller } from '@anju/runtime/caller';
import type { Database } from '@anju/runtime/database';
import { deliver } from '@anju/runtime/testing/envelope';
import { execute } from '@anju/runtime/testing/execute';
import { uuidV7 } from '@anju/values/id';
import type { Instant } from '@anju/values/time';
import { anybody, residentsCommittee, subdistrict } from '../callers.builder';
import { communityRegistered } from '../neighbours.builder';
import { schema } from '../schema';
import { participation } from '../subscriptions';
import type { Solicitation } from './solicitation';

/** 09:00 in China on the day most tests open a solicitation, and a few days later. */
export const june7: Instant = '2022-06-07T01:00:00.000Z';
export const june16: Instant = '2022-06-16T01:00:00.000Z';

export const aSolicitation = (differing: Partial<Solicitation> = {}): Solicitation => ({
  id: 'sol_1',
  version: 1,
  communityId: 'com_1',
  divisionCode: '140502',
  round: 1,
  households: 144,
  state: 'OPEN',
  openedAt: june7,
  closedAt: null,
  gate: null,
  withdrawnBecause: null,
  reopened: 0,
  judgedAt: null,
  synthetic: false,
  ...differing,
});

/** All that is counted of a solicitation. */
export const figures = `
  id round state synthetic households contacted answers refusals consents managementModeConsents openedAt closedAt
  community { id } withdrawnBecause reopenings { reason closedAt reopenedAt gate { shortOf } }
  gate {
    ruleProfile shortOf
    coverage { part whole needed missing holds } answers { part whole needed missing holds }
    consent { part whole needed missing holds } managementMode { part whole needed missing holds }
  }
`;

export interface Asking {
  readonly caller?: Caller;
  readonly now?: Instant;
}

interface TakingBack extends Asking {
  readonly reason?: string;
  readonly idempotencyKey?: string;
}

/** The mutations of a solicitation through the schema; what they answer, or the errors of the request. */
export function solicitationSteps(database: () => Database) {
  const run = async (source: string, variables: Record<string, unknown>, asking: Asking) => {
    const { caller = residentsCommittee, now = june7 } = asking;
    const { data, errors } = await execute(schema, source, { db: database(), now, caller, variables });
    return errors ? { errors } : Object.values(data)[0];
  };
  const refusal = '... on SolicitationRefusal { code message rule retryable }';

  const takeBack = (mutation: string, solicitationId: string, asking: TakingBack): Promise<any> => {
    const { reason = '误操作', idempotencyKey = uuidV7(), ...who } = asking;
    return run(
      `mutation ($input: TakeBackSolicitationInput!) { ${mutation}(input: $input) {
         __typename ... on Solicitation { ${figures} } ${refusal} } }`,
      { input: { idempotencyKey, solicitationId, reason } },
      { now: june16, ...who },
    );
  };

  return {
    register: (...facts: Parameters<typeof communityRegistered>) =>
      deliver(database(), participation, [communityRegistered(...facts)], { now: june7 }),
    open: (
      communityId = 'com_1',
      { synthetic = false, ...asking }: Asking & { readonly synthetic?: boolean } = {},
    ): Promise<any> =>
      run(
        `mutation ($input: OpenSolicitationInput!) { openSolicitation(input: $input) {
           __typename ... on Solicitation { ${figures} } ${refusal} } }`,
        { input: { communityId, synthetic } },
        asking,
      ),
    close: (id: string, asking: Asking = {}): Promise<any> =>
      run(
        `mutation ($id: ID!) { closeSolicitation(solicitationId: $id) {
           __typename ... on Solicitation { ${figures} } ${refusal} } }`,
        { id },
        { now: june16, ...asking },
      ),
    withdraw: (solicitationId: string, asking: TakingBack = {}): Promise<any> =>
      takeBack('withdrawSolicitation', solicitationId, asking),
    reopen: (solicitationId: string, asking: TakingBack = {}): Promise<any> =>
      takeBack('reopenSolicitation', solicitationId, { caller: subdistrict, ...asking }),
    look: (id: string, asking: Asking = {}): Promise<any> =>
      run(
        `query ($id: ID!) { solicitation(id: $id) { ${figures} } }`,
        { id },
        { caller: anybody, now: june16, ...asking },
      ),
    /** The numbers of each building, null to whom they are not shown; or the errors of the request. */
    lookByBuilding: async (id: string, asking: Asking = {}): Promise<any> => {
      const answer: any = await run(
        `query ($id: ID!) { solicitation(id: $id) {
           byBuilding { building contacted answers refusals consents managementModeConsents } } }`,
        { id },
        { now: june16, ...asking },
      );
      return answer.errors ? answer : answer.byBuilding;
    },
  };
}
