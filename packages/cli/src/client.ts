/** Speaks to the gateway for an operator. */
export interface Client {
  /** The data of an answer; throws `NotDone` with words for people where there is none. */
  readonly ask: (query: string, variables?: object) => Promise<any>;
}

/** What was not done, in words for people: no stack belongs to it. */
export class NotDone extends Error {}

export const createClient = (url: string, token: string | null): Client => ({
  ask: async (query, variables = {}) => {
    let answer: { data?: unknown; errors?: { message: string }[] };
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'accept-language': 'en',
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
        body: JSON.stringify({ query, variables }),
      });
      answer = (await response.json()) as typeof answer;
    } catch {
      throw new NotDone(
        `No gateway answers at ${url}. Start the city, or name another by --url or ANJU_URL.`,
      );
    }
    if (answer.errors?.length) throw new NotDone(answer.errors.map(({ message }) => message).join('\n'));
    return answer.data;
  },
});
