import { accessTable } from '@anju/runtime/access';
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
