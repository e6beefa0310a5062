import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ListOpenQuestions0052001700000000052 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX question_open ON question (status, divisionCode, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX question_open ON question');
  }
}
