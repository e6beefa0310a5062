import { createHash } from 'node:crypto';
import { legalBasisOf } from '@anju/rulebook/legal-basis';
import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { createCellReader, type Row, readTable, type RowProblem, type Words } from '@anju/runtime/csv-table';
import { type ImportOutcome, refuseImport } from '@anju/runtime/import-result';
import { appendToOutbox } from '@anju/runtime/outbox';
import { transaction } from '@anju/runtime/transaction';
import { newId } from '@anju/values/id';
import type { AreaDm2 } from '@anju/values/area';
import { formatScaled } from '@anju/values/decimal';
import type { RuleId } from '@anju/values/rule-id';
import type { EntityManager } from 'typeorm';
import { findBuildingsOf, insertBuildings, updateBuilding } from '../building/building.table';
import type { Community, CommunityId } from '../community/community';
import { findCommunity, lockCommunity, updateCommunity } from '../community/community.table';
import { findUnitsOf, insertUnits, updateUnits } from '../exclusive-unit/exclusive-unit.table';
import { findOwnersOf, insertOwners, updateOwner } from '../owner/owner.table';
import { readRollRows, rollColumns } from './owners-roll.csv';
import { revise, type RollFinding } from './owners-roll';
import { rollWords } from './owners-roll.words';
import { actsAs } from './roll.access';
import type { RollRow } from './roll-row';

interface File {
  readonly contentBase64: string;
  readonly dryRun?: boolean;
}

/** Takes a roll's file whole, or not at all. */
export async function importOwnersRoll(
  context: Context,
  communityId: CommunityId,
  { contentBase64, dryRun = false }: File,
): Promise<ImportOutcome> {
  const { db, clock } = context;
  const community = await findCommunity(db.read, communityId);
  if (!community) return refuseImport('TARGET_NOT_FOUND');
  const place = { division: community.divisionCode, communityId };
  if (!actsAs(context, ['COUNTY_BUREAU', 'SUBDISTRICT_OFFICE'], place))
    return refuseImport('NOT_IN_SCOPE', { rule: 'PRIV-1' });
  if (community.struckAt !== null) return refuseImport('COMMUNITY_STRUCK');

  const table = readTable(contentBase64, rollColumns);
  if (!table.readable) return refuseImport(table.code, { problems: table.problems });
  const cells = createCellReader(table);
  const rows = readRollRows(table.rows, cells);
  const file = { rows, table: table.rows, unreadable: cells.problems };

  if (dryRun || cells.problems.length > 0)
    return (await decide(context, db.read, community, file, dryRun)).outcome;
  return transaction(db, async (tx) => {
    // Held to the end: no notice freezes the roll meanwhile (REG-7), and no other file is taken.
    const held = (await lockCommunity(tx, communityId))!;
    if (held.struckAt !== null) return refuseImport('COMMUNITY_STRUCK');
    const now = clock();
    const { outcome, revision } = await decide(context, tx, held, file, false);
    if (!outcome.accepted) return outcome;
    const { created, changed, unchanged } = outcome.report;
    if (created + changed === 0) return outcome;

    await updateCommunity(tx, held);
    await insertOwners(tx, revision.owners.created);
    for (const owner of revision.owners.updated) await updateOwner(tx, owner);
    await insertBuildings(tx, revision.buildings.created);
    for (const building of revision.buildings.updated) await updateBuilding(tx, building);
    await insertUnits(tx, revision.units.created);
    await updateUnits(tx, revision.units.updated);
    await appendToOutbox(tx, revision.events, now);
    const sha256 = createHash('sha256').update(Buffer.from(contentBase64, 'base64')).digest('hex');
    const detail = { sha256, created, changed, unchanged, legalBasis: legalBasisOf('OWNERS_ROLL') };
    await appendAudit(tx, context, { action: 'importOwnersRoll', subject: communityId, detail }, now);
    return outcome;
  });
}

interface Read {
  readonly rows: readonly RollRow[];
  readonly table: readonly Row[];
  /** What is wrong with single cells; their rows are not among `rows`. */
  readonly unreadable: readonly RowProblem[];
}

/** What the file would change, or why it is refused; writes nothing. */
async function decide(
  { personalData }: Context,
  read: EntityManager,
  { id: communityId, households }: Community,
  { rows, table, unreadable }: Read,
  dryRun: boolean,
) {
  const roll = {
    communityId,
    households,
    buildings: await findBuildingsOf(read, [communityId]),
    units: await findUnitsOf(read, communityId),
    owners: await findOwnersOf(read, communityId),
  };
  const { seal, open, fingerprint } = personalData;
  const digest = (text: string) => createHash('sha256').update(text).digest('hex');
  const revision = revise(rows, roll, { newId, seal, open, fingerprint, digest });
  const say = (finding: RollFinding) => present(finding, table);
  const { created, changed, unchanged } = revision;
  // A home that seems to be missing may stand in a row that could not be read.
  const amongRows = revision.problems.filter(({ code }) => unreadable.length === 0 || code !== 'VANISHED');
  const problems = [...unreadable, ...amongRows.map(say)].toSorted((a, b) => a.line - b.line);
  const outcome: ImportOutcome =
    problems.length > 0
      ? refuseImport('BAD_ROWS', { problems })
      : {
          accepted: true,
          report: { dryRun, rows: rows.length, created, changed, unchanged, notes: revision.notes.map(say) },
        };
  return { outcome, revision };
}

function present(finding: RollFinding, table: readonly Row[]): RowProblem {
  const { line } = finding;
  const at = (column: string | null, reason: Words, rule: RuleId | null): RowProblem => {
    const cells = table.find((row) => row.line === line)?.cells;
    return { line, column, value: (column && cells?.[column]) || null, reason, rule };
  };
  switch (finding.code) {
    case 'OTHER_NAME':
      return at('owners', rollWords.otherName(finding.earlier), 'REG-3');
    case 'VANISHED':
      return at(null, rollWords.vanished(finding.label), null);
    case 'STRUCK':
      return at('door', rollWords.struck(finding.label, finding.on), null);
    case 'HOMES_BEYOND':
      return at(null, rollWords.homesBeyond(finding.homes, finding.households), null);
    case 'NO_AREA':
      return at('area_registered_m2', rollWords.noArea(finding.label), 'REG-2');
    case 'AREA_IMPLAUSIBLE': {
      const m2 = (areaDm2: AreaDm2) => formatScaled(areaDm2, 2);
      const words = rollWords.areaImplausible(finding.label, m2(finding.leastDm2), m2(finding.mostDm2));
      return at(`area_${finding.evidence.toLowerCase()}_m2`, words, null);
    }
    case 'BUYERS_LEFT_OUT':
      return at('owners', rollWords.buyersLeftOut(finding.label), 'REG-1');
    case 'MARK_UNCLEAR':
      return at('note', rollWords.markUnclear(finding.label), null);
  }
}
