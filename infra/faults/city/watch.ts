import { setTimeout as wait } from 'node:timers/promises';
import type { Mutation } from '@anju/local/act';
import { until } from '@anju/local/client';
import type { City } from './city';
import { type Load, refusedClearly } from './load';
import { type Name, names } from './services';

/** What a service says of itself at `/readyz`. */
export interface Ready {
  readonly status: number;
  readonly database: string;
  readonly broker: string;
}

const pauseMs = 100;

/** As long as a part that is there may seem away to who waits half a second for it, on a machine that is busy. */
const lateMs = 10_000;

/** kafkajs may let half a minute go by before it tries once more, and the machine may be slow. */
const patienceMs = 120_000;

async function ask(city: City): Promise<ReadonlyMap<Name, Ready>> {
  const said = names.map(async (name) => {
    const response = await fetch(new URL('/readyz', city.urls[name]));
    const { database, broker } = (await response.json()) as Ready;
    return [name, { status: response.status, database, broker }] as const;
  });
  return new Map(await Promise.all(said));
}

/**
 * What is to be thought of a word. LATE: a part that is there did not answer in time, which may be so for a moment and
 * is asked again. UNTRUE: what is away, or full, is said to be otherwise.
 */
export function judge(said: Ready, expected: readonly Ready[]): 'TRUE' | 'LATE' | 'UNTRUE' {
  const late = (word: string, due: string) => word === due || (word === 'no answer' && due !== 'none');
  const isStatusOf = ({ status, database }: Ready) => status === (database === 'no answer' ? 503 : 200);
  if (expected.some((each) => JSON.stringify(each) === JSON.stringify(said))) return 'TRUE';
  return isStatusOf(said) &&
    expected.some((each) => late(said.database, each.database) && late(said.broker, each.broker))
    ? 'LATE'
    : 'UNTRUE';
}

/** Resolves once each service says one of these. */
export async function saying(city: City, ...expected: readonly Ready[]): Promise<void> {
  let last: ReadonlyMap<Name, Ready> = new Map();
  await until(
    `all to say ${JSON.stringify(expected)}`,
    async () => {
      last = await ask(city);
      return [...last.values()].every((said) => judge(said, expected) === 'TRUE');
    },
    patienceMs,
  ).catch((error: Error) => {
    throw new Error(`${error.message}: ${JSON.stringify([...last])}`);
  });
}

/**
 * For so many seconds each service is asked again and again. An untruth is found, be it said once; who is late is asked
 * until it is in time, and found where it is late for long.
 */
export async function keepsSaying(
  city: City,
  expected: readonly Ready[],
  seconds: number,
): Promise<readonly string[]> {
  const otherwise = new Set<string>();
  const lateSince = new Map<Name, number>();
  const end = Date.now() + seconds * 1000;
  for (; Date.now() < end || lateSince.size > 0; await wait(pauseMs))
    for (const [name, said] of await ask(city)) {
      const judged = judge(said, expected);
      const since = lateSince.get(name) ?? Date.now();
      if (judged === 'LATE') lateSince.set(name, since);
      else lateSince.delete(name);
      const tooLong = judged === 'LATE' && Date.now() - since > lateMs;
      if (judged === 'UNTRUE' || tooLong) otherwise.add(`${name} ${JSON.stringify(said)}`);
      if (tooLong && Date.now() > end) return found();
    }
  return found();

  function found() {
    return [...otherwise].map((each) => `${each}, and not ${JSON.stringify(expected)}`);
  }
}

/** Resolves once money was moved, a ballot cast, an answer entered and a company put right after now. */
export async function working({ asked }: Load): Promise<void> {
  const from = asked.length;
  const done = (mutation: Mutation) =>
    asked.some((each, i) => i >= from && each.mutation === mutation && each.outcome === 'ACKNOWLEDGED');
  await until('money to be moved, ballots to be cast, answers and companies to be entered', async () => {
    const refused = asked.find(({ outcome }) => outcome === 'REFUSED');
    if (refused) throw new Error(`${refused.mutation} was refused: ${refused.refusal}`);
    return (['instructBank', 'castBallot', 'recordAnswer', 'correctCompany'] as const).every(done);
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
