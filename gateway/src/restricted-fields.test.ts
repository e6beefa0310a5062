import { Kind, type ObjectTypeDefinitionNode, type ObjectTypeExtensionNode, type TypeNode } from 'graphql';
import { sdlOf, serviceNames } from './compose';

/** A field, who may read it, and what it leads to. */
interface Field {
  readonly path: string;
  readonly parent: string;
  readonly type: string;
  readonly nonNull: boolean;
  /** Null where its parent's are its own. */
  readonly roles: readonly string[] | null;
}

const nameOf = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);

const definitions = serviceNames().flatMap((service) => sdlOf(service).definitions);

const isObject = (each: { kind: Kind }): each is ObjectTypeDefinitionNode | ObjectTypeExtensionNode =>
  each.kind === Kind.OBJECT_TYPE_DEFINITION || each.kind === Kind.OBJECT_TYPE_EXTENSION;

const fields: readonly Field[] = definitions.filter(isObject).flatMap(({ name, fields = [] }) =>
  fields.map((field) => {
    const list = field.directives?.find((each) => each.name.value === 'access')?.arguments?.[0]?.value;
    const roles = list?.kind === Kind.LIST ? list.values : null;
    return {
      path: `${name.value}.${field.name.value}`,
      parent: name.value,
      type: nameOf(field.type),
      nonNull: field.type.kind === Kind.NON_NULL_TYPE,
      roles: roles?.flatMap((value) => (value.kind === Kind.ENUM ? [value.value] : [])) ?? null,
    };
  }),
);

const membersOf = (type: string): readonly string[] => [
  type,
  ...definitions.flatMap((each) => {
    if (each.kind === Kind.UNION_TYPE_DEFINITION && each.name.value === type)
      return each.types?.map(({ name }) => name.value) ?? [];
    if (isObject(each) && each.interfaces?.some(({ name }) => name.value === type)) return [each.name.value];
    return [];
  }),
];

/** Who gets to each type: whoever may read some field that leads there, and everybody to what a service finds by its key. */
function readersByType(): ReadonlyMap<string, ReadonlySet<string>> {
  const readers = new Map<string, Set<string>>([['Query', new Set(['PUBLIC'])]]);
  for (const each of definitions)
    if (isObject(each) && each.directives?.some(({ name }) => name.value === 'key'))
      readers.set(each.name.value, new Set(['PUBLIC']));
  let grew = true;
  while (grew) {
    grew = false;
    for (const { parent, type, roles } of fields)
      for (const member of membersOf(type)) {
        const known = readers.get(member) ?? new Set();
        const before = known.size;
        for (const role of roles ?? readers.get(parent) ?? []) known.add(role);
        readers.set(member, known);
        grew ||= known.size > before;
      }
  }
  return readers;
}

const readers = readersByType();

/** Where somebody gets to the type and may not read the field. */
const isNarrower = ({ parent, roles }: Field): boolean =>
  roles !== null &&
  !roles.includes('PUBLIC') &&
  [...readers.get(parent)!].some((role) => !roles.includes(role));

test('a field that not everybody may read who gets to its type may be absent, so that nobody loses the whole answer by asking for it', () => {
  // A mutation is asked for by itself, and what it answers is the answer.
  const narrower = fields.filter((field) => field.parent !== 'Mutation' && isNarrower(field));
  expect(narrower.length).toBeGreaterThan(5);
  expect(narrower.filter(({ nonNull }) => nonNull).map(({ path }) => path)).toEqual([]);
});
