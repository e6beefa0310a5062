import type { Caller } from '@anju/runtime/caller';
import type { Database } from '@anju/runtime/database';
import { execute } from '@anju/runtime/testing/execute';
import { uuidV7 } from '@anju/values/id';
import type { Instant } from '@anju/values/time';
import { countyBureau } from '../../callers.builder';
import type { ProposeProjectInput, WithdrawProjectInput } from '../../generated/graphql';
import { schema } from '../../schema';

export const june: Instant = '2022-06-20T02:00:00.000Z';

/** 5,000,000 yuan of drains and a roof in one community; say only what the test is about. */
export const aProposal = (
  differing: Partial<ProposeProjectInput> = {},
): Omit<ProposeProjectInput, 'idempotencyKey'> => ({
  name: '凤源小区改造',
  year: 2022,
  communityIds: ['com_1'],
  contents: [
    { code: 'DRAINAGE', description: '雨污分流', costFen: 400_000_000, buildingIds: [] },
    { code: 'ROOF_REPAIR', description: '2 号楼屋面防水', costFen: 100_000_000, buildingIds: ['bld_2'] },
  ],
  money: [
    { kind: 'FISCAL', instrument: 'COUNTY_BUDGET', amountFen: 400_000_000, synthetic: true },
    { kind: 'RESIDENT', instrument: 'MAINTENANCE_FUND', amountFen: 100_000_000, synthetic: true },
  ],
  synthetic: true,
  ...differing,
});

interface Asking {
  readonly caller?: Caller;
  readonly now?: Instant;
}

const answer = `
  ... on RenovationProject { id state costFen cashFen inKindFen contentsHash withdrawnAt withdrawalReason divisionCode: division { code } }
  ... on RenovationProjectRefusal { code }
  ... on Refusal { message rule retryable }`;

/** The moves of a project through the schema: what a client sends and gets. */
export const moves = (db: () => Database) => {
  const send = async (
    field: string,
    type: string,
    value: unknown,
    { caller = countyBureau, now = june }: Asking,
  ) => {
    const source = `mutation ($value: ${type}!) { result: ${field}(${type === 'ID' ? 'projectId' : 'input'}: $value) { ${answer} } }`;
    const { data, errors } = await execute(schema, source, { db: db(), now, caller, variables: { value } });
    return errors ? { errors } : data.result;
  };
  return {
    propose: (input: Partial<ProposeProjectInput>, asking: Asking = {}) =>
      send('proposeProject', 'ProposeProjectInput', { idempotencyKey: uuidV7(), ...input }, asking),
    list: (projectId: string, asking: Asking = {}) => send('listProject', 'ID', projectId, asking),
    approve: (input: { projectId: string; documentNumber: string }, asking: Asking = {}) =>
      send('approveProject', 'ApproveProjectInput', input, asking),
    start: (projectId: string, asking: Asking = {}) => send('startProject', 'ID', projectId, asking),
    withdraw: (input: Partial<WithdrawProjectInput>, asking: Asking = {}) =>
      send(
        'withdrawProject',
        'WithdrawProjectInput',
        { idempotencyKey: uuidV7(), reason: '资金未落实', ...input },
        asking,
      ),
  };
};
