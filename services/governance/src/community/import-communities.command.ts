import { createHash } from 'node:crypto';
import { appendAudit } from '@anju/runtime/audit';
import { type Caller, mayActFor } from '@anju/runtime/caller';
import type { Deps } from '@anju/runtime/context';
import { createCellReader, type Row, readTable, type RowProblem } from '@anju/runtime/csv-table';
import { type ImportOutcome, refuseImport } from '@anju/runtime/import-result';
import { appendToOutbox } from '@anju/runtime/outbox';
import { transaction } from '@anju/runtime/transaction';
import { type Id, newId } from '@anju/values/id';
import type { EntityManager } from 'typeorm';
import { headingsOf, type PublicationDefinition } from '../publication/definition';
import { communitiesOf, type Reading } from '../publication/figures';
import { tell } from '../publication/finding.words';
import { findPublication, publicationIds } from '../publication/publication.files';
import {
  findSourceRows,
  lockPublication,
  replaceSourceRows,
  takeTurn,
} from '../publication/publication.table';
import type { SourceRow } from '../publication/source-row';
import { readSourceRows } from '../publication/source-rows.csv';
import { revise } from './community';
import { findCommunitiesOf, insertCommunities, updateCommunity } from './community.table';

interface Import {
  readonly publication: string;
  readonly file: { readonly contentBase64: string; readonly dryRun?: boolean };
}

/** Registers the communities of a published list, or brings the register in line with a corrected one. */
export async function importCommunities(
  { db, clock }: Deps,
  caller: Caller,
  { publication: id, file: { contentBase64, dryRun = false } }: Import,
  newCommunityId: (name: string) => Id<'com'> = () => newId('com'),
): Promise<ImportOutcome> {
  const publication = findPublication(id);
  if (!publication) return refuseImport('TARGET_NOT_FOUND', { detail: { known: publicationIds.join(', ') } });
  if (!mayActFor(caller, { division: publication.division }))
    return refuseImport('NOT_IN_SCOPE', { rule: 'REG-10' });

  const table = readTable(contentBase64, headingsOf(publication));
  if (!table.readable) return refuseImport(table.code, { problems: table.problems });
  const cells = createCellReader(table);
  const rows = readSourceRows(table.rows, publication, cells);
  const reading = communitiesOf(rows, publication);
  if (cells.problems.length > 0) {
    // What figures come to is not known while some cannot be read; that a name is there twice is.
    const rowsRefused = new Set(
      cells.problems.filter(({ column }) => column === null).map(({ line }) => line),
    );
    const twice = reading.problems.filter(
      (each) => each.code === 'NAME_TWICE' && each.name !== '' && !rowsRefused.has(each.line),
    );
    const problems = [...cells.problems, ...twice.map((each) => tell(each, publication, table.rows))];
    return refuseImport('BAD_ROWS', { problems: problems.toSorted((a, b) => a.line - b.line) });
  }
  const list = { publication, table: table.rows, rows, reading, newCommunityId };

  if (dryRun) return (await decide(db.read, list, true)).outcome;
  return transaction(db, async (tx) => {
    const now = clock();
    const imported = await lockPublication(tx, id);
    const { outcome, revision } = await decide(tx, list, false);
    if (!outcome.accepted || !revision.isNews) return outcome;

    await takeTurn(tx, id, imported, now);
    await insertCommunities(tx, revision.created);
    for (const community of revision.updated) await updateCommunity(tx, community);
    await replaceSourceRows(tx, id, rows);
    await appendToOutbox(tx, revision.events, now);
    const { created, changed, unchanged } = outcome.report;
    const sha256 = createHash('sha256').update(Buffer.from(contentBase64, 'base64')).digest('hex');
    const detail = { sha256, created, changed, unchanged };
    await appendAudit(tx, caller, { action: 'importCommunities', subject: id, detail }, now);
    return outcome;
  });
}

interface List {
  readonly publication: PublicationDefinition;
  readonly table: readonly Row[];
  readonly rows: readonly SourceRow[];
  readonly reading: Reading;
  readonly newCommunityId: (name: string) => Id<'com'>;
}

/** What the list would change, or why it is refused; writes nothing. */
async function decide(
  read: EntityManager,
  { publication, table, rows, reading, newCommunityId }: List,
  dryRun: boolean,
) {
  const revision = revise({
    publication,
    figures: reading.communities,
    rows,
    known: await findCommunitiesOf(read, publication.division),
    knownRows: await findSourceRows(read, publication.id),
    newCommunityId,
  });
  const say = (finding: Reading['notes'][number]): RowProblem => tell(finding, publication, table);
  const problems = [...reading.problems, ...revision.problems].map(say);
  const outcome: ImportOutcome =
    problems.length > 0
      ? refuseImport('BAD_ROWS', { problems })
      : {
          accepted: true,
          report: {
            dryRun,
            rows: rows.length,
            created: revision.created.length,
            changed: revision.changed,
            unchanged: revision.unchanged,
            notes: [...reading.notes, ...revision.notes].map(say),
          },
        };
  return { outcome, revision };
}
