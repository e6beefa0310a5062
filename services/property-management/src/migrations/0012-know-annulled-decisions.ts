import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KnowAnnulledDecisions0012001700000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE known_decision ADD COLUMN annulledOn VARCHAR(10) NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE known_decision DROP COLUMN annulledOn');
  }
}
