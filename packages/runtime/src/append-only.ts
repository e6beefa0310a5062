import type { QueryRunner } from 'typeorm';

/** For migrations: MariaDB refuses to change or delete a row of this table, whoever tries. */
export async function makeAppendOnly(runner: QueryRunner, table: string): Promise<void> {
  for (const change of ['UPDATE', 'DELETE']) {
    await runner.query(`
      CREATE TRIGGER ${table}_no_${change.toLowerCase()} BEFORE ${change} ON ${table} FOR EACH ROW
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '${table} is append-only'`);
  }
}

/** For migrations: MariaDB refuses to delete a row of this table, or to change one of these columns. */
export async function keepColumns(
  runner: QueryRunner,
  table: string,
  columns: readonly string[],
): Promise<void> {
  const same = columns.map((column) => `OLD.\`${column}\` <=> NEW.\`${column}\``).join(' AND ');
  const refuse = `SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '${table} is append-only'`;
  await runner.query(`
    CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} FOR EACH ROW
      IF NOT (${same}) THEN ${refuse}; END IF`);
  await runner.query(`
    CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} FOR EACH ROW ${refuse}`);
}
