import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How large the electorate was that decided, by which homes that are not heard of yet are missed. It is not known of
 * decisions from before, and no payment is applied for on them until their copy is made anew, as its refusal says.
 */
export class KeepWhoDecided0020001700000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE known_decision ADD COLUMN entitledAreaDm2 BIGINT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE known_decision DROP COLUMN entitledAreaDm2');
  }
}
