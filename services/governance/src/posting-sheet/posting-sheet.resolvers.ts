import { createHash } from 'node:crypto';
import type { Context } from '@anju/runtime/context';
import { loadOne } from '@anju/runtime/loader';
import { dateOf } from '@anju/values/time';
import { loadDeliveries } from '../assembly-meeting/assembly-meeting.loaders';
import { loadBuilding } from '../building/building.loaders';
import { loadCommunities } from '../community/community.resolvers';
import { loadEvidence } from '../evidence/evidence.loaders';
import type { Resolvers } from '../generated/graphql';
import { loadDecisionOn } from '../owners-decision/owners-decision.loaders';
import { loadCommittee } from '../owners-committee/owners-committee.loaders';
import type { Question } from '../question/question';
import { loadQuestion, loadQuestionsOf, loadSnapshot } from '../question/question.loaders';
import { profileOf } from '../rules-of-procedure/meeting-rules.queries';
import { loadRulesAtNotice } from '../rules-of-procedure/rules-of-procedure.loaders';
import { type Asked, noticeSheet } from './notice-sheet';
import { minutesSheet } from './minutes-sheet';
import { loadRoster } from './roster.loaders';
import { mainOf, pageAround, type Sheet } from './page';
import { resultSheet } from './result-sheet';

export const postingSheetResolvers: Resolvers = {
  AssemblyMeeting: {
    noticeSheet: async (meeting, _, context) => {
      const questions = await loadQuestionsOf(context, meeting.id);
      const asked = await Promise.all(questions.map((question) => askedOf(context, question)));
      const { name } = (await loadOne(context, loadCommunities, meeting.communityId))!;
      const { filingNumber } = (await loadCommittee(context, meeting.committeeId))!;
      const noticed = { ...meeting, filingNumber, noticedOn: dateOf(meeting.noticedAt) };
      const procedure = await loadRulesAtNotice(context, meeting);
      return printed(noticeSheet({ ...noticed, procedure }, name, asked, profileOf(meeting, procedure)));
    },
    minutesSheet: async (meeting, _, context) => {
      const questions = await loadQuestionsOf(context, meeting.id);
      const decisions = await Promise.all(questions.map(({ id }) => loadDecisionOn(context, id)));
      const counted = questions.flatMap((question, i) => {
        const decision = decisions[i];
        return decision ? [{ question, decision }] : [];
      });
      if (counted.length < questions.length) return null;
      const { name } = (await loadOne(context, loadCommunities, meeting.communityId))!;
      const { filingNumber } = (await loadCommittee(context, meeting.committeeId))!;
      const held = {
        ...meeting,
        filingNumber,
        noticedOn: dateOf(meeting.noticedAt),
        procedure: await loadRulesAtNotice(context, meeting),
        deliveries: await loadDeliveries(context, meeting.id),
      };
      return printed(minutesSheet(held, name, counted));
    },
  },

  ElectorateSnapshot: {
    rosterSheet: async (snapshot, { buildingId }, context) => {
      const sheet = await loadRoster(context, snapshot, buildingId);
      return sheet && printed(sheet);
    },
  },

  OwnersDecision: {
    resultSheet: async (decision, _, context) => {
      const question = (await loadQuestion(context, decision.questionId))!;
      const { name } = (await loadOne(context, loadCommunities, decision.communityId))!;
      const evidence = await loadEvidence(context, question.id);
      return printed(resultSheet(decision, name, question, await askedOf(context, question), evidence));
    },
  },
};

function printed(sheet: Sheet) {
  const main = mainOf(sheet);
  const sha256 = createHash('sha256').update(main).digest('hex');
  return { html: pageAround(sheet, main, sha256), sha256 };
}

async function askedOf(context: Context, question: Question): Promise<Asked> {
  const electorate = (await loadSnapshot(context, question.snapshotId))!;
  const buildings = await Promise.all(electorate.buildingIds.map((id) => loadBuilding(context, id)));
  return { question, electorate, buildings: buildings.map((building) => building!.number) };
}
