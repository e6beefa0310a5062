import type { Database } from '@anju/runtime/database';
import { toSafeInteger } from '@anju/runtime/columns';
import { type Name, ofEach } from './services';

/** A request that was done, as it is remembered under its key. */
export interface KeyRow {
  readonly key: string;
  readonly operation: string;
  readonly resultId: string;
}

export interface OutboxRow {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly sequence: number;
  readonly published: boolean;
  readonly data: any;
}

export interface InboxRow {
  readonly eventId: string;
  readonly subject: string;
  readonly sequence: number;
  readonly state: string;
}

interface Messages {
  readonly keys: readonly KeyRow[];
  readonly outbox: readonly OutboxRow[];
  readonly inbox: readonly InboxRow[];
  readonly audits: readonly { action: string; subject: string }[];
}

export interface GovernanceRows extends Messages {
  readonly ballots: readonly { id: string; ownerId: string }[];
  readonly answers: readonly {
    questionId: string;
    headKey: string;
    sequence: number;
    ballotId: string;
    choice: string;
  }[];
  readonly standings: readonly {
    questionId: string;
    headKey: string;
    ballotId: string | null;
    choice: string | null;
    acts: number;
  }[];
  readonly boxes: readonly { questionId: string; received: number }[];
  readonly projects: readonly { id: string; name: string }[];
  readonly companies: readonly { id: string; name: string }[];
  readonly homes: readonly { communityId: string; label: string; areaDm2: number }[];
}

export interface FundingRows extends Messages {
  readonly jobs: readonly {
    id: string;
    state: string;
    costFen: number;
    retainedFen: number;
    receivableFen: number;
    paidFen: number;
  }[];
  readonly shares: readonly { jobId: string; unitId: string; drawnFen: number; keptFen: number }[];
  readonly accounts: readonly {
    id: string;
    kind: string;
    holder: string;
    balanceFen: number;
    heldFen: number;
  }[];
  readonly entries: readonly { id: string; kind: string; jobId: string | null }[];
  readonly postings: readonly { entryId: string; accountId: string; amountFen: number }[];
  readonly receipts: readonly { jobId: string }[];
  readonly sheets: readonly { jobId: string }[];
  readonly units: readonly { id: string; buildingId: string; areaDm2: number | null }[];
  readonly projects: readonly { id: string; costFen: number }[];
  readonly lines: readonly { projectId: string; amountFen: number }[];
}

export interface ParticipationRows extends Messages {
  readonly households: readonly { id: string; countedAnswerId: string | null }[];
  readonly answers: readonly { id: string; responseId: string; number: number }[];
}

export interface PropertyManagementRows extends Messages {
  /** A company is at version 1 until it is put right, and each time moves it on by one. */
  readonly companies: readonly { id: string; name: string; version: number }[];
  readonly superseded: readonly { companyId: string; number: number }[];
}

export interface CityRows {
  readonly governance: GovernanceRows;
  readonly funding: FundingRows;
  readonly participation: ParticipationRows;
  readonly 'property-management': PropertyManagementRows;
}

