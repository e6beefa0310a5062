import { deadlineState } from '@anju/rulebook/deadline';
import { profileAt } from '@anju/rulebook/rule-profile';
import type { Page } from '@anju/runtime/connection';
import type { Context } from '@anju/runtime/context';
import { loadOne } from '@anju/runtime/loader';
import { byPage, pageKey } from '@anju/runtime/page-key';
import { selectUnited } from '@anju/runtime/united';
import { type DivisionCode, isDivisionCode } from '@anju/values/division';
import type { RuleId } from '@anju/values/rule-id';
import { dateOf, type Instant } from '@anju/values/time';
import { codePrefix } from '../division/division';

interface Due {
  readonly id: string;
  readonly name: string;
  readonly rule: RuleId | null;
  readonly startedAt: Instant;
  readonly dueAt: Instant;
  readonly divisionCode: DivisionCode;
  readonly communityId: string;
  readonly questionId: string | null;
  readonly decisionId: string | null;
  readonly committeeId: string | null;
}

/** A deadline that waits, and whose it is; `state` is how urgent (OVR-3). */
export interface UpcomingDeadline extends Due {
  readonly state: ReturnType<typeof deadlineState>;
}

/** Waiting timers from the most urgent on, each asked by its key whose it is. Six parameters, see below. */
const due = `
  SELECT * FROM (
    SELECT ? AS parent, timer.id AS id, timer.name AS name, timer.rule AS rule, timer.startedAt AS startedAt,
           timer.dueAt AS dueAt, community.id AS communityId, community.divisionCode AS divisionCode,
           question.id AS questionId, decision.id AS decisionId, committee.id AS committeeId
      FROM timer
      LEFT JOIN question ON question.id = timer.subject
      LEFT JOIN objection ON objection.id = timer.subject
      LEFT JOIN owners_decision decision ON decision.id = COALESCE(objection.decisionId, timer.subject)
      LEFT JOIN owners_committee committee ON committee.id = timer.subject
      JOIN community ON community.id = COALESCE(question.communityId, decision.communityId, committee.communityId)
     WHERE timer.state = 'WAITING' AND community.divisionCode LIKE ?
       AND (timer.dueAt > ? OR (timer.dueAt = ? AND timer.id > ?))
     ORDER BY timer.dueAt, timer.id LIMIT ?) listed`;

/** One size and place of page takes one statement, of however many divisions. */
async function upcoming({ db, clock }: Context, keys: readonly string[]) {
  const now = clock();
  const pages = new Map<string, UpcomingDeadline[]>(keys.map((key) => [key, []]));
  for (const { page, parents } of byPage(keys)) {
    const [afterAt = '', afterId = ''] = page.afterKey?.split(' ') ?? [];
    const rows = await selectUnited<Due & { readonly parent: string }>(
      db.read,
      parents.filter(isDivisionCode).map((code) => ({
        sql: due,
        parameters: [code, `${codePrefix(code)}%`, afterAt, afterAt, afterId, page.limit + 1],
      })),
    );
    for (const { parent, ...each } of rows) {
      const { amberShare } = profileAt(each.divisionCode, dateOf(each.startedAt)).oversight;
      const state = deadlineState(each.startedAt, each.dueAt, now, amberShare);
      pages.get(pageKey(parent, page))!.push({ ...each, state });
    }
  }
  return pages;
}

/** In a division and all it covers. */
export const loadUpcomingDeadlines = async (context: Context, code: string, page: Page) =>
  (await loadOne(context, upcoming, pageKey(code, page))) ?? [];

/** What the next page starts behind. */
export const placeOf = ({ dueAt, id }: UpcomingDeadline): string => `${dueAt} ${id}`;
