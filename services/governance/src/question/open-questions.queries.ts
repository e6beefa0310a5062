import type { Context } from '@anju/runtime/context';
import { loadOne } from '@anju/runtime/loader';
import { byPage, pageKey } from '@anju/runtime/page-key';
import type { Page } from '@anju/runtime/connection';
import { isDivisionCode } from '@anju/values/division';
import { codePrefix } from '../division/division';
import { firstBelowEach } from '../first-below-each.queries';
import type { Question } from './question';
import { findQuestions } from './question.table';

/** One size and place of page takes two statements, of however many divisions; their tallies are loaded as any. */
async function openQuestions({ db, clock }: Context, keys: readonly string[]) {
  const now = clock();
  const pages = new Map<string, readonly Question[]>();
  for (const { page, parents } of byPage(keys)) {
    const ids = await firstBelowEach(
      db.read,
      {
        ...{ table: 'question', key: 'id' },
        where: "divisionCode LIKE ? AND status = 'OPEN' AND opensAt <= ? AND closesAt > ?",
        besides: [now, now],
      },
      new Map(parents.filter(isDivisionCode).map((code) => [code, `${codePrefix(code)}%`])),
      { after: page.afterKey ?? '', limit: page.limit },
    );
    const found = await findQuestions(db.read, [...new Set([...ids.values()].flat())]);
    const byId = new Map<string, Question>(found.map((question) => [question.id, question]));
    for (const [code, own] of ids)
      pages.set(
        pageKey(code, page),
        own.map((id) => byId.get(id)!),
      );
  }
  return pages;
}

/** Those on which owners may vote now, in a division and all it covers, in the order of their notices. */
export const loadOpenQuestions = async (context: Context, code: string, page: Page) =>
  (await loadOne(context, openQuestions, pageKey(code, page))) ?? [];
