import type { Database } from './database';

/**
 * Throws unless the database answers and, where it is a node of a cluster, is in it. One that was left behind still
 * answers `SELECT 1`, and where dirty reads are allowed it answers for tables as well: what counts is what it says of
 * itself.
 */
export async function askDatabase({ kind, read }: Database): Promise<void> {
  await read.query('SELECT 1 FROM lease LIMIT 1');
  if (kind === 'sqlite') return;
  const rows: readonly { Variable_name: string; Value: string }[] = await read.query(
    "SHOW STATUS WHERE Variable_name IN ('wsrep_provider_name', 'wsrep_ready', 'wsrep_cluster_status')",
  );
  const said = Object.fromEntries(rows.map(({ Variable_name, Value }) => [Variable_name, Value]));
  // Of no cluster, or built without it.
  if (!said['wsrep_provider_name']) return;
  if (said['wsrep_ready'] !== 'ON' || said['wsrep_cluster_status'] !== 'Primary')
    throw new Error(
      `wsrep_ready ${said['wsrep_ready']}, wsrep_cluster_status ${said['wsrep_cluster_status']}`,
    );
}
