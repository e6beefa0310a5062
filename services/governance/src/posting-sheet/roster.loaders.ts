import type { Context } from '@anju/runtime/context';
import { loadOne } from '@anju/runtime/loader';
import { maskName } from '@anju/runtime/personal-data';
import { dateOf } from '@anju/values/time';
import { loadMeeting } from '../assembly-meeting/assembly-meeting.loaders';
import { mayActAs } from '../assembly-meeting/may-act.queries';
import { loadBuilding } from '../building/building.loaders';
import { loadCommunities } from '../community/community.resolvers';
import type { ElectorateSnapshot } from '../electorate-snapshot/electorate-snapshot';
import { findFrozenUnitsIn, findOwnersOfHeads } from '../electorate-snapshot/electorate-snapshot.table';
import { positionOf } from '../exclusive-unit/exclusive-unit';
import { findOwnersById } from '../owner/owner.table';
import { loadOwnCommittee } from '../owners-committee/owners-committee.loaders';
import { rollKeepers } from '../owners-roll/roll.access';
import type { Sheet } from './page';
import { rosterSheet, type RosterRow } from './roster-sheet';

interface Place {
  readonly snapshotId: ElectorateSnapshot['id'];
  readonly buildingId: string;
}

/** The homes of some buildings, each of one electorate, in the order of their doors. */
const rows = async ({ db: { read }, personalData }: Context, keys: readonly string[]) => {
  const places = keys.map((key) => JSON.parse(key) as Place);
  const snapshotIds = [...new Set(places.map(({ snapshotId }) => snapshotId))];
  const units = await findFrozenUnitsIn(read, snapshotIds, [
    ...new Set(places.map(({ buildingId }) => buildingId)),
  ]);
  const electors = await findOwnersOfHeads(read, snapshotIds, [
    ...new Set(units.map(({ headKey }) => headKey)),
  ]);
  const owners = await findOwnersById(read, [...new Set(electors.map(({ ownerId }) => ownerId))]);
  const nameOf = new Map(owners.map(({ id, name }) => [id, maskName(personalData.open(name))]));
  const namesOf = new Map<string, string[]>();
  for (const { snapshotId, headKey, ownerId } of electors) {
    const head = `${snapshotId} ${headKey}`;
    namesOf.set(head, [...(namesOf.get(head) ?? []), nameOf.get(ownerId)!]);
  }
  const of = ({ snapshotId, buildingId }: Place): RosterRow[] =>
    units
      .filter((unit) => unit.snapshotId === snapshotId && unit.buildingId === buildingId)
      .toSorted((a, b) => (positionOf(a.label) < positionOf(b.label) ? -1 : 1))
      .map(({ label, headKey, areaDm2 }) => ({
        label,
        areaDm2,
        maskedNames: namesOf.get(`${snapshotId} ${headKey}`)!,
      }));
  return new Map(keys.map((key, i) => [key, of(places[i]!)]));
};

/** Whose home is where is for those who post it, not for whoever asks (PRIV-1). */
const posters = ['OWNERS_COMMITTEE', ...rollKeepers] as const;

export async function loadRoster(
  context: Context,
  snapshot: ElectorateSnapshot,
  buildingId: string,
): Promise<Sheet | null> {
  const meeting = (await loadMeeting(context, snapshot.meetingId))!;
  const committee = await loadOwnCommittee(context);
  if (!mayActAs(context, committee, meeting, posters, dateOf(context.clock()))) return null;
  const key = JSON.stringify({ snapshotId: snapshot.id, buildingId } satisfies Place);
  const homes = (await loadOne(context, rows, key))!;
  const building = homes.length === 0 ? null : await loadBuilding(context, buildingId);
  if (!building) return null;
  const { name } = (await loadOne(context, loadCommunities, meeting.communityId))!;
  return rosterSheet(snapshot, name, building.number, homes, meeting);
}
