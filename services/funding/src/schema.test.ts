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
  });
});
