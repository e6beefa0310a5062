import { legalBasisOf } from '@anju/rulebook/legal-basis';
import { appendAudits } from '@anju/runtime/audit';
import type { Page } from '@anju/runtime/connection';
import type { Context } from '@anju/runtime/context';
import { loadOne } from '@anju/runtime/loader';
import { byPage, pageKey } from '@anju/runtime/page-key';
import { transaction } from '@anju/runtime/transaction';
import { dateOf } from '@anju/values/time';
import { findMeetings } from '../assembly-meeting/assembly-meeting.table';
import { findOwnCommittee, mayActAs } from '../assembly-meeting/may-act.queries';
import { firstUnratifiedOfEach, type UnratifiedBallot } from './unratified-ballots.queries';

/** By meeting and page (`pageKey`), of meetings in which the caller enters ballots. Each look is logged first (PRIV-1). */
async function readable(context: Context, keys: readonly string[]) {
  const { db, clock } = context;
  const now = clock();
  const roles = ['OWNERS_COMMITTEE', 'SUBDISTRICT_OFFICE'] as const;
  const committee = await findOwnCommittee(db.read, context);
  const pages = new Map<string, readonly UnratifiedBallot[]>();
  for (const { page, parents } of byPage(keys)) {
    const meetings = (await findMeetings(db.read, parents)).filter((meeting) =>
      mayActAs(context, committee, meeting, roles, dateOf(now)),
    );
    if (meetings.length === 0) continue;
    const ids = meetings.map(({ id }) => id);
    const found = await firstUnratifiedOfEach(db.read, ids, page);
    const looks = ids.map((subject) => ({
      action: 'read AssemblyMeeting.unratifiedBallots',
      subject,
      detail: {
        ballotIds: found
          .get(subject)!
          .slice(0, page.limit)
          .map(({ id }) => id),
        legalBasis: legalBasisOf('OWNERS_VOTE'),
      },
    }));
    await transaction(db, (tx) => appendAudits(tx, context, looks, now));
    for (const [id, ballots] of found) pages.set(pageKey(id, page), ballots);
  }
  return pages;
}

/** One more than `limit` where there are more; null where they are not the caller's to see. */
export const loadUnratifiedBallots = (context: Context, meetingId: string, page: Page) =>
  loadOne(context, readable, pageKey(meetingId, page));
