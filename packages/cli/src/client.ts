/** Speaks to the gateway for an operator. */
export interface Client {
  /** The data of an answer; throws `NotDone` with words for people where there is none. */
  readonly ask: (query: string, variables?: object) => Promise<any>;
}

/** What was not done, in words for people: no stack belongs to it. */
export class NotDone extends Error {}

/** Whoever asks has not the role for it. */
export class NotAllowed extends NotDone {}

/** In what language a gateway says why not: there are no two in one answer. */
export type Language = 'zh' | 'en';

/** Longer than a gateway waits for a service. */
const answerMs = 60_000;

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

export const createClient = (url: string, token: string | null, language: Language): Client => ({
  ask: async (query, variables = {}) => {
    const { data, errors } = await post(url, token, language, { query, variables });
    if (!errors?.length) return data;
    const said = [...new Set(errors.map(({ message }) => message))];
    const codes = errors.map(({ extensions }) => extensions?.code);
    if (codes.includes('UNAUTHENTICATED') || codes.includes('FORBIDDEN'))
      throw new NotAllowed([...said, needsToken].join('\n'));
    throw new NotDone(said.join('\n'));
  },
});

const needsToken = '请以 ANJU_TOKEN 给出其中一种角色的令牌。 / Give the token of such a role in ANJU_TOKEN.';

async function post(url: string, token: string | null, language: Language, body: object): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'accept-language': language,
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(answerMs),
    });
  } catch (error) {
    if ((error as Error).name === 'TimeoutError')
      throw new NotDone(
        `${url} 在 ${answerMs / 1000} 秒内没有应答，请看 /readyz，稍后再试。 / ` +
          `${url} did not answer within ${answerMs / 1000} seconds. Look at its /readyz and try again.`,
      );
    throw new NotDone(
      `${url} 没有网关应答，请先启动，或以 --url 或 ANJU_URL 另行指定。 / ` +
        `No gateway answers at ${url}. Start the city, or name another by --url or ANJU_URL.`,
    );
  }
  const answer = (await response.json().catch(() => null)) as Answer | null;
  if (answer?.data !== undefined || answer?.errors) return answer;
  throw new NotDone(
    `${url} 的应答（HTTP ${response.status}）不是网关的，请核对地址，一般以 /graphql 结尾。 / ` +
      `What answers at ${url} (HTTP ${response.status}) is no gateway. Check the address: it mostly ends in /graphql.`,
  );
}
