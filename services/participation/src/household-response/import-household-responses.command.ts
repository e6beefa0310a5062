import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { createCellReader, readTable } from '@anju/runtime/csv-table';
import { type ImportOutcome, refuseImport } from '@anju/runtime/import-result';
import { transaction } from '@anju/runtime/transaction';
import { newId } from '@anju/values/id';
import { findBuildingsOf } from '../known/building/building.table';
import { findCommunityName } from '../known/community/community.table';
import { mayAsk } from '../solicitation/may-ask.access';
import type { SolicitationId } from '../solicitation/solicitation';
import { findSolicitation, lockSolicitation, updateSolicitation } from '../solicitation/solicitation.table';
import { enterRows } from './enter-rows';
import {
  insertAnswers,
  insertContacts,
  insertHouseholds,
  lockHouseholds,
  updateHousehold,
} from './household-response.table';
import {
  leftAsItIs,
  markIsUnclear,
  noteRefusal,
  readResponseRows,
  responseColumns,
  rollUnknown,
} from './household-responses.csv';

interface File {
  readonly contentBase64: string;
  readonly dryRun: boolean;
}

/** Many households at once, by the rules of `recordContact` and `recordAnswer`: all of the file or nothing. */
export async function importHouseholdResponses(
  context: Context,
  solicitationId: SolicitationId,
  { contentBase64, dryRun }: File,
): Promise<ImportOutcome> {
  const { db, clock, personalData } = context;
  const asked = await findSolicitation(db.read, solicitationId);
  if (!asked) return refuseImport('TARGET_NOT_FOUND');
  // Before the file is read, which takes its time.
  if (!mayAsk(context, asked)) return refuseImport('NOT_IN_SCOPE');
  const table = readTable(contentBase64, responseColumns);
  if (!table.readable) return refuseImport(table.code, { problems: table.problems });

  return transaction(db, async (tx) => {
    const solicitation = (await lockSolicitation(tx, solicitationId))!;
    if (solicitation.state !== 'OPEN') return refuseImport('NOT_OPEN', { rule: 'PART-2' });

    const now = clock();
    const cells = createCellReader(table);
    const communityName = await findCommunityName(tx, solicitation.communityId);
    const { synthetic } = solicitation;
    const rows = readResponseRows(table.rows, cells, { communityName, synthetic });
    const unread = cells.problems.length > 0;
    const buildings = await findBuildingsOf(tx, solicitation.communityId);
    const { created, changed, contacts, answers, outdated, refused } = enterRows(rows, {
      solicitation,
      buildings,
      households: await lockHouseholds(tx, solicitationId),
      mint: newId,
      seal: personalData.seal,
      now,
    });
    for (const { row, refusal } of refused) noteRefusal(cells, row, refusal);
    if (cells.problems.length > 0) {
      const retryable = !unread && refused.every(({ refusal }) => refusal.retryable);
      return refuseImport('BAD_ROWS', { problems: cells.problems, retryable });
    }
    const counts = {
      created: created.length,
      changed: changed.length,
      unchanged: table.rows.length - created.length - changed.length,
    };
    const notes = [
      ...(buildings.length === 0 ? [rollUnknown] : []),
      ...outdated.map(leftAsItIs),
      ...(synthetic ? [] : rows.filter(({ markUnclear }) => markUnclear).map(markIsUnclear)),
    ];
    const outcome: ImportOutcome = {
      accepted: true,
      report: { dryRun, rows: table.rows.length, ...counts, notes },
    };
    if (dryRun || counts.created + counts.changed === 0) return outcome;

    await updateSolicitation(tx, solicitation);
    await insertHouseholds(tx, created);
    for (const response of changed) await updateHousehold(tx, response);
    await insertContacts(tx, contacts);
    await insertAnswers(tx, answers);
    const detail = { ...counts, contacts: contacts.length, answers: answers.length };
    const entry = { action: 'importHouseholdResponses', subject: solicitationId, detail };
    await appendAudit(tx, context, entry, now);
    return outcome;
  });
}
