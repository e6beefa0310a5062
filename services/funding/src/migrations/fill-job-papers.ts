import type { QueryRunner } from 'typeorm';
import { foldTyped } from '../fold-typed';

/** Enters the papers that stand on jobs, the first job's first; whoever comes later by the same paper gets none. */
export async function fillJobPapers(
  runner: QueryRunner,
  table: 'measured_sheet' | 'acceptance_paper',
  column: 'measurement' | 'acceptance',
): Promise<void> {
  const papers: Record<'id' | 'communityId' | 'number' | 'sha256', string>[] = await runner.query(`
    SELECT id, communityId, JSON_VALUE(${column}, '$.paperNumber') AS number,
           JSON_VALUE(${column}, '$.paperSha256') AS sha256
      FROM maintenance_job
     WHERE JSON_VALUE(${column}, '$.paperSha256') IS NOT NULL
     ORDER BY id`);
  for (const { id, communityId, number, sha256 } of papers)
    await runner.query(
      `INSERT IGNORE INTO ${table} (jobId, communityId, foldedNumber, paperSha256) VALUES (?, ?, ?, ?)`,
      [id, communityId, foldTyped(number), sha256],
    );
}
