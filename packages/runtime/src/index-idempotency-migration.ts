import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys that are too old are found by their age (`forgetKeys`). */
export class IndexIdempotency0001001700000001001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX idempotency_stored ON idempotency (storedAt)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX idempotency_stored ON idempotency');
  }
}
