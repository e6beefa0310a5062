import { uuidV7 } from '@anju/values/id';
import { act } from '../act';
import { type Client } from '../client';
import { type Actors, offices } from '../officers';

/** Those who are in the story from the start; the committee, owners and companies come into being on the way. */
export interface Cast {
  readonly actors: Actors;
  readonly county: Client;
  readonly tianchang: Client;
  readonly finance: Client;
  readonly street: Client;
  readonly moveClock: (to: string) => Promise<void>;
}

export async function assembleCast(actors: Actors): Promise<Cast> {
  const [county, tianchang, finance, street, operator] = await Promise.all([
    actors.as(offices.countyBureau),
    actors.as(offices.tianchangBureau),
    actors.as(offices.finance),
    actors.as(offices.subdistrict),
    actors.as(offices.operator),
  ]);
  const moveClock = async (to: string) => {
    await act(operator, 'advanceClock', { to });
  };
  return { actors, county, tianchang, finance, street, moveClock };
}

export const newKey = () => ({ idempotencyKey: uuidV7() });

/** Stands for the hash of a scan that nobody made. */
export const inventedSha256 = (digit: string) => digit.repeat(64);
