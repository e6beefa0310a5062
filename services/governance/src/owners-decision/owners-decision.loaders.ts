import type { Context } from '@anju/runtime/context';
import { loadOne } from '@anju/runtime/loader';
import { covers, type DivisionCode } from '@anju/values/division';
import type { OwnersDecision } from './owners-decision';
import { historyOf } from './annulment';
import { findAnnulments, findWithdrawnAnnulments } from './annulment.table';
import { countByDivision, findDecisions, findDecisionsBy, findDecisionsOn } from './owners-decision.table';
import type { SupersededPosting } from './posting';
import type { WithdrawnPosting } from './posting-withdrawal';
import { findSupersededPostings } from './superseded-posting.table';
import { findWithdrawnPostings } from './withdrawn-posting.table';

const byId = async ({ db }: Context, ids: readonly string[]) =>
  new Map((await findDecisions(db.read, ids)).map((decision) => [decision.id as string, decision]));

const byQuestion = async ({ db }: Context, ids: readonly string[]) =>
  new Map((await findDecisionsOn(db.read, ids)).map((decision) => [decision.questionId as string, decision]));

// Whole: a community has a handful a year, and who pages them does so in memory.
const by = (of: 'communityId' | 'projectId') =>
  async function ({ db }: Context, ids: readonly string[]) {
    const decisions = await findDecisionsBy(db.read, of, ids);
    return new Map(ids.map((id) => [id, decisions.filter((decision) => decision[of] === id)]));
  };
const byCommunity = by('communityId');
const byProject = by('projectId');

const supersededByDecision = async ({ db }: Context, ids: readonly string[]) => {
  const postings = await findSupersededPostings(db.read, ids);
  return new Map(ids.map((id) => [id, postings.filter(({ decisionId }) => decisionId === id)]));
};

const withdrawnByDecision = async ({ db }: Context, ids: readonly string[]) => {
  const postings = await findWithdrawnPostings(db.read, ids);
  return new Map(ids.map((id) => [id, postings.filter(({ decisionId }) => decisionId === id)]));
};

const annulmentsByDecision = async ({ db }: Context, ids: readonly string[]) => {
  const annulments = await findAnnulments(db.read, ids);
  const withdrawn = await findWithdrawnAnnulments(db.read, ids);
  return new Map(ids.map((id) => [id, historyOf(id, annulments, withdrawn)]));
};

const countsByDivision = async ({ db }: Context, codes: readonly string[]) => {
  const counted = await countByDivision(db.read);
  const within = (code: string) =>
    counted
      .filter(({ divisionCode }) => covers(code as DivisionCode, divisionCode))
      .reduce(
        (sum, each) => ({
          adopted: sum.adopted + each.adopted,
          rejected: sum.rejected + each.rejected,
          effective: sum.effective + each.effective,
          annulled: sum.annulled + each.annulled,
          synthetic: sum.synthetic + each.synthetic,
        }),
        none,
      );
  return new Map(codes.map((code) => [code, within(code)]));
};

const none = { adopted: 0, rejected: 0, effective: 0, annulled: 0, synthetic: 0 };

export const loadDecision = (context: Context, id: string) => loadOne(context, byId, id);

export const loadDecisionOn = (context: Context, questionId: string) =>
  loadOne(context, byQuestion, questionId);

/** In the order in which they hung. */
export const loadSupersededPostings = async (
  context: Context,
  decisionId: string,
): Promise<readonly SupersededPosting[]> => (await loadOne(context, supersededByDecision, decisionId)) ?? [];

/** In the order in which they were recorded. */
export const loadWithdrawnPostings = async (
  context: Context,
  decisionId: string,
): Promise<readonly WithdrawnPosting[]> => (await loadOne(context, withdrawnByDecision, decisionId)) ?? [];

/** The annulment that stands, and those that were withdrawn. */
export const loadAnnulments = async (context: Context, decisionId: string) =>
  (await loadOne(context, annulmentsByDecision, decisionId))!;

/** In the order of the counts. */
export const loadDecisionsOf = async (
  context: Context,
  communityId: string,
): Promise<readonly OwnersDecision[]> => (await loadOne(context, byCommunity, communityId)) ?? [];

/** Those on a project's content list, in the order of the counts. */
export const loadDecisionsOnProject = async (
  context: Context,
  projectId: string,
): Promise<readonly OwnersDecision[]> => (await loadOne(context, byProject, projectId)) ?? [];

/** The decisions of everything a division covers. */
export const loadDecisionCounts = async (context: Context, code: string) =>
  (await loadOne(context, countsByDivision, code)) ?? none;
