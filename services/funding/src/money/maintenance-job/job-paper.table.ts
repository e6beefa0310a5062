import { idColumn } from '@anju/runtime/columns';
import { Conflict } from '@anju/runtime/transaction';
import { type EntityManager, EntitySchema, Not } from 'typeorm';
import type { JobPaper } from './job-paper';

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
    ],
  });

export const MeasuredSheetTable = papersOfJobs('measured_sheet');
export const AcceptancePaperTable = papersOfJobs('acceptance_paper');

/** The same paper as it was entered for another job of the community, by its number or its scan. */
export const findPaperOfAnother = (
  read: EntityManager,
  papers: EntitySchema<JobPaper>,
  { jobId, communityId, foldedNumber, paperSha256 }: JobPaper,
): Promise<JobPaper | null> => {
  const another = { communityId, jobId: Not(jobId) };
  return read.findOneBy(papers, [
    { ...another, foldedNumber },
    { ...another, paperSha256 },
  ]);
};

/** The paper that was entered wrong is free again. Where another job got this one meanwhile, all is done again and refused. */
export async function replacePaper(
  tx: EntityManager,
  papers: EntitySchema<JobPaper>,
  paper: JobPaper,
): Promise<void> {
  await tx.delete(papers, { jobId: paper.jobId });
  try {
    await tx.insert(papers, paper);
  } catch (error) {
    const another = await findPaperOfAnother(tx, papers, paper);
    if (another)
      throw new Conflict(`The paper ${paper.foldedNumber} was entered for ${another.jobId} meanwhile`);
    throw error;
  }
}
