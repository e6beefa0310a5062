import { GraphQLError, type GraphQLObjectType, type GraphQLSchema, isUnionType, Kind } from 'graphql';
import type { Caller, Language } from './caller';

/**
 * Puts a check in front of `_entities`: each representation names an entity of this service and carries a key of
 * it. The library takes any type for one and breaks on the rest, which would look like a fault of ours.
 */
export function checkRepresentations(schema: GraphQLSchema): GraphQLSchema {
  const union = schema.getType('_Entity');
  const field = schema.getQueryType()?.getFields()['_entities'];
  if (!isUnionType(union) || !field) return schema;

  const keys = new Map(union.getTypes().map((type) => [type.name, keysOf(type)]));
  const resolve = field.resolve!;
  field.resolve = (source, args: { representations: readonly unknown[] }, caller: Caller, info) => {
    for (const [i, each] of args.representations.entries()) {
      const given = isRecord(each) ? each : {};
      const entity = keys.get(given['__typename'] as string);
      if (!entity) throw refused(unknown(i)[caller.language]);
      if (!entity.some((key) => key.every((name) => typeof given[name] === 'string')))
        throw refused(keyless(i, entity)[caller.language]);
    }
    return resolve(source, args, caller, info);
  };
  return schema;
}

/** The names of each key's fields; those of ours are all text, with no fields within them. */
const keysOf = ({ astNode, extensionASTNodes }: GraphQLObjectType): readonly (readonly string[])[] =>
  [astNode, ...extensionASTNodes]
    .flatMap((node) => node?.directives ?? [])
    .filter(({ name }) => name.value === 'key')
    .flatMap((key) => key.arguments ?? [])
    .flatMap(({ name, value }) =>
      name.value === 'fields' && value.kind === Kind.STRING ? [value.value.trim().split(/\s+/)] : [],
    );

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const refused = (message: string) =>
  new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } });

const unknown = (i: number): Record<Language, string> => ({
  zh: `representations[${i}] 的 __typename 不是本服务的实体，请核对。`,
  en: `The __typename of representations[${i}] is no entity of this service. Check it.`,
});

const keyless = (i: number, keys: readonly (readonly string[])[]): Record<Language, string> => {
  const names = keys.map((key) => key.join(' + '));
  return {
    zh: `representations[${i}] 缺少标识，请以文本给出 ${names.join(' 或 ')}。`,
    en: `representations[${i}] has no key. Give its ${names.join(' or ')} as text.`,
  };
};
