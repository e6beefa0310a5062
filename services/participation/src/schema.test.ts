import { accessTable } from '@anju/runtime/access';
import { getNamedType, isInputObjectType } from 'graphql';
import { schema } from './schema';

const askers = ['RESIDENTS_COMMITTEE', 'SUBDISTRICT_OFFICE'];

test('every root field, and every field with personal data, says who may call it', () => {
  expect(accessTable(schema)).toEqual({
    'Query.clock': ['PUBLIC'],
    'Query.solicitation': ['PUBLIC'],
    'Mutation.advanceClock': ['OPERATOR'],
    'Query.participationEvents': ['OPERATOR'],
    'Mutation.retryParticipationKey': ['OPERATOR'],
    'Mutation.dropParticipationKey': ['OPERATOR'],
    'Mutation.tellParticipationAgain': ['OPERATOR'],
    'Mutation.rebuildParticipationCopy': ['OPERATOR'],
    'Mutation.openSolicitation': askers,
    'Mutation.closeSolicitation': askers,
    'Mutation.reopenSolicitation': ['SUBDISTRICT_OFFICE'],
    'Mutation.withdrawSolicitation': askers,
    'Mutation.recordContact': askers,
    'Mutation.recordAnswer': askers,
    'Mutation.strikeHouseholdEntry': askers,
    'Mutation.importHouseholdResponses': askers,
    'Solicitation.byBuilding': askers,
    'Solicitation.responses': askers,
    'Solicitation.notCounted': askers,
    'HouseholdResponse.household': askers,
    'HouseholdResponse.contacts': askers,
    'HouseholdResponse.answer': askers,
    'HouseholdResponse.answers': askers,
    'HouseholdResponse.strikes': askers,
    'HouseholdContact.by': askers,
  });
});

test('[PART-2, PART-3] no mutation takes a total: whatever is counted came in household by household', () => {
  const numbers = Object.values(schema.getTypeMap())
    .filter(isInputObjectType)
    .flatMap((type) =>
      Object.values(type.getFields()).map((field) => ({ name: `${type.name}.${field.name}`, field })),
    )
    .filter(({ field }) => ['Int', 'Float', 'Fen', 'AreaDm2'].includes(getNamedType(field.type).name));
  // Places in a line, of which nothing is counted.
  expect(numbers.map(({ name }) => name).toSorted()).toEqual([
    'KeyPlaceInput.sequence',
    'TellAgainInput.fromSequence',
    'UntoldEventInput.sequence',
  ]);

  const mutations = Object.values(schema.getMutationType()!.getFields());
  const given = mutations.flatMap(({ args }) => args.map(({ type }) => getNamedType(type).name));
  expect(given.filter((name) => ['Int', 'Float', 'Fen', 'AreaDm2'].includes(name))).toEqual([]);
});
