import type { QueryRunner } from 'typeorm';

/** For migrations: MariaDB refuses to change or delete a row of this table, whoever tries. */
export async function makeAppendOnly(runner: QueryRunner, table: string): Promise<void> {
  for (const change of ['UPDATE', 'DELETE']) {
    await runner.query(`
      CREATE TRIGGER ${table}_no_${change.toLowerCase()} BEFORE ${change} ON ${table} FOR EACH ROW
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '${table} is append-only'`);
  }
}
