import { connectionOf, type PageArgs, readPage } from '@anju/runtime/connection';
import type { Context } from '@anju/runtime/context';
import { loadOne } from '@anju/runtime/loader';
import { totalsByBuilding } from '../exclusive-unit/exclusive-unit.table';
import { findBuildingsById, findBuildingsOf } from './building.table';

const byId = async ({ db }: Context, ids: readonly string[]) =>
  new Map((await findBuildingsById(db.read, ids)).map((building) => [building.id as string, building]));

// Whole: a community has some dozens, and who pages them does so in memory.
const byCommunity = async ({ db }: Context, ids: readonly string[]) => {
  const buildings = await findBuildingsOf(db.read, ids);
  return new Map(ids.map((id) => [id, buildings.filter(({ communityId }) => communityId === id)]));
};

const totals = ({ db }: Context, ids: readonly string[]) => totalsByBuilding(db.read, ids);

export const loadBuilding = (context: Context, id: string) => loadOne(context, byId, id);

export async function pageOfBuildings(context: Context, communityId: string, args: PageArgs) {
  const { limit, afterKey } = readPage(args);
  const buildings = (await loadOne(context, byCommunity, communityId)) ?? [];
  const behind = buildings.filter(({ position }) => afterKey === null || position > afterKey);
  return connectionOf(behind, limit, ({ position }) => position);
}

/** Nothing where all its homes were struck. */
export const loadTotals = async (context: Context, id: string) =>
  (await loadOne(context, totals, id)) ?? { units: 0, areaDm2: 0, synthetic: false };
