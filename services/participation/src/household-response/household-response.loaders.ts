import { appendAudits } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { loadOne } from '@anju/runtime/loader';
import { transaction } from '@anju/runtime/transaction';
import { mayAsk } from '../solicitation/may-ask.access';
import type { Solicitation } from '../solicitation/solicitation';
import { findSolicitations } from '../solicitation/solicitation.table';
import type { Household } from './household-response';
import { householdsAfter } from './household-response.queries';

/** A page as `readPage` reads it. */
interface Page {
  readonly limit: number;
  readonly afterKey: string | null;
}

/**
 * What single households said, by solicitation and page, of those whose households the caller asks. Each look
 * is logged before it is answered (PRIV-1); whom it does not concern finds nothing here.
 */
async function readable(context: Context, keys: readonly string[]) {
  const { db, clock } = context;
  const pages = new Map<string, readonly Household[]>();
  for (const { page, ids } of byPage(keys)) {
    const asked = (await findSolicitations(db.read, ids)).filter((each) => mayAsk(context, each));
    if (asked.length === 0) continue;
    const take = page.limit + 1;
    const found = await householdsAfter(
      db.read,
      asked.map(({ id }) => id),
      { ...page, take },
    );
    const looks = asked.map(({ id }) => ({
      action: 'read Solicitation.responses',
      subject: id,
      // How many, and not which: a label says where somebody lives.
      detail: { households: Math.min(found.get(id)!.length, page.limit) },
    }));
    await transaction(db, (tx) => appendAudits(tx, context, looks, clock()));
    for (const { id } of asked) pages.set(keyOf(id, page), found.get(id)!);
  }
  return pages;
}

/** One household more than `limit` where there are more; null where they are not the caller's to see. */
export const loadHouseholds = (context: Context, id: Solicitation['id'], page: Page) =>
  loadOne(context, readable, keyOf(id, page));

const keyOf = (id: string, { limit, afterKey }: Page) => JSON.stringify([limit, afterKey, id]);

/** Pages of one size and place, which the same statements can answer for any number of solicitations. */
function byPage(keys: readonly string[]): readonly { page: Page; ids: readonly string[] }[] {
  const groups = new Map<string, { page: Page; ids: string[] }>();
  for (const key of keys) {
    const [limit, afterKey, id] = JSON.parse(key) as [number, string | null, string];
    const name = JSON.stringify([limit, afterKey]);
    const group = groups.get(name) ?? { page: { limit, afterKey }, ids: [] };
    group.ids.push(id);
    groups.set(name, group);
  }
  return [...groups.values()];
}
