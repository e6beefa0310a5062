import { setTimeout as wait } from 'node:timers/promises';

/** Speaks to the gateway as somebody in particular. */
export interface Client {
  /** The data of an answer without errors; anything else throws with all that was said. */
  readonly ask: (query: string, variables?: Record<string, unknown>) => Promise<any>;
  /** The answer as it came, with its HTTP status. */
  readonly raw: (query: string, variables?: Record<string, unknown>) => Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly data?: any;
  readonly errors?: readonly { message: string; extensions?: Record<string, unknown> }[];
}

export function createClient(url: string, token: string | null, language: 'zh' | 'en' = 'en'): Client {
  const raw: Client['raw'] = async (query, variables = {}) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'accept-language': language,
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, ...((await response.json()) as object) };
  };
  return {
    raw,
    ask: async (query, variables) => {
      const { status, data, errors } = await raw(query, variables);
      if (errors || !data)
        throw new Error(`HTTP ${status}: ${JSON.stringify(errors)}\n${query.slice(0, 300)}`);
      return data;
    },
  };
}

export interface Refusal {
  readonly code: string;
  readonly rule: string | null;
  readonly message: string;
  readonly retryable: boolean;
  /** Of an import: the rows to blame. */
  readonly problems?: readonly {
    readonly line: number;
    readonly column: string | null;
    readonly value: string | null;
    readonly reason: string;
  }[];
}

/** A mutation was refused by a rule; `code` and `rule` say which. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(`${refusal.code} (${refusal.rule ?? 'no rule'}): ${refusal.message}`);
  }
}

const deadlineMs = 60_000;

/** Asks again until the answer is there: what another service knows arrives a moment later. */
export async function until<T>(
  what: string,
  look: () => Promise<T | null | undefined | false>,
  withinMs = deadlineMs,
): Promise<T> {
  const giveUpAt = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > giveUpAt) throw new Error(`Waited in vain for ${what}`);
    await wait(50);
  }
}
