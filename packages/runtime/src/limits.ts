import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  GraphQLError,
  type GraphQLNamedType,
  type GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
  visit,
} from 'graphql';
import { pageSize } from './connection';

/** How much one request may ask for. Each refusal names the limit, as HTTP 400. */
export interface Limits {
  /** Names, punctuators and values of the whole document. A string is one, however long. */
  readonly tokens: number;
  /** Fields within fields, fragments followed. */
  readonly depth: number;
  /** Fields asked for in all, a fragment counted at each use; `__typename` counts. */
  readonly fields: number;
  readonly aliases: number;
  /** Fields at the root of one operation. */
  readonly rootFields: number;
  /**
   * What all lists can come to, the length of each times those within it. Through a gateway an object takes some 40
   * microseconds and 2 KB. A tree ends where the data do: of a page of 50 communities with 50 projects and decisions
   * each (70,000 here) a city has 1,400, in an eighth of a second. A circle really comes to what it may, and is counted
   * double at each turn: 40,000 at most, in some two seconds and 80 MB.
   */
  readonly rows: number;
  /** Fields, each as many times as the rows that it is in. Through a gateway one takes some 11 microseconds. */
  readonly values: number;
  /** Lists and objects within each other in arguments and defaults. A gateway's planner hangs on some fifty. */
  readonly literalDepth: number;
  /** Representations that one request may ask `_entities` for. */
  readonly entities: number;
  /** Bytes of a request's body: an import carries 5 MiB as base64, and one that is too large is told so. */
  readonly bodyBytes: number;
  /** The same for who is not signed in, and imports nothing. */
  readonly publicBodyBytes: number;
}

export const defaultLimits: Limits = {
  tokens: 5_000,
  depth: 16,
  fields: 1_500,
  aliases: 60,
  rootFields: 30,
  rows: 80_000,
  values: 200_000,
  literalDepth: 8,
  entities: 1_000,
  bodyBytes: 12 * 1024 * 1024,
  publicBodyBytes: 256 * 1024,
};

const over = (limit: keyof Limits, found: number, allowed: number) => {
  const isLength = limit === 'rows' || limit === 'values';
  const remedy = isLength
    ? {
        zh: `请减小各列表的 first（不写则为 ${pageSize.usual}），少嵌套列表，或分几次查询。`,
        en: `Ask for fewer per page (first, ${pageSize.usual} unless told), for fewer lists within lists, or in several requests.`,
      }
    : { zh: '请拆成几个较小的请求。', en: 'Split it into smaller ones.' };
  return new GraphQLError(
    `请求超出限制 ${limit}：${found}，最多 ${allowed}。${remedy.zh} / ` +
      `The request is over the limit ${limit}: ${found} of at most ${allowed}. ${remedy.en}`,
    { extensions: { code: 'GRAPHQL_VALIDATION_FAILED', limit, http: { status: 400 } } },
  );
};

const noSubscriptions = () =>
  new GraphQLError(
    '这里没有 GraphQL 订阅；事件在 Kafka 上。 / There are no subscriptions here; events are on Kafka.',
    { extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } } },
  );

/** A request as it came. */
export interface Asked {
  readonly query?: unknown;
  readonly variables?: unknown;
}

/**
 * Refuses what asks for too much before it is validated: of a hostile document that takes a tenth of a second, and
 * measuring it two milliseconds. What cannot be parsed is left to be told by who parses it next.
 */
export function refuseTooMuch({ query, variables }: Asked, limits: Limits, schema: GraphQLSchema): void {
  if (typeof query !== 'string') return;
  let document: DocumentNode;
  try {
    document = parse(query, { maxTokens: limits.tokens });
  } catch {
    return;
  }
  const literals = literalDepth(document);
  if (literals > limits.literalDepth) throw over('literalDepth', literals, limits.literalDepth);

  const find = fragmentsOf(document);
  for (const operation of document.definitions) {
    if (operation.kind !== Kind.OPERATION_DEFINITION) continue;
    if (operation.operation === OperationTypeNode.SUBSCRIPTION) throw noSubscriptions();
    const given = { variables: readVariables(variables), defaults: defaultsOf(operation) };
    const measure = createMeasure(find, schema, given);
    const size = measure(operation.selectionSet, schema.getRootType(operation.operation));
    const found = { ...size, rootFields: rootFields(operation, find) };
    for (const limit of ['depth', 'fields', 'aliases', 'rootFields', 'entities', 'rows', 'values'] as const) {
      if (found[limit] > limits[limit]) throw over(limit, found[limit], limits[limit]);
    }
  }
}