/** Reads what the checker judges: rows, and nothing that a service says of itself. */
export async function readCity(db: Readonly<Record<Name, Database>>): Promise<CityRows> {
  const all = async (name: Name, sql: string) => (await db[name].read.query(sql)) as any[];
  const messages = async (name: Name): Promise<Messages> => ({
    keys: (await all(name, 'SELECT `key`, operation, result FROM idempotency')).map(
      ({ key, operation, result }) => ({ key, operation, resultId: idIn(fromJson(result)) }),
    ),
    outbox: (
      await all(name, 'SELECT id, type, subject, sequence, publishedAt, data FROM outbox ORDER BY sequence')
    ).map(({ publishedAt, sequence, data, ...row }) => ({
      ...row,
      sequence: toSafeInteger(sequence),
      published: publishedAt !== null,
      data: fromJson(data),
    })),
    inbox: (await all(name, 'SELECT eventId, subject, sequence, state FROM inbox')).map(
      withNumbers('sequence'),
    ),
    audits: await all(name, 'SELECT action, subject FROM audit_entry'),
  });
  const told = await ofEach(messages);
  return {
    governance: {
      ...told.governance,
      ballots: await all('governance', 'SELECT id, ownerId FROM ballot'),
      answers: (
        await all('governance', 'SELECT questionId, headKey, sequence, ballotId, choice FROM ballot_answer')
      ).map(withNumbers('sequence')),
      standings: (
        await all('governance', 'SELECT questionId, headKey, ballotId, choice, acts FROM head_standing')
      ).map(withNumbers('acts')),
      boxes: (await all('governance', 'SELECT questionId, received FROM ballot_box')).map(
        withNumbers('received'),
      ),
      projects: await all('governance', 'SELECT id, name FROM known_project'),
      companies: await all('governance', 'SELECT id, name FROM known_company'),
      homes: (await all('governance', 'SELECT communityId, label, areaDm2 FROM exclusive_unit')).map(
        withNumbers('areaDm2'),
      ),
    },
    funding: {
      ...told.funding,
      jobs: (
        await all(
          'funding',
          'SELECT id, state, costFen, retainedFen, receivableFen, paidFen FROM maintenance_job',
        )
      ).map(withNumbers('costFen', 'retainedFen', 'receivableFen', 'paidFen')),
      shares: (await all('funding', 'SELECT jobId, unitId, drawnFen, keptFen FROM fund_share')).map(
        withNumbers('drawnFen', 'keptFen'),
      ),
      accounts: (
        await all('funding', 'SELECT id, kind, holder, balanceFen, heldFen FROM ledger_account')
      ).map(withNumbers('balanceFen', 'heldFen')),
      entries: await all('funding', 'SELECT id, kind, jobId FROM journal_entry'),
      postings: (await all('funding', 'SELECT entryId, accountId, amountFen FROM posting')).map(
        withNumbers('amountFen'),
      ),
      receipts: await all('funding', 'SELECT jobId FROM booked_receipt'),
      sheets: await all('funding', 'SELECT jobId FROM measured_sheet'),
      units: (await all('funding', 'SELECT id, buildingId, areaDm2 FROM known_unit')).map(
        ({ areaDm2, ...row }) => ({ ...row, areaDm2: areaDm2 === null ? null : toSafeInteger(areaDm2) }),
      ),
      projects: (await all('funding', 'SELECT id, costFen FROM renovation_project')).map(
        withNumbers('costFen'),
      ),
      lines: (await all('funding', 'SELECT projectId, amountFen FROM funding_line')).map(
        withNumbers('amountFen'),
      ),
    },
    participation: {
      ...told.participation,
      households: await all('participation', 'SELECT id, countedAnswerId FROM household_response'),
      answers: (await all('participation', 'SELECT id, responseId, number FROM household_answer')).map(
        withNumbers('number'),
      ),
    },
    'property-management': {
      ...told['property-management'],
      companies: (await all('property-management', 'SELECT id, name, version FROM pm_company')).map(
        withNumbers('version'),
      ),
      superseded: (
        await all('property-management', 'SELECT companyId, number FROM superseded_company_name')
      ).map(withNumbers('number')),
    },
  };
}

const fromJson = (value: unknown): any => (typeof value === 'string' ? JSON.parse(value) : value);

/** Of what was made or changed; what is entered of a household is remembered with the household around it. */
const idIn = ({ state }: { state?: { id?: string; household?: { response: { id: string } } } }): string =>
  state?.id ?? state?.household?.response.id ?? '';

/** Numbers are text in one engine; nothing yet is nothing. */
const withNumbers =
  (...columns: readonly string[]) =>
  (row: any) => ({
    ...row,
    ...Object.fromEntries(columns.map((column) => [column, toSafeInteger(row[column] ?? 0)])),
  });
