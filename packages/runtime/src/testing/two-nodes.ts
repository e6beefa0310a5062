import type { Database } from '@anju/runtime/database';

/**
 * As on two nodes of a cluster, where a lock is one node's own: on MariaDB the first two transactions that
 * lock a row of the table both have it before either goes on. What holds then is only what both write.
 */
export function asOnTwoNodes({ kind, writer }: Database, table: string): void {
  if (kind === 'sqlite') return;

  let here = 0;
  let bothAreHere: () => void;
  const both = new Promise<void>((resolve) => (bothAreHere = resolve));
  const create = writer.createQueryRunner.bind(writer);
  writer.createQueryRunner = (mode) => {
    const runner = create(mode);
    const query = runner.query.bind(runner) as (sql: string, ...rest: unknown[]) => Promise<unknown>;
    runner.query = async (sql: string, ...rest: unknown[]): Promise<any> => {
      const rows = await query(sql.replace(/ FOR UPDATE$/, ''), ...rest);
      if (sql.endsWith(' FOR UPDATE') && sql.includes(`\`${table}\``)) {
        if (++here === 2) bothAreHere();
        await both;
      }
      return rows;
    };
    return runner;
  };
}