type FindFragment = (name: string) => FragmentDefinitionNode | undefined;

function fragmentsOf({ definitions }: DocumentNode): FindFragment {
  const fragments = new Map(
    definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  );
  return (name) => fragments.get(name);
}

interface Size {
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
  readonly entities: number;
  readonly rows: number;
  /** Of the rows, those of a list that this is within: as many times as its page is long. */
  readonly eachRow: number;
  readonly values: number;
  /** Of the values, those of each such row. */
  readonly eachRowValues: number;
  /** The lists in it, each as `Type.field`, and those without pages as `Type.field[]`. */
  readonly lists: ReadonlySet<string>;
}

/** What an operation's variables stand for. */
interface Given {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly defaults: ReadonlyMap<string, ValueNode | undefined>;
}

/**
 * What a list without pages is taken to hold: a project's gates and kinds of money, a home's owners. Some are longer,
 * such as a county's streets; but asked once they come to what there is of them, and not to what is counted.
 */
const unpagedLength = 8;

/** The same where it comes again, within itself or beside: then the longest of them is what somebody would choose. */
const unpagedLengthAgain = 25;

const unpaged = '[]';

/**
 * How many times as long a list counts that comes again within itself. A city ends where its data do; in a circle,
 * as of a meeting's questions and their meeting, the same rows come as often as somebody writes it.
 */
const inCircles = 2;

/** Nothing is measured further in than this, fragments included: the stack has its end, and depth is refused anyway. */
const deepest = 200;

/** Each fragment is measured once, so that a bomb of them is as cheap as it is short. */
function createMeasure(find: FindFragment, schema: GraphQLSchema, given: Given) {
  let level = 0;
  const known = new Map<string, Size>();
  const nothing: Size = {
    depth: 0,
    fields: 0,
    aliases: 0,
    entities: 0,
    rows: 0,
    eachRow: 0,
    values: 0,
    eachRowValues: 0,
    lists: new Set(),
  };

  const ofFragment = (name: string): Size => {
    const measured = known.get(name);
    if (measured) return measured;
    // A cycle is refused by another rule; here it only must not go on for ever.
    known.set(name, nothing);
    const fragment = find(name);
    const size = fragment
      ? measure(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value))
      : nothing;
    known.set(name, size);
    return size;
  };
  const ofField = ({ name, alias, arguments: args, selectionSet }: FieldNode, parent: Parent): Size => {
    const type = typeOf(parent, name.value);
    const inner = selectionSet ? measure(selectionSet, type && getNamedType(type)) : nothing;
    const isRow = name.value === 'nodes' || name.value === 'edges';
    const entities = name.value === '_entities' ? representations(args, given) : 0;
    const isList = type && isListType(getNullableType(type)) && isCompositeType(getNamedType(type));
    const list =
      type && (isList || inner.eachRow > 0) ? `${parent!.name}.${name.value}${isList ? unpaged : ''}` : null;
    const turns = list && inner.lists.has(list) ? inCircles : 1;
    const page = pageOf(args, given) * turns;
    const paged = inner.rows + inner.eachRow * page;
    const pagedValues = inner.values + inner.eachRowValues * page;
    const length = !isList
      ? 1
      : name.value === '_entities'
        ? entities
        : turns === 1
          ? unpagedLength
          : unpagedLengthAgain * turns;
    return {
      depth: inner.depth + 1,
      fields: inner.fields + 1,
      aliases: inner.aliases + (alias ? 1 : 0),
      entities: inner.entities + entities,
      rows: isRow ? 0 : isList ? length * (1 + paged) : paged,
      eachRow: isRow ? 1 + inner.rows + inner.eachRow : 0,
      values: isRow ? 1 : 1 + length * pagedValues,
      eachRowValues: isRow ? inner.values + inner.eachRowValues : 0,
      lists: list ? new Set([...inner.lists, list]) : inner.lists,
    };
  };
  const ofSelection = (selection: SelectionNode, parent: Parent): Size => {
    if (selection.kind === Kind.FIELD) return ofField(selection, parent);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return ofFragment(selection.name.value);
    const on = selection.typeCondition?.name.value;
    return measure(selection.selectionSet, on ? schema.getType(on) : parent);
  };
  const measure = ({ selections }: SelectionSetNode, parent: Parent): Size => {
    if (level === deepest) return { ...nothing, depth: deepest };
    level++;
    let sum = nothing;
    for (const selection of selections) {
      const each = ofSelection(selection, parent);
      const beside = [...each.lists].some((list) => list.endsWith(unpaged) && sum.lists.has(list));
      const times = beside ? unpagedLengthAgain / unpagedLength : 1;
      sum = {
        depth: Math.max(sum.depth, each.depth),
        fields: sum.fields + each.fields,
        aliases: sum.aliases + each.aliases,
        entities: sum.entities + each.entities,
        rows: sum.rows + Math.ceil(each.rows * times),
        eachRow: sum.eachRow + Math.ceil(each.eachRow * times),
        values: sum.values + Math.ceil(each.values * times),
        eachRowValues: sum.eachRowValues + Math.ceil(each.eachRowValues * times),
        lists: each.lists.size > 0 ? new Set([...sum.lists, ...each.lists]) : sum.lists,
      };
    }
    level--;
    return sum;
  };
  return measure;
}

