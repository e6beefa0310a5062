import { accessTable } from '@anju/runtime/access';
import { schema } from './schema';

test('every root field says who may call it', () => {
  expect(accessTable(schema)).toEqual({
    'Query.clock': ['PUBLIC'],
    'Query.pmCompanies': ['PUBLIC'],
    'Query.pmCompany': ['PUBLIC'],
    'Query.pmContract': ['PUBLIC'],
    'Mutation.advanceClock': ['OPERATOR'],
    'Query.propertyManagementEvents': ['OPERATOR'],
    'Mutation.retryPropertyManagementKey': ['OPERATOR'],
    'Mutation.tellPropertyManagementAgain': ['OPERATOR'],
    'Mutation.rebuildPropertyManagementCopy': ['OPERATOR'],
    'Mutation.registerCompany': ['COUNTY_BUREAU', 'CITY_BUREAU'],
    'Mutation.signContract': ['OWNERS_COMMITTEE'],
  });
});
