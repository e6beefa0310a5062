import { createHash } from 'node:crypto';
import type { Page } from '@anju/runtime/connection';
import type { Context } from '@anju/runtime/context';
import { loadOne } from '@anju/runtime/loader';
import { byPage, pageKey } from '@anju/runtime/page-key';
import { dateOf } from '@anju/values/time';
import { findMeetings } from '../assembly-meeting/assembly-meeting.table';
import { findOwnCommittee, mayActAs } from '../assembly-meeting/may-act.queries';
import { canonicalForms } from './handed-in-form';
import { countForms, findFormsOf, firstFormsOfEach, type ListedForm } from './handed-in-form.table';

const counts = ({ db }: Context, meetingIds: readonly string[]) => countForms(db.read, meetingIds);

const seals = async ({ db }: Context, meetingIds: readonly string[]) => {
  const forms = await findFormsOf(db.read, meetingIds);
  return new Map(
    meetingIds.flatMap((id) => {
      const own = forms.filter(({ meetingId }) => meetingId === id);
      if (own.length === 0) return [];
      return [[id, createHash('sha256').update(canonicalForms(own)).digest('hex')] as const];
    }),
  );
};

/** By meeting and page (`pageKey`), of meetings in which the caller enters ballots. */
const readable = async (context: Context, keys: readonly string[]) => {
  const { db, clock } = context;
  const today = dateOf(clock());
  const roles = ['OWNERS_COMMITTEE', 'SUBDISTRICT_OFFICE'] as const;
  const committee = await findOwnCommittee(db.read, context);
  const pages = new Map<string, readonly ListedForm[]>();
  for (const { page, parents } of byPage(keys)) {
    const ids = (await findMeetings(db.read, parents))
      .filter((meeting) => mayActAs(context, committee, meeting, roles, today))
      .map(({ id }) => id);
    const found = ids.length > 0 ? await firstFormsOfEach(db.read, ids, page) : new Map();
    for (const [id, forms] of found) pages.set(pageKey(id, page), forms);
  }
  return pages;
};

export const loadFormCounts = async (context: Context, meetingId: string) =>
  (await loadOne(context, counts, meetingId))!;

export const loadFormsSeal = (context: Context, meetingId: string) => loadOne(context, seals, meetingId);

/** One more than `limit` where there are more; null where they are not the caller's to see. */
export const loadForms = (context: Context, meetingId: string, page: Page) =>
  loadOne(context, readable, pageKey(meetingId, page));
