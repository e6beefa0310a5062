import type { Page } from '@anju/runtime/connection';
import type { Context } from '@anju/runtime/context';
import { loadOne } from '@anju/runtime/loader';
import { pageKey } from '@anju/runtime/page-key';
import { pagesForEntry } from '../assembly-meeting/entry-pages.loaders';
import { countUnchecked, firstUncheckedOfEach } from './paper-check.table';

const counts = ({ db }: Context, meetingIds: readonly string[]) => countUnchecked(db.read, meetingIds);

const pages = (context: Context, keys: readonly string[]) =>
  pagesForEntry(context, keys, firstUncheckedOfEach);

export const countUncheckedOf = async (context: Context, meetingId: string) =>
  (await loadOne(context, counts, meetingId)) ?? 0;

/** One more than `limit` where there are more; null where they are not the caller's to see. */
export const loadUncheckedPapers = (context: Context, meetingId: string, page: Page) =>
  loadOne(context, pages, pageKey(meetingId, page));
