import { createHash } from 'node:crypto';
import type { Page } from '@anju/runtime/connection';
import type { Context } from '@anju/runtime/context';
import { loadOne } from '@anju/runtime/loader';
import { pageKey } from '@anju/runtime/page-key';
import { pagesForEntry } from '../assembly-meeting/entry-pages.loaders';
import { canonicalForms } from './handed-in-form';
import { countForms, findFormsOf, firstFormsOfEach } from './handed-in-form.table';

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

const pages = (context: Context, keys: readonly string[]) => pagesForEntry(context, keys, firstFormsOfEach);

export const loadFormCounts = async (context: Context, meetingId: string) =>
  (await loadOne(context, counts, meetingId))!;

export const loadFormsSeal = (context: Context, meetingId: string) => loadOne(context, seals, meetingId);

/** One more than `limit` where there are more; null where they are not the caller's to see. */
export const loadForms = (context: Context, meetingId: string, page: Page) =>
  loadOne(context, pages, pageKey(meetingId, page));
