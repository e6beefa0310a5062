import DataLoader from 'dataloader';
import { defaultFieldResolver, type GraphQLSchema } from 'graphql';

const loaders = new WeakMap<object, Map<unknown, DataLoader<string, unknown>>>();

/** Each key is a parameter of a statement, of which SQLite takes 32,766; some lookups have two of each. */
const mostKeys = 10_000;

/**
 * One lookup for all keys that the resolvers of one request ask in the same tick, up to ten thousand. `load` is also the
 * loader's name, so define it once at the top of a file. It returns a map; a key it lacks is null.
 */
export function loadOne<Context extends object, Value>(
  context: Context,
  load: (context: Context, keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
  key: string,
): Promise<Value | null> {
  const ofRequest = loaders.get(context) ?? new Map<unknown, DataLoader<string, unknown>>();
  loaders.set(context, ofRequest);
  let loader = ofRequest.get(load);
  if (!loader) {
    loader = new DataLoader<string, unknown>(
      async (keys) => {
        const found = await load(context, [...new Set(keys)]);
        return keys.map((each) => found.get(each) ?? null);
      },
      { maxBatchSize: mostKeys },
    );
    ofRequest.set(load, loader);
  }
  return loader.load(key) as Promise<Value | null>;
}

/**
 * The mutations of one request run one after another, each answered in full before the next begins: what the answer
 * of one has read is not true of the next.
 */
export function readAnewForEachMutation(schema: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = (source, args, context: object, info) => {
      loaders.delete(context);
      return resolve(source, args, context, info);
    };
  }
  return schema;
}
