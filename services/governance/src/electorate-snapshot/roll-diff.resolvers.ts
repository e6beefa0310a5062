import { connectionOf, readPage } from '@anju/runtime/connection';
import { dateOf } from '@anju/values/time';
import { mayActIn } from '../assembly-meeting/may-act.queries';
import { findMeeting } from '../assembly-meeting/assembly-meeting.table';
import type { Resolvers } from '../generated/graphql';
import { rollKeepers } from '../owners-roll/roll.access';
import { findSnapshots } from './electorate-snapshot.table';
import { countChanges, findChanges } from './roll-diff.queries';

/** Whose home changed hands is for those who keep the roll and call the owners, not for neighbours (PRIV-1). */
const readers = ['OWNERS_COMMITTEE', ...rollKeepers] as const;

export const rollDiffResolvers: Resolvers = {
  Query: {
    rollDiff: async (_, ids, context) => {
      const { read } = context.db;
      const found = await findSnapshots(read, [ids.from, ids.to]);
      const from = found.find(({ id }) => id === ids.from);
      const to = found.find(({ id }) => id === ids.to);
      if (!from || !to || from.buildingIds.join() !== to.buildingIds.join()) return null;

      const earlier = (await findMeeting(read, from.meetingId))!;
      const later = (await findMeeting(read, to.meetingId))!;
      if (earlier.communityId !== later.communityId) return null;
      if (!(await mayActIn(read, context, later, readers, dateOf(context.clock())))) return null;
      return { from, to, ...(await countChanges(read, { from: from.id, to: to.id })) };
    },
  },

  RollDiff: {
    changes: async ({ from, to }, args, { db }) => {
      const page = readPage(args);
      const changes = await findChanges(db.read, { from: from.id, to: to.id }, page);
      return connectionOf(changes, page.limit, ({ unitId }) => unitId);
    },
  },
};
