import { Kind, type ObjectTypeDefinitionNode, type ObjectTypeExtensionNode } from 'graphql';
import { sdlOf, serviceNames } from './compose';

const types = serviceNames().flatMap((service) =>
  sdlOf(service)
    .definitions.filter(
      (each): each is ObjectTypeDefinitionNode | ObjectTypeExtensionNode =>
        each.kind === Kind.OBJECT_TYPE_DEFINITION || each.kind === Kind.OBJECT_TYPE_EXTENSION,
    )
    .map(({ name, directives = [], fields = [] }) => ({
      service,
      name: name.value,
      hasKey: directives.some((each) => each.name.value === 'key'),
      fields,
    })),
);

/** The service that has most to say of an entity is where it is at home. */
const homeOf = (entity: string): string =>
  types.filter(({ name }) => name === entity).toSorted((a, b) => b.fields.length - a.fields.length)[0]!
    .service;

/** An extension of one names no key. */
const entities = new Set(types.filter(({ hasKey }) => hasKey).map(({ name }) => name));

const nonNull = types.flatMap(({ service, name, fields }) =>
  fields
    .filter(({ type, directives = [] }) => {
      const isKey = directives.some((each) => each.name.value === 'external');
      return type.kind === Kind.NON_NULL_TYPE && !isKey;
    })
    .map((field) => ({ service, name, field: field.name.value })),
);

test('where a service is away, the others answer: each field of Query may be null', () => {
  expect(nonNull.filter(({ name }) => name === 'Query')).toEqual([]);
});

test('and each that a service says of what is at home in another', () => {
  const keys = new Set(['id', 'code', '__typename']);
  const abroad = nonNull.filter(
    ({ service, name, field }) => entities.has(name) && service !== homeOf(name) && !keys.has(field),
  );
  expect(abroad).toEqual([]);
});
