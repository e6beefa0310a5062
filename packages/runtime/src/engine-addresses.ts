import { z } from 'zod';
import type { Address } from './mariadb-turns';
import { Mendable } from './mendable';

/** `mariadb://user:password@host:3306/schema`, with commas between the nodes of a cluster, or `sqlite:` and a file. */
export const databaseUrl = z
  .string()
  .refine(
    isDatabaseUrl,
    '须写作 mariadb://用户:密码@主机:3306/库名，集群写作 主机:3306,主机:3306，密码中的特殊字符写作 %XX；或 sqlite:文件 / ' +
      'Write it as mariadb://user:password@host:3306/schema, with host:3306,host:3306 for a cluster and special letters of a password as %XX, or as sqlite:file',
  );

function isDatabaseUrl(text: string): boolean {
  return eachServer(text).every(isUrlOfOne);
}

/** The URL once for each of the hosts it names. */
export function eachServer(url: string): readonly string[] {
  const [, before, hosts, after] = /^((?:mariadb|mysql):\/\/(?:.*@)?)([^/@]*)(\/.*)$/.exec(url) ?? [];
  return hosts === undefined ? [url] : hosts.split(',').map((host) => `${before}${host}${after}`);
}

export function addressOf(url: string): Address {
  const { hostname, port } = new URL(url);
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 3306) };
}

function isUrlOfOne(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname } = new URL(text);
  if (protocol === 'sqlite:') return pathname !== '';
  return /^(mariadb|mysql):$/.test(protocol) && hostname !== '' && /^\/[^/]+$/.test(pathname);
}

/** `host:9092`, or several with commas between. */
export const kafkaBrokers = z
  .string()
  .refine(
    (text) => text.split(',').every(isAddress),
    '须写作 主机:9092，有多个时以逗号隔开，不带空格 / ' +
      'Write it as host:9092, several with commas and no spaces between',
  )
  .transform((text) => text.split(','));

function isAddress(text: string): boolean {
  const [, port] = /^(?:[\w.-]+|\[[\da-f:]+\]):(\d+)$/i.exec(text) ?? [];
  return Number(port) >= 1 && Number(port) <= 65_535;
}

/** Why a database server could not be opened, to who can put it right; never with the password. Else the error itself. */
export function whyNotOpened(error: unknown, url: string): unknown {
  const servers = eachServer(url).map((each) => new URL(each));
  const { username, pathname } = servers[0]!;
  const address = servers.map(({ hostname, port }) => `${hostname}:${port || 3306}`).join(', ');
  const schema = pathname.slice(1);
  const { code = '', message } = error as { readonly code?: string; readonly message: string };
  const makeIt = {
    zh: '请更正 DATABASE_URL，或像 infra/mariadb/init.sql 那样建立库、用户与权限',
    en: 'Put DATABASE_URL right, or make schema, user and rights as infra/mariadb/init.sql does',
  };
  switch (code) {
    case 'ER_ACCESS_DENIED_ERROR':
    case 'ER_ACCESS_DENIED_NO_PASSWORD_ERROR':
      return mendable(
        `${address} 的数据库不接受用户 ${username} 与此密码。请更正 DATABASE_URL 中的用户和密码。`,
        `The database at ${address} does not take user ${username} with this password. Put both right in DATABASE_URL.`,
      );
    case 'ER_DBACCESS_DENIED_ERROR':
    case 'ER_TABLEACCESS_DENIED_ERROR':
      return mendable(
        `用户 ${username} 无权使用 ${address} 的库 ${schema}，或无权在其中建表。${makeIt.zh}。`,
        `User ${username} may not use schema ${schema} at ${address}, or not make its tables. ${makeIt.en}.`,
      );
    case 'ER_BAD_DB_ERROR':
      return mendable(
        `${address} 没有库 ${schema}。${makeIt.zh}。`,
        `There is no schema ${schema} at ${address}. ${makeIt.en}.`,
      );
    case 'ER_CON_COUNT_ERROR':
    case 'ER_TOO_MANY_USER_CONNECTIONS':
    case 'ER_USER_LIMIT_REACHED':
      return mendable(
        `${address} 的数据库连接数已满。请调高 max_connections（或用户 ${username} 的限额），或停止占用连接的程序，然后再试。`,
        `The database at ${address} has as many connections as it takes (${message}). Raise max_connections, or the limit of user ${username}, or stop what holds them, and try again.`,
      );
  }
  if (!/^(E[A-Z]+|PROTOCOL_\w+|HANDSHAKE_\w+)$/.test(code)) return error;
  return mendable(
    `${address} 没有 MariaDB 应答（${code}）。请启动数据库（pnpm engines up），或更正 DATABASE_URL。`,
    `No MariaDB answers at ${address} (${message}). Start it, as by pnpm engines up, or put DATABASE_URL right.`,
  );
}

const mendable = (zh: string, en: string) => new Mendable(`${zh} / ${en}`);
