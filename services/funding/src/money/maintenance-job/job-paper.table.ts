import { idColumn, integerColumn } from '@anju/runtime/columns';
import { Conflict } from '@anju/runtime/transaction';
import { type EntityManager, EntitySchema, Not } from 'typeorm';
import { isSha256 } from '../../entered-text';
import type { JobPaper, SignedUse, UsedPaper } from './job-paper';
import type { MaintenanceJob } from './maintenance-job';

/** One for each job that has such a paper: the one that counts, as on the job. */
const papersOfJobs = (name: 'measured_sheet' | 'acceptance_paper') =>
  new EntitySchema<JobPaper>({
    name,
    columns: {
      jobId: { ...idColumn, primary: true },
      communityId: idColumn,
      foldedNumber: { type: 'varchar', length: 100 },
      paperSha256: idColumn,
    },
    indices: [
      { name: `${name}_number`, columns: ['communityId', 'foldedNumber'], unique: true },
      { name: `${name}_scan`, columns: ['communityId', 'paperSha256'], unique: true },
      { name: `${name}_scan_anywhere`, columns: ['paperSha256'] },
    ],
  });

export const MeasuredSheetTable = papersOfJobs('measured_sheet');
export const AcceptancePaperTable = papersOfJobs('acceptance_paper');

const tables: Readonly<Record<SignedUse, EntitySchema<JobPaper>>> = {
  SHEET: MeasuredSheetTable,
  ACCEPTANCE: AcceptancePaperTable,
};

interface PaperTurns {
  /** Another number at each turn. */
  readonly turns: number;
}

export const PapersOfCommunityTable = new EntitySchema<
  PaperTurns & { readonly communityId: MaintenanceJob['communityId'] }
>({
  name: 'papers_of_community',
  columns: { communityId: { ...idColumn, primary: true }, turns: integerColumn },
});

export const PapersOfScanTable = new EntitySchema<PaperTurns & { readonly paperSha256: string }>({
  name: 'papers_of_scan',
  columns: { paperSha256: { ...idColumn, primary: true }, turns: integerColumn },
});

/**
 * Before papers are looked at in order to enter one. Sheets, acceptances, receipts and what those were reversed by lie in
 * tables of their own, whose keys do not meet, so whoever enters any writes these rows: of two at once the second finds
 * the first one's paper. Its number tells a paper in its community, and its scan in any.
 */
export async function takeTurnAtPapers(
  tx: EntityManager,
  communityId: MaintenanceJob['communityId'],
  scan: string,
): Promise<void> {
  await takeTurn(tx, PapersOfCommunityTable, { communityId });
  // What is none is refused by whoever enters it.
  if (isSha256(scan)) await takeTurn(tx, PapersOfScanTable, { paperSha256: scan.toLowerCase() });
}

async function takeTurn<Of extends object>(
  tx: EntityManager,
  table: EntitySchema<PaperTurns & Of>,
  of: Of,
): Promise<void> {
  const { affected } = await tx.increment(table, of, 'turns', 1);
  if (affected === 1) return;
  try {
    await tx.insert(table, { ...of, turns: 1 } as never);
  } catch (error) {
    if (await tx.existsBy(table, of as never))
      throw new Conflict(`The first paper of ${Object.values(of).join()} was entered meanwhile`);
    throw error;
  }
}

/** The same paper as it was entered for another job, by its number in the community or its scan in any, as whatever it stands there. */
export async function findPaperOfAnother(
  read: EntityManager,
  { jobId, communityId, foldedNumber, paperSha256 }: JobPaper,
): Promise<UsedPaper | null> {
  const another = { jobId: Not(jobId) };
  for (const use of ['SHEET', 'ACCEPTANCE'] as const) {
    const paper = await read.findOneBy(tables[use], [
      { ...another, communityId, foldedNumber },
      { ...another, paperSha256 },
    ]);
    if (paper) return { jobId: paper.jobId, use };
  }
  return null;
}

/** What was signed for a job, of whatever community, and has this scan. */
export async function findSignedByScan(read: EntityManager, paperSha256: string): Promise<UsedPaper | null> {
  for (const use of ['SHEET', 'ACCEPTANCE'] as const) {
    const paper = await read.findOneBy(tables[use], { paperSha256 });
    if (paper) return { jobId: paper.jobId, use };
  }
  return null;
}

/** What was signed for a job that is withdrawn may be signed for another. */
export async function freePapers(tx: EntityManager, jobId: MaintenanceJob['id']): Promise<void> {
  await tx.delete(MeasuredSheetTable, { jobId });
  await tx.delete(AcceptancePaperTable, { jobId });
}

/** The paper that was entered wrong is free again. */
export async function replacePaper(tx: EntityManager, use: SignedUse, paper: JobPaper): Promise<void> {
  await tx.delete(tables[use], { jobId: paper.jobId });
  await tx.insert(tables[use], paper);
}
