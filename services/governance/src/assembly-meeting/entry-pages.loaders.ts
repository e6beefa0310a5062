import type { Page } from '@anju/runtime/connection';
import type { Context } from '@anju/runtime/context';
import { byPage, pageKey } from '@anju/runtime/page-key';
import { dateOf } from '@anju/values/time';
import type { EntityManager } from 'typeorm';
import type { MeetingId } from './assembly-meeting';
import { findMeetings } from './assembly-meeting.table';
import { findOwnCommittee, mayActAs } from './may-act.queries';

/** Pages by meeting and page (`pageKey`), of those meetings in which the caller enters ballots. */
export async function pagesForEntry<Row>(
  context: Context,
  keys: readonly string[],
  firstOfEach: (
    read: EntityManager,
    meetingIds: readonly MeetingId[],
    page: Page,
  ) => Promise<ReadonlyMap<string, readonly Row[]>>,
): Promise<ReadonlyMap<string, readonly Row[]>> {
  const { db, clock } = context;
  const today = dateOf(clock());
  const roles = ['OWNERS_COMMITTEE', 'SUBDISTRICT_OFFICE'] as const;
  const committee = await findOwnCommittee(db.read, context);
  const pages = new Map<string, readonly Row[]>();
  for (const { page, parents } of byPage(keys)) {
    const ids = (await findMeetings(db.read, parents))
      .filter((meeting) => mayActAs(context, committee, meeting, roles, today))
      .map(({ id }) => id);
    if (ids.length === 0) continue;
    for (const [id, rows] of await firstOfEach(db.read, ids, page)) pages.set(pageKey(id, page), rows);
  }
  return pages;
}
