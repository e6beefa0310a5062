import { type DataSource, MigrationExecutor } from 'typeorm';
import { Mendable } from './mendable';

/**
 * Brings a MariaDB schema up to date. Copies of a service that start together take turns, by a lock that the server takes
 * from whoever is gone: whoever comes later finds it done.
 */
export async function migrate(writer: DataSource, waitSeconds: number): Promise<void> {
  const runner = writer.createQueryRunner();
  try {
    const take = async (seconds: number) => {
      const [{ isOurs }] = await runner.query(`SELECT GET_LOCK(${lock}, ?) AS isOurs`, [seconds]);
      return Number(isOurs) === 1;
    };
    let isOurs = await take(0);
    if (!isOurs) {
      tellOfWaiting(waitSeconds);
      isOurs = await take(waitSeconds);
    }
    if (!isOurs)
      throw new Mendable(
        `另一个进程正在更新这个库的结构，${waitSeconds} 秒后仍未完成。请等它完成后再启动；如果没有这样的进程，请查看数据库服务器。 / ` +
          `Another process is bringing this schema up to date, and was not done after ${waitSeconds} seconds. Start again when it is; if there is none, look at the database server.`,
      );
    try {
      // A session makes tables by the collation that the schema had when the session came to it: it comes to it anew.
      const [{ name }] = await runner.query('SELECT DATABASE() AS name');
      await runner.query('USE information_schema');
      await runner.query(`USE \`${name}\``);
      const executor = new MigrationExecutor(writer, runner);
      executor.transaction = 'each';
      await executor.executePendingMigrations();
    } finally {
      // Where this fails the connection is gone, and the lock with it.
      await runner.query(`DO RELEASE_LOCK(${lock})`).catch(() => undefined);
    }
  } finally {
    await runner.release();
  }
}

/** There is no log yet where a database is opened; whoever starts it would see nothing for minutes. */
const tellOfWaiting = (seconds: number) =>
  console.error(
    `另一个进程正在更新这个库的结构，最多等待 ${seconds} 秒。 / ` +
      `Another process is bringing this schema up to date: waiting for it, for at most ${seconds} seconds.`,
  );

/** One for each schema; a lock's name is shorter than a schema's may be. */
const lock = "CONCAT('anju migrates ', MD5(DATABASE()))";
