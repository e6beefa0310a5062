import { type Client, NotDone } from './client';

/** Where words for people go. */
export type Say = (line: string) => void;

/** The services, and what their root fields are called after. */
export const services: Readonly<Record<string, string>> = {
  governance: 'Governance',
  funding: 'Funding',
  participation: 'Participation',
  'property-management': 'PropertyManagement',
};

/** As `EventFlow` of the graph. */
export interface Flow {
  readonly service: string;
  readonly unpublished: number;
  readonly oldestUnpublishedAt: string | null;
  readonly parked: readonly { subject: string; type: string; sequence: number; reason: string }[];
  readonly held: readonly { subject: string; service: string; missing: number; waiting: number }[];
  readonly refused: readonly { id: string; reason: string }[];
}

/** What a service lists page by page, by which id, and what is asked of each. */
const lists = {
  parked: { id: 'subject', fields: 'subject type sequence reason' },
  held: { id: 'subject', fields: 'subject service missing waiting' },
  refused: { id: 'id', fields: 'id reason' },
} as const;
type List = keyof typeof lists;

/** The field by which a service is asked how its events stand. */
export const fieldOf = (pascal: string) => `${pascal[0]!.toLowerCase()}${pascal.slice(1)}Events`;

/** What the root fields of a service are called after, or that there is no such service. */
export const called = (service: string | undefined): string => {
  const pascal = service === undefined ? undefined : services[service];
  if (pascal) return pascal;
  const all = Object.keys(services).join(', ');
  throw new NotDone(
    service === undefined
      ? `请指明服务 / Say which service: ${all}.`
      : `没有名为 ${service} 的服务，有 / There is no service ${service}; there are: ${all}.`,
  );
};

/** All pages of it: what stands on none cannot be mended. */
export async function allOf<L extends List>(client: Client, pascal: string, list: L): Promise<Flow[L]> {
  const { id, fields } = lists[list];
  const all: Record<string, string>[] = [];
  for (;;) {
    const { flow } = await client.ask(
      `query ($after: ID) { flow: ${fieldOf(pascal)} { rows: ${list}(after: $after) { ${fields} } } }`,
      { after: all.at(-1)?.[id] ?? null },
    );
    all.push(...flow.rows);
    // By no count, which becomes another as others mend.
    if (flow.rows.length === 0) return all as never;
  }
}

/** How the events of one service stand, all of it. */
export async function flowOf(client: Client, pascal: string): Promise<Flow> {
  const { flow } = await client.ask(
    `{ flow: ${fieldOf(pascal)} { service unpublished oldestUnpublishedAt } }`,
  );
  const parked = await allOf(client, pascal, 'parked');
  const held = await allOf(client, pascal, 'held');
  return { ...flow, parked, held, refused: await allOf(client, pascal, 'refused') };
}

/** How much of what happened in a service it has not told yet. */
export const unpublishedOf = async (client: Client, pascal: string): Promise<number> =>
  (await client.ask(`{ flow: ${fieldOf(pascal)} { unpublished } }`)).flow.unpublished;
