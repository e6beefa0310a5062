import { setTimeout as wait } from 'node:timers/promises';
import { createConnection, type RowDataPacket } from 'mysql2/promise';

/** Reads the ledger on each node in turn, for as long as it is not stopped. */
export interface Reading {
  /** What did not hold in some read. */
  readonly found: readonly string[];
  readonly reads: () => number;
  /** Nodes that were away, or not in their cluster. */
  readonly failed: () => number;
  readonly stop: () => Promise<void>;
}

/** What one statement sees, which is of one moment. */
export interface Sight extends RowDataPacket {
  readonly balances: string;
  readonly postings: string;
  /** Accounts that stand elsewhere than their postings leave them. */
  readonly apart: string;
  readonly booked: string;
}

const look = `SELECT
  (SELECT COALESCE(SUM(balanceFen), 0) FROM ledger_account) AS balances,
  (SELECT COALESCE(SUM(amountFen), 0) FROM posting) AS postings,
  (SELECT COUNT(*) FROM ledger_account a LEFT JOIN
    (SELECT accountId, SUM(amountFen) AS fen FROM posting GROUP BY accountId) p ON p.accountId = a.id
    WHERE a.balanceFen <> COALESCE(p.fen, 0)) AS apart,
  (SELECT COUNT(*) FROM posting) AS booked`;

/** Money is conserved in each read, and no posting that was seen on one node is missing on the next. */
export function judge({ balances, postings, apart, booked }: Sight, before: number): string[] {
  return [
    ...(Number(balances) === 0 ? [] : [`all balances come to ${balances} fen`]),
    ...(Number(postings) === 0 ? [] : [`all postings come to ${postings} fen`]),
    ...(Number(apart) === 0 ? [] : [`${apart} accounts stand elsewhere than their postings leave them`]),
    ...(Number(booked) >= before ? [] : [`${booked} postings are there, and ${before} were seen before`]),
  ];
}

export function watchBalances(urls: readonly string[]): Reading {
  const found: string[] = [];
  let [reads, failed, booked] = [0, 0, 0];
  let stopping = false;

  const readOn = async (url: string) => {
    const connection = await createConnection({ uri: url, supportBigNumbers: true, bigNumberStrings: true });
    try {
      const [[sight]] = await connection.query<Sight[]>(look);
      reads++;
      found.push(...judge(sight!, booked).map((each) => `read ${reads}, at ${new URL(url).port}: ${each}`));
      booked = Math.max(booked, Number(sight!.booked));
    } finally {
      connection.destroy();
    }
  };
  const readAll = async () => {
    while (!stopping)
      for (const url of urls) {
        await readOn(url).catch(() => failed++);
        await wait(100);
      }
  };
  const reading = readAll();
  return {
    found,
    reads: () => reads,
    failed: () => failed,
    stop: async () => {
      stopping = true;
      await reading;
    },
  };
}
