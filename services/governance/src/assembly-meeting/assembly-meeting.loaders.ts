import type { Context } from '@anju/runtime/context';
import { loadOne } from '@anju/runtime/loader';
import { countOwnersOf } from '../electorate-snapshot/electorate-snapshot.table';
import type { AssemblyMeeting } from './assembly-meeting';
import { countDeliveries, findMeetings, findMeetingsOf, findReached } from './assembly-meeting.table';
import type { Delivery, Reached } from './delivery';

const byId = async ({ db }: Context, ids: readonly string[]) =>
  new Map((await findMeetings(db.read, ids)).map((meeting) => [meeting.id as string, meeting]));

// Whole: a community has a handful a year, and who pages them does so in memory.
const byCommunity = async ({ db }: Context, ids: readonly string[]) => {
  const meetings = await findMeetingsOf(db.read, ids);
  return new Map(ids.map((id) => [id, meetings.filter(({ communityId }) => communityId === id)]));
};

const deliveries = async ({ db }: Context, ids: readonly string[]) => {
  const owners = await countOwnersOf(db.read, ids);
  const reached = await countDeliveries(db.read, ids);
  const by = (id: string, way: Delivery['way']) =>
    reached.find((each) => each.meetingId === id && each.way === way)?.owners ?? 0;
  return new Map(
    ids.map((id) => {
      const all = owners.get(id) ?? 0;
      const ways = {
        hand: by(id, 'HAND'),
        post: by(id, 'POST'),
        posted: by(id, 'POSTED'),
        online: by(id, 'ONLINE'),
      };
      const notDelivered = Object.values(ways).reduce((left, owners) => left - owners, all);
      const counts = { owners: all, ...ways, notDelivered };
      return [id, counts];
    }),
  );
};

const reachedBySnapshot = async ({ db }: Context, ids: readonly string[]) => {
  const reached = await findReached(db.read, ids);
  return new Map(ids.map((id) => [id, reached.filter(({ snapshotId }) => snapshotId === id)]));
};

export const loadMeeting = (context: Context, id: string) => loadOne(context, byId, id);

/** In the order of their notices. */
export const loadMeetingsOf = async (
  context: Context,
  communityId: string,
): Promise<readonly AssemblyMeeting[]> => (await loadOne(context, byCommunity, communityId)) ?? [];

export const loadDeliveries = async (context: Context, meetingId: string) =>
  (await loadOne(context, deliveries, meetingId))!;

/** The heads of an electorate, by the day on which the paper reached them. */
export const loadReached = async (context: Context, snapshotId: string): Promise<readonly Reached[]> =>
  (await loadOne(context, reachedBySnapshot, snapshotId)) ?? [];
