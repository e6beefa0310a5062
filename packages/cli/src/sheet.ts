import { type Client, NotDone } from './client';
import type { Say } from './flow';

/** What is printed of which: the notice of a meeting, the result of a decision. */
const sheets = {
  mtg_: 'query ($id: ID!) { of: assemblyMeeting(id: $id) { sheet: noticeSheet { html } } }',
  dec_: 'query ($id: ID!) { of: ownersDecision(id: $id) { sheet: resultSheet { html } } }',
} as const;

/** Writes the page to print of a meeting or a decision. */
export async function writeSheet(client: Client, id: string, say: Say): Promise<void> {
  const query = sheets[id.slice(0, 4) as keyof typeof sheets];
  if (!query)
    throw new NotDone(
      `${id} 不是会议（mtg_…）或决定（dec_…）的编号 / is no id of a meeting (mtg_…) or a decision (dec_…)`,
    );
  const { of } = await client.ask(query, { id });
  if (!of) throw new NotDone(`没有 ${id}，请核对编号。 / There is no ${id}. Check the id.`);
  say(of.sheet.html.replace(/\n$/, ''));
}
