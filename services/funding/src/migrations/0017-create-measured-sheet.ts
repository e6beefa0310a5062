import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which sheets jobs were measured by, so that none is paid twice. Of one that two jobs had before, the first has it. */
export class CreateMeasuredSheet0017001700000000017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE measured_sheet (
        jobId        VARCHAR(64) NOT NULL PRIMARY KEY,
        communityId  VARCHAR(64) NOT NULL,
        foldedNumber VARCHAR(100) NOT NULL,
        paperSha256  VARCHAR(64) NOT NULL,
        UNIQUE KEY measured_sheet_number (communityId, foldedNumber),
        UNIQUE KEY measured_sheet_scan (communityId, paperSha256)
      )`);
    await runner.query(`
      INSERT IGNORE INTO measured_sheet (jobId, communityId, foldedNumber, paperSha256)
      SELECT id, communityId,
             REGEXP_REPLACE(REPLACE(UPPER(JSON_VALUE(measurement, '$.paperNumber')), ' ', ''),
                            '[-\u2010-\u2015\u2212\u2500\u30fc]+', '-'),
             JSON_VALUE(measurement, '$.paperSha256')
        FROM maintenance_job
       WHERE JSON_VALUE(measurement, '$.paperSha256') IS NOT NULL
       ORDER BY id`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE measured_sheet');
  }
}
