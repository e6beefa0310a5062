import { readPage, type PageArgs } from '@anju/runtime/connection';
import type { Context } from '@anju/runtime/context';
import { loadOne } from '@anju/runtime/loader';
import { byPage, pageKey } from '@anju/runtime/page-key';
import { firstOfEach } from '../../first-of-each.queries';
import { groupBy } from '../../group-by';
import { findHomesOf, ownerOf, seesEveryBalance } from '../unit-fund-account/whose-balance.queries';
import type { FundShare } from './fund-share';
import { findShares } from './fund-share.table';
import type { MaintenanceJob } from './maintenance-job';

/** A page of a job's shares, and more than asked where there are more; those only that the caller may see (MF-8). */
export async function pageOfShares(
  context: Context,
  { id, divisionCode }: MaintenanceJob,
  args: PageArgs,
): Promise<readonly FundShare[]> {
  const page = readPage(args);
  if (seesEveryBalance(context, divisionCode))
    return (await loadOne(context, sharesByJob, pageKey(id, page))) ?? [];
  const own = (await loadOne(context, ownSharesByJob, id)) ?? [];
  return own
    .filter(({ unitId }) => page.afterKey === null || unitId > page.afterKey)
    .slice(0, page.limit + 1);
}

/** Loader of a page of shares by job and page (`pageKey`). */
async function sharesByJob({ db }: Context, keys: readonly string[]) {
  const pages = new Map<string, readonly FundShare[]>();
  for (const { page, parents } of byPage(keys)) {
    const table = { table: 'fund_share', parent: 'jobId', key: 'unitId' };
    const unitsOf = await firstOfEach(db.read, table, parents, page);
    const shares = await findShares(db.read, [...unitsOf.keys()], [...unitsOf.values()].flat());
    // What another job's page brings along of this one stands behind its own page, where it is cut off.
    for (const [jobId, ofJob] of groupBy(shares, (share) => share.jobId))
      pages.set(pageKey(jobId, page), ofJob);
  }
  return pages;
}

/** Loader of the shares of the caller's own homes by job: few, so they come whole. */
async function ownSharesByJob(context: Context, jobIds: readonly string[]) {
  const owner = ownerOf(context);
  const homes = owner === null ? [] : await findHomesOf(context.db.read, owner);
  const shares = homes.length === 0 ? [] : await findShares(context.db.read, jobIds, homes);
  return groupBy(shares, ({ jobId }) => jobId);
}
