import DataLoader from 'dataloader';

const loaders = new WeakMap<object, Map<unknown, DataLoader<string, unknown>>>();

/**
 * One lookup for all keys that the resolvers of one request ask in the same tick. `load` is also the
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
    loader = new DataLoader<string, unknown>(async (keys) => {
      const found = await load(context, [...new Set(keys)]);
      return keys.map((each) => found.get(each) ?? null);
    });
    ofRequest.set(load, loader);
  }
  return loader.load(key) as Promise<Value | null>;
}
