import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Until now what was retained was not set aside. Of jobs that the bank was told to pay it is now, the oldest first, as
 * far as the accounts have it; the rest is owed once it is released, as of jobs since (FUND-10, MF-7).
 */
export class SetRetainedMoneyAside0013001700000000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE fund_share share
        JOIN (
          SELECT s.jobId, s.unitId, s.retainedFen,
                 COALESCE(-account.balanceFen - account.heldFen, 0) AS availableFen,
                 SUM(s.retainedFen) OVER (PARTITION BY s.unitId ORDER BY job.instructedAt, job.id) - s.retainedFen
                   AS earlierFen
            FROM fund_share s
            JOIN maintenance_job job ON job.id = s.jobId
            LEFT JOIN ledger_account account ON account.communityId = job.communityId
                  AND account.kind = 'UNIT_FUND' AND account.holder = s.unitId
           WHERE job.instructedAt IS NOT NULL
        ) kept ON kept.jobId = share.jobId AND kept.unitId = share.unitId
         SET share.keptFen = GREATEST(0, LEAST(kept.retainedFen, kept.availableFen - kept.earlierFen))`);
    await runner.query(`
      UPDATE ledger_account account
        JOIN (SELECT unitId, SUM(keptFen) AS keptFen FROM fund_share GROUP BY unitId) kept
          ON kept.unitId = account.holder
         SET account.heldFen = account.heldFen + kept.keptFen, account.version = account.version + 1
       WHERE account.kind = 'UNIT_FUND' AND kept.keptFen > 0`);
    await runner.query(`
      UPDATE maintenance_job job
         SET job.keptFen = (SELECT SUM(share.keptFen) FROM fund_share share WHERE share.jobId = job.id)
       WHERE job.instructedAt IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE ledger_account account
        JOIN (SELECT share.unitId, SUM(share.keptFen) AS keptFen
                FROM fund_share share JOIN maintenance_job job ON job.id = share.jobId
               WHERE job.releaseReceipt IS NULL GROUP BY share.unitId) kept ON kept.unitId = account.holder
         SET account.heldFen = account.heldFen - kept.keptFen, account.version = account.version + 1
       WHERE account.kind = 'UNIT_FUND' AND kept.keptFen > 0`);
  }
}
