import { accessTable } from '@anju/runtime/access';
import { getNamedType, isInputObjectType } from 'graphql';
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
    'Mutation.dropPropertyManagementKey': ['OPERATOR'],
    'Mutation.tellPropertyManagementAgain': ['OPERATOR'],
    'Mutation.rebuildPropertyManagementCopy': ['OPERATOR'],
    'Mutation.registerCompany': ['COUNTY_BUREAU', 'CITY_BUREAU'],
    'Mutation.correctCompany': ['COUNTY_BUREAU', 'CITY_BUREAU'],
    'Mutation.signContract': ['OWNERS_COMMITTEE'],
    'Mutation.voidContract': ['COUNTY_BUREAU'],
  });
});

test('what carries out a decision or puts an entry right takes a key; a new company, which its credit code names, and what operators do, do not', () => {
  const mutations = Object.values(schema.getMutationType()!.getFields());
  const keyed = mutations.filter(({ args }) =>
    args.some(({ type }) => {
      const input = getNamedType(type);
      return isInputObjectType(input) && input.getFields()['idempotencyKey']?.type.toString() === 'String!';
    }),
  );

  expect(keyed.map(({ name }) => name)).toEqual(['correctCompany', 'signContract', 'voidContract']);
  const others = mutations.filter((mutation) => !keyed.includes(mutation));
  expect(others.map(({ name }) => name).sort()).toEqual([
    'advanceClock',
    'dropPropertyManagementKey',
    'rebuildPropertyManagementCopy',
    'registerCompany',
    'retryPropertyManagementKey',
    'tellPropertyManagementAgain',
  ]);
});