/** What a selection is of; nothing where it is of no type, which validation tells. */
type Parent = GraphQLNamedType | null | undefined;

const typeOf = (parent: Parent, field: string) =>
  isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[field]?.type : undefined;

/** How long a list's page can be; what is not known yet, or is refused later, counts as the longest. */
function pageOf(args: readonly ArgumentNode[] = [], { variables }: Given): number {
  const first = args.find(({ name }) => name.value === 'first')?.value;
  if (!first || first.kind === Kind.NULL) return pageSize.usual;
  const given =
    first.kind === Kind.VARIABLE
      ? variables[first.name.value]
      : first.kind === Kind.INT && Number(first.value);
  return typeof given === 'number' && given >= 0 && given < pageSize.most ? given : pageSize.most;
}

/** How many `_entities` is asked for; what is no list is coerced to one. */
function representations(args: readonly ArgumentNode[] = [], { variables, defaults }: Given): number {
  const asked = args.find(({ name }) => name.value === 'representations')?.value;
  if (asked?.kind !== Kind.VARIABLE) return asked?.kind === Kind.LIST ? asked.values.length : 1;
  const given = variables[asked.name.value];
  if (given !== undefined) return Array.isArray(given) ? given.length : 1;
  const usual = defaults.get(asked.name.value);
  return usual?.kind === Kind.LIST ? usual.values.length : 1;
}

const defaultsOf = ({ variableDefinitions = [] }: OperationDefinitionNode): Given['defaults'] =>
  new Map(variableDefinitions.map(({ variable, defaultValue }) => [variable.name.value, defaultValue]));

/** By GET they come as text. What is no object is refused by who reads it next. */
function readVariables(variables: unknown): Given['variables'] {
  try {
    const read: unknown = typeof variables === 'string' ? JSON.parse(variables) : variables;
    return typeof read === 'object' && read !== null ? (read as Given['variables']) : {};
  } catch {
    return {};
  }
}

/** Fields at the root, fragments followed. */
function rootFields({ selectionSet }: OperationDefinitionNode, find: FindFragment): number {
  const seen = new Set<string>();
  const count = ({ selections }: SelectionSetNode): number =>
    selections.reduce((total, selection) => {
      if (selection.kind === Kind.FIELD) return total + 1;
      if (selection.kind === Kind.INLINE_FRAGMENT) return total + count(selection.selectionSet);
      const name = selection.name.value;
      const fragment = find(name);
      if (!fragment || seen.has(name)) return total;
      seen.add(name);
      return total + count(fragment.selectionSet);
    }, 0);
  return count(selectionSet);
}

/** The deepest list or object literal anywhere. */
function literalDepth(document: DocumentNode): number {
  let now = 0;
  let deepest = 0;
  const level = {
    enter: () => void (deepest = Math.max(deepest, ++now)),
    leave: () => void now--,
  };
  visit(document, { ListValue: level, ObjectValue: level });
  return deepest;
}

/**
 * Refuses an operation that is not there. And a limit is refused as its asker's fault whoever found it: of what a
 * subgraph refuses its gateway, an answer of HTTP 200 would say nothing.
 */
export const limitPlugin = <Context extends BaseContext>(): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation }) => {
      if (operation) return;
      throw new GraphQLError(
        '请求中没有所指名的操作，或有多个操作而未指名。 / ' +
          'The document has no operation of that name, or several and none is named by operationName.',
        { extensions: { code: 'OPERATION_RESOLUTION_FAILURE', http: { status: 400 } } },
      );
    },
    willSendResponse: async ({ response: { http, body } }) => {
      const errors = body.kind === 'single' ? body.singleResult.errors : undefined;
      if (errors?.some(({ extensions }) => extensions?.['limit'])) http.status = 400;
    },
  }),
});
