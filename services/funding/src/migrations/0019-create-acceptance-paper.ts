import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fillJobPapers } from './fill-job-papers';

/** Which papers jobs were accepted by, so that none stands for two. Of one that two jobs had before, the first has it. */
export class CreateAcceptancePaper0019001700000000019 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE acceptance_paper (
        jobId        VARCHAR(64) NOT NULL PRIMARY KEY,
        communityId  VARCHAR(64) NOT NULL,
        foldedNumber VARCHAR(100) NOT NULL,
        paperSha256  VARCHAR(64) NOT NULL,
        UNIQUE KEY acceptance_paper_number (communityId, foldedNumber),
        UNIQUE KEY acceptance_paper_scan (communityId, paperSha256)
      )`);
    await fillJobPapers(runner, 'acceptance_paper', 'acceptance');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE acceptance_paper');
  }
}
