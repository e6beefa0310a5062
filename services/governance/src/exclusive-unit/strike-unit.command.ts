import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { appendToOutbox } from '@anju/runtime/outbox';
import { accept, refuse } from '@anju/values/decision';
import { recorded } from '../building/building';
import { findBuildingsById, updateBuilding } from '../building/building.table';
import { lockCommunity, updateCommunity } from '../community/community.table';
import type { EnteredPaper } from '../entered-paper';
import { actsAs, rollKeepers } from '../owners-roll/roll.access';
import type { ExclusiveUnitId } from './exclusive-unit';
import { findUnitsById, findUnitsInBuilding, updateUnits } from './exclusive-unit.table';
import { strikeOrRestore } from './unit-strike';
import { findStrikes, insertStrike } from './unit-strike.table';

interface Saying {
  readonly unitId: ExclusiveUnitId;
  readonly reason: string;
  readonly paper: EnteredPaper;
}

export const strikeUnit = (context: Context, key: string, input: Saying) =>
  change(context, key, 'STRUCK', input);

export const restoreUnit = (context: Context, key: string, input: Saying) =>
  change(context, key, 'RESTORED', input);

/** Its building is told again, whole, as it is then. */
function change(context: Context, key: string, kind: 'STRUCK' | 'RESTORED', input: Saying) {
  const { clock } = context;
  const action = kind === 'STRUCK' ? 'strikeExclusiveUnit' : 'restoreExclusiveUnit';
  const request = { caller: context, key, operation: action, input };
  return once(context, request, async (tx) => {
    const { unitId, reason, paper } = input;
    const [known] = await findUnitsById(tx, [unitId]);
    if (!known) return refuse('UNIT_NOT_FOUND');
    // Held to the end: no notice freezes the roll meanwhile (REG-7), and no file is taken.
    const community = (await lockCommunity(tx, known.communityId))!;
    const place = { division: community.divisionCode, communityId: community.id };
    // Who does not keep the roll is not told that there is such a home (PRIV-1).
    if (!actsAs(context, rollKeepers, place)) return refuse('UNIT_NOT_FOUND');
    if (kind === 'RESTORED' && community.struckAt !== null) return refuse('COMMUNITY_STRUCK');

    const now = clock();
    const [unit] = await findUnitsById(tx, [unitId]);
    const earlier = (await findStrikes(tx, [unitId])).length;
    const result = strikeOrRestore(unit!, { kind, reason, paper, earlier, now });
    if (!result.accepted) return result;

    const { unit: changed, strike } = result.state;
    const [building] = await findBuildingsById(tx, [changed.buildingId]);
    await updateCommunity(tx, community);
    await updateBuilding(tx, building!);
    await updateUnits(tx, [changed]);
    await insertStrike(tx, strike);
    const units = await findUnitsInBuilding(tx, changed.buildingId);
    await appendToOutbox(tx, [recorded(building!, units)], now);
    const detail = { label: changed.label, reason, paperNumber: paper.number };
    await appendAudit(tx, context, { action, subject: unitId, detail }, now);
    return accept(changed);
  });
}
