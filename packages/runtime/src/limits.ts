import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
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
  /** What all lists can come to, the page of each times those within it. */
  readonly rows: number;
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
  rows: 50_000,
  literalDepth: 8,
  entities: 1_000,
  bodyBytes: 12 * 1024 * 1024,
  publicBodyBytes: 256 * 1024,
};

const over = (limit: keyof Limits, found: number, allowed: number) =>
  new GraphQLError(
    `请求超出限制 ${limit}：${found}，最多 ${allowed}。请拆成几个较小的请求。 / ` +
      `The request is over the limit ${limit}: ${found} of at most ${allowed}. Split it into smaller ones.`,
    { extensions: { code: 'GRAPHQL_VALIDATION_FAILED', limit, http: { status: 400 } } },
  );

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
export function refuseTooMuch({ query, variables }: Asked, limits: Limits): void {
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
  const measure = createMeasure(find, variables);
  for (const operation of document.definitions) {
    if (operation.kind !== Kind.OPERATION_DEFINITION) continue;
    if (operation.operation === OperationTypeNode.SUBSCRIPTION) throw noSubscriptions();
    const size = measure(operation.selectionSet);
    const found = { ...size, rootFields: rootFields(operation, find) };
    for (const limit of ['depth', 'fields', 'aliases', 'rootFields', 'rows'] as const) {
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
  readonly rows: number;
  /** Of the rows, those of a list that this is within: as many times as its page is long. */
  readonly eachRow: number;
}

/** Each fragment is measured once, so that a bomb of them is as cheap as it is short. */
function createMeasure(find: FindFragment, variables: unknown) {
  const known = new Map<string, Size>();
  const nothing: Size = { depth: 0, fields: 0, aliases: 0, rows: 0, eachRow: 0 };

  const ofFragment = (name: string): Size => {
    const measured = known.get(name);
    if (measured) return measured;
    // A cycle is refused by another rule; here it only must not go on for ever.
    known.set(name, nothing);
    const fragment = find(name);
    const size = fragment ? measure(fragment.selectionSet) : nothing;
    known.set(name, size);
    return size;
  };
  const ofField = ({ name, alias, arguments: args, selectionSet }: FieldNode): Size => {
    const inner = selectionSet ? measure(selectionSet) : nothing;
    const isRow = name.value === 'nodes' || name.value === 'edges';
    return {
      depth: inner.depth + 1,
      fields: inner.fields + 1,
      aliases: inner.aliases + (alias ? 1 : 0),
      rows: isRow ? 0 : inner.rows + inner.eachRow * pageOf(args, variables),
      eachRow: isRow ? 1 + inner.rows + inner.eachRow : 0,
    };
  };
  const measure = ({ selections }: SelectionSetNode): Size =>
    selections.reduce((sum, selection) => {
      const each =
        selection.kind === Kind.FIELD
          ? ofField(selection)
          : selection.kind === Kind.INLINE_FRAGMENT
            ? measure(selection.selectionSet)
            : ofFragment(selection.name.value);
      return {
        depth: Math.max(sum.depth, each.depth),
        fields: sum.fields + each.fields,
        aliases: sum.aliases + each.aliases,
        rows: sum.rows + each.rows,
        eachRow: sum.eachRow + each.eachRow,
      };
    }, nothing);
  return measure;
}

/** How long a list's page can be; what is not known yet, or is refused later, counts as the longest. */
function pageOf(args: readonly ArgumentNode[] = [], variables: unknown): number {
  const first = args.find(({ name }) => name.value === 'first')?.value;
  if (!first || first.kind === Kind.NULL) return pageSize.usual;
  const given =
    first.kind === Kind.VARIABLE
      ? (variables as Record<string, unknown> | null | undefined)?.[first.name.value]
      : first.kind === Kind.INT && Number(first.value);
  return typeof given === 'number' && given >= 0 && given < pageSize.most ? given : pageSize.most;
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

/** What can only be known with the request's variables, and an operation that is not there. */
export const limitPlugin = <Context extends BaseContext>(limits: Limits): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ document, operation, request }) => {
      if (!operation) {
        throw new GraphQLError(
          '请求中没有所指名的操作，或有多个操作而未指名。 / ' +
            'The document has no operation of that name, or several and none is named by operationName.',
          { extensions: { code: 'OPERATION_RESOLUTION_FAILURE', http: { status: 400 } } },
        );
      }
      const asked = representations(document, request.variables ?? {});
      if (asked > limits.entities) throw over('entities', asked, limits.entities);
    },
  }),
});

function representations(document: DocumentNode, variables: Record<string, unknown>): number {
  let asked = 0;
  const defaults = new Map<string, ValueNode | undefined>();
  visit(document, {
    VariableDefinition: ({ variable, defaultValue }) => void defaults.set(variable.name.value, defaultValue),
  });
  visit(document, {
    Argument: ({ name, value }) => {
      if (name.value !== 'representations') return;
      const given = value.kind === Kind.VARIABLE ? variables[value.name.value] : undefined;
      if (Array.isArray(given)) asked += given.length;
      const written =
        value.kind === Kind.VARIABLE && given === undefined ? defaults.get(value.name.value) : value;
      if (written?.kind === Kind.LIST) asked += written.values.length;
    },
  });
  return asked;
}
