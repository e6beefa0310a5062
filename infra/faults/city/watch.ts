import { setTimeout as wait } from 'node:timers/promises';
import { until } from '@anju/local/client';
import { type City, names } from './city';
import { type Load, refusedClearly } from './load';

/** What a service says of itself at `/readyz`. */
export interface Ready {
  readonly status: number;
  readonly database: string;
  readonly broker: string;
}

const pauseMs = 100;

async function ask(city: City): Promise<readonly string[]> {
  return Promise.all(
    names.map(async (name) => {
      const response = await fetch(new URL('/readyz', city.urls[name]));
      const { database, broker } = (await response.json()) as Ready;
      return `${name} ${JSON.stringify({ status: response.status, database, broker })}`;
    }),
  );
}

/** Resolves once each service says so. */
export async function saying(city: City, expected: Ready): Promise<void> {
  const words = JSON.stringify(expected);
  let last: readonly string[] = [];
  await until(`all to say ${words}`, async () => {
    last = await ask(city);
    return last.every((each) => each.endsWith(words));
  }).catch((error: Error) => {
    throw new Error(`${error.message}: ${last.join('; ')}`);
  });
}

/** For so many seconds each service is asked again and again; what it says otherwise is found, be it once. */
export async function keepsSaying(
  city: City,
  expected: readonly Ready[],
  seconds: number,
): Promise<readonly string[]> {
  const words = expected.map((each) => JSON.stringify(each));
  const otherwise = new Set<string>();
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await wait(pauseMs))
    for (const each of await ask(city)) if (!words.some((word) => each.endsWith(word))) otherwise.add(each);
  return [...otherwise].map((each) => `${each}, and not ${words.join(' or ')}`);
}

/** Resolves once money was moved and a ballot cast after now. */
export async function working({ asked }: Load): Promise<void> {
  const from = asked.length;
  const done = (mutation: string) =>
    asked.some((each, i) => i >= from && each.mutation === mutation && each.outcome === 'ACKNOWLEDGED');
  await until('money to be moved and ballots to be cast', async () => {
    const refused = asked.find(({ outcome }) => outcome === 'REFUSED');
    if (refused) throw new Error(`${refused.mutation} was refused: ${refused.refusal}`);
    return done('instructBank') && done('castBallot');
  });
}

/** What clients were told until now. */
export function countOf({ asked, errors }: Load) {
  const acknowledged = asked.filter(({ outcome }) => outcome === 'ACKNOWLEDGED').length;
  const refused = errors.get(refusedClearly) ?? 0;
  const failed = [...errors.values()].reduce((sum, each) => sum + each, 0) - refused;
  return { acknowledged, refused, failed };
}

/** Errors that were no clear refusal. */
export const unclearOf = ({ errors }: Load): readonly string[] =>
  [...errors]
    .filter(([words]) => words !== refusedClearly)
    .map(([words, times]) => `${times} times a client was told: ${words}`);
