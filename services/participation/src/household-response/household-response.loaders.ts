import { appendAudits } from '@anju/runtime/audit';
import type { Page } from '@anju/runtime/connection';
import type { Context } from '@anju/runtime/context';
import { loadOne } from '@anju/runtime/loader';
import { byPage, pageKey } from '@anju/runtime/page-key';
import { transaction } from '@anju/runtime/transaction';
import { mayAsk } from '../solicitation/may-ask.access';
import type { Solicitation } from '../solicitation/solicitation';
import { findSolicitations } from '../solicitation/solicitation.table';
import type { Household } from './household-response';
import { householdsAfter, type WhichHouseholds } from './household-response.queries';

/**
 * What single households said, by solicitation and page, of those whose households the caller asks. Each look
 * is logged before it is answered (PRIV-1); whom it does not concern finds nothing here.
 */
const readable = (which: WhichHouseholds) => async (context: Context, keys: readonly string[]) => {
  const { db, clock } = context;
  const pages = new Map<string, readonly Household[]>();
  for (const { page, parents } of byPage(keys)) {
    const asked = (await findSolicitations(db.read, parents)).filter((each) => mayAsk(context, each));
    if (asked.length === 0) continue;
    const take = page.limit + 1;
    const found = await householdsAfter(
      db.read,
      asked.map(({ id }) => id),
      { ...page, take, which },
    );
    const looks = asked.map(({ id }) => ({
      action: which === 'ALL' ? 'read Solicitation.responses' : 'read Solicitation.notCounted',
      subject: id,
      // How many, and not which: a label says where somebody lives.
      detail: { households: Math.min(found.get(id)!.length, page.limit) },
    }));
    await transaction(db, (tx) => appendAudits(tx, context, looks, clock()));
    for (const { id } of asked) pages.set(pageKey(id, page), found.get(id)!);
  }
  return pages;
};

const readers = { ALL: readable('ALL'), NOT_COUNTED: readable('NOT_COUNTED') };

/** One household more than `limit` where there are more; null where they are not the caller's to see. */
export const loadHouseholds = (
  context: Context,
  id: Solicitation['id'],
  page: Page,
  which: WhichHouseholds,
) => loadOne(context, readers[which], pageKey(id, page));
