import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KnowAnnulledDecisions0037001700000000037 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE known_decision
        ADD COLUMN annulledOn VARCHAR(10) NULL,
        ADD COLUMN annulledAt VARCHAR(24) NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE known_decision DROP COLUMN annulledOn, DROP COLUMN annulledAt');
  }
}
