import { createClient, until } from '@anju/local/client';
import { type City, names } from './city';
import type { Scene } from './prelude';

/** Resolves once each service says that it has told all that it has to tell. */
export async function settled(city: City, { tokens }: Scene): Promise<void> {
  for (const name of names) {
    const operator = createClient(city.urls[name], tokens.operator);
    await until(`${name} to publish what it told`, async () => {
      const { flow } = await operator.ask(`{ flow: ${name}Events { unpublished } }`);
      return flow.unpublished === 0;
    });
  }
}
