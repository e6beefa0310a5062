import { accessTable } from '@anju/runtime/access';
import { getNamedType, isInputObjectType } from 'graphql';
import { schema } from './schema';

test('every root field says who may call it', () => {
  expect(accessTable(schema)).toMatchObject({
    'Query.project': ['PUBLIC'],
    'Query.projects': ['PUBLIC'],
    'Mutation.proposeProject': ['COUNTY_BUREAU'],
    'Mutation.listProject': ['COUNTY_BUREAU'],
    'Mutation.approveProject': ['COUNTY_BUREAU', 'CITY_BUREAU'],
    'Mutation.startProject': ['COUNTY_BUREAU'],
    'Query.maintenanceJob': ['PUBLIC'],
    'Mutation.importFundAccounts': ['COUNTY_BUREAU', 'FINANCE'],
    'Mutation.correctFundAccount': ['COUNTY_BUREAU', 'FINANCE'],
    'Mutation.proposeMaintenanceJob': ['OWNERS_COMMITTEE', 'PM_COMPANY'],
    'Mutation.linkDecision': ['OWNERS_COMMITTEE', 'PM_COMPANY', 'COUNTY_BUREAU'],
    'Mutation.recordMeasurement': ['OWNERS_COMMITTEE', 'PM_COMPANY', 'COUNTY_BUREAU'],
    'Mutation.applyForFundPayment': ['OWNERS_COMMITTEE', 'PM_COMPANY'],
    'Mutation.approveFundPayment': ['COUNTY_BUREAU'],
    'Mutation.instructBank': ['COUNTY_BUREAU'],
    'Mutation.recordBankReceipt': ['FINANCE', 'COUNTY_BUREAU'],
    'Mutation.collectReceivable': ['FINANCE', 'COUNTY_BUREAU'],
    'MaintenanceJob.shares': ['OWNER', 'COUNTY_BUREAU', 'FINANCE'],
    'ExclusiveUnit.fundAccount': ['OWNER', 'COUNTY_BUREAU', 'FINANCE'],
  });
});

test('what moves money or leads to it takes a key; a project that goes on, and what operators do, do not', () => {
  const mutations = Object.values(schema.getMutationType()!.getFields());
  const keyed = mutations.filter(({ args }) =>
    args.some(({ type }) => {
      const input = getNamedType(type);
      return isInputObjectType(input) && input.getFields()['idempotencyKey']?.type.toString() === 'ID!';
    }),
  );

  expect(keyed.map(({ name }) => name).sort()).toEqual([
    'applyForFundPayment',
    'approveFundPayment',
    'collectReceivable',
    'correctFundAccount',
    'importFundAccounts',
    'instructBank',
    'linkDecision',
    'proposeMaintenanceJob',
    'proposeProject',
    'recordAcceptance',
    'recordBankReceipt',
    'recordMeasurement',
    'releaseRetention',
    'returnFundApplication',
    'reverseReceipt',
    'withdrawMaintenanceJob',
    'withdrawProject',
  ]);
  const others = mutations.filter((mutation) => !keyed.includes(mutation));
  expect(others.map(({ name }) => name).sort()).toEqual([
    'advanceClock',
    'approveProject',
    'dropFundingKey',
    'listProject',
    'rebuildFundingCopy',
    'retryFundingKey',
    'startProject',
    'tellFundingAgain',
  ]);
});
