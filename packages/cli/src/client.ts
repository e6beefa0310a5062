/** Speaks to the gateway for an operator. */
export interface Client {
  /** The data of an answer; throws `NotDone` with words for people where there is none. */
  readonly ask: (query: string, variables?: object) => Promise<any>;
}

/** What was not done, in words for people: no stack belongs to it. */
export class NotDone extends Error {}

/** In what language a gateway says why not: there are no two in one answer. */
export type Language = 'zh' | 'en';

export const createClient = (url: string, token: string | null, language: Language): Client => ({
  ask: async (query, variables = {}) => {
    let answer: { data?: unknown; errors?: { message: string }[] };
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'accept-language': language,
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
        body: JSON.stringify({ query, variables }),
      });
      answer = (await response.json()) as typeof answer;
    } catch {
      throw new NotDone(
        `${url} 没有网关应答，请先启动，或以 --url 或 ANJU_URL 另行指定。 / ` +
          `No gateway answers at ${url}. Start the city, or name another by --url or ANJU_URL.`,
      );
    }
    if (answer.errors?.length) throw new NotDone(answer.errors.map(({ message }) => message).join('\n'));
    return answer.data;
  },
});
