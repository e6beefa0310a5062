import type { Database } from '@anju/runtime/database';

/**
 * On MariaDB, every transaction waits before such a statement until it is let in; `there` is when so many wait. So what
 * one has read is old when it goes on. On SQLite transactions take turns, and nobody waits.
 */
export function holdAt({ kind, writer }: Database, isDoor: (sql: string) => boolean, many: number) {
  let letIn = () => {};
  let allAreThere = () => {};
  const open = new Promise<void>((resolve) => (letIn = resolve));
  const there = new Promise<void>((resolve) => (allAreThere = resolve));
  if (kind === 'sqlite') return { letIn, there: Promise.resolve() };

  let here = 0;
  const create = writer.createQueryRunner.bind(writer);
  writer.createQueryRunner = (mode) => {
    const runner = create(mode);
    const query = runner.query.bind(runner) as (sql: string, ...rest: unknown[]) => Promise<unknown>;
    runner.query = async (sql: string, ...rest: unknown[]): Promise<any> => {
      if (isDoor(sql)) {
        if (++here === many) allAreThere();
        await open;
      }
      return query(sql, ...rest);
    };
    return runner;
  };
  return { letIn, there };
}
