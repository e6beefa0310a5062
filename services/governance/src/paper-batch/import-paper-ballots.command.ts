import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import {
  type CellReader,
  createCellReader,
  readTable,
  type Row,
  type RowProblem,
  type Words,
} from '@anju/runtime/csv-table';
import { once, wordsOf } from '@anju/runtime/idempotency';
import { type ImportOutcome, refuseImport } from '@anju/runtime/import-result';
import { transaction } from '@anju/runtime/transaction';
import type { Refusal } from '@anju/values/decision';
import type { Instant } from '@anju/values/time';
import type { EntityManager } from 'typeorm';
import type { AssemblyMeeting } from '../assembly-meeting/assembly-meeting';
import { findMeeting, updateMeeting } from '../assembly-meeting/assembly-meeting.table';
import { lockForEntry } from '../assembly-meeting/lock-for-entry.command';
import { findAnswersAsSeen } from '../ballot/answers-as-seen.queries';
import { receiveBallot } from '../ballot/receive-ballot.command';
import { ballotMessages } from '../ballot/ballot.messages';
import { holdUncounted } from '../ballot/rejudge-heads.command';
import { statusOf } from '../question/question';
import { findQuestionsOf } from '../question/question.table';
import { paperColumns, type PaperRow, readPaperRows, wrongHeadings } from './paper-batch.csv';
import { paperBatchWords as words } from './paper-batch.words';
import { findSigners } from './signers.queries';

interface Batch {
  readonly meetingId: AssemblyMeeting['id'];
  readonly contentBase64: string;
  readonly dryRun: boolean;
}

type Locked = Extract<Awaited<ReturnType<typeof lockForEntry>>, { accepted: true }>['state'];

/** Papers of agents are entered one by one, since each needs its proxy or the owner's later word (GOV-MEET-4). */
const inPersonOnPaper = {
  channel: 'PAPER',
  proxyId: null,
  agentKey: null,
  keepForRatification: false,
} as const;

/**
 * Many papers at once, by the rules of `enterPaperBallot`: all of a file or nothing. A dry run enters them all and takes
 * everything back; it keeps no key, so the import after it may come with the same.
 */
export async function importPaperBallots(
  context: Context,
  key: string,
  { meetingId, contentBase64, dryRun }: Batch,
): Promise<ImportOutcome> {
  const { db, clock } = context;
  const meeting = await findMeeting(db.read, meetingId);
  if (!meeting) return refuseImport('TARGET_NOT_FOUND');
  const table = readTable(contentBase64, paperColumns);
  if (!table.readable) return refuseImport(table.code, { problems: table.problems });
  const questions = await findQuestionsOf(db.read, [meetingId]);
  const wrong = wrongHeadings(table, questions);
  if (wrong.length > 0) return refuseImport('NOT_A_TABLE', { problems: wrong });

  const work = async (tx: EntityManager): Promise<ImportOutcome> => {
    const now = clock();
    const entry = await lockForEntry(tx, context, meetingId, now);
    if (!entry.accepted) return whyNotHere(entry.refusal);
    const cells = createCellReader(table);
    const rows = readPaperRows(table, questions, cells);
    const entered = await enterAll(tx, context, entry.state, rows, cells, now);
    if (cells.count() > 0) return refuseImport('BAD_ROWS', { problems: cells.problems });
    if (rows.length === 0) return refuseImport('EMPTY_FILE');

    await updateMeeting(tx, entry.state.meeting);
    // By a secret: a short file, and so how somebody voted, could be found out by a plain hash of it (PRIV-1).
    const detail = { fileDigest: context.personalData.digest(contentBase64), papers: rows.length };
    await appendAudit(tx, context, { action: 'importPaperBallots', subject: meetingId, detail }, now);
    const counts = { created: rows.length, changed: 0, unchanged: 0 };
    const notes = await notesOn(tx, entered);
    return { accepted: true, report: { dryRun, rows: rows.length, ...counts, notes } };
  };
  if (dryRun) return tried(context, work);
  const request = {
    ...{ caller: context, key, operation: 'importPaperBallots' },
    input: { meetingId, contentBase64 },
  };
  const outcome = await once(context, request, work);
  return 'refusal' in outcome
    ? refuseImport(outcome.refusal.code, { detail: outcome.refusal.detail })
    : outcome;
}

/** A refusal is rolled back, and so is what only was to be tried. */
async function tried({ db }: Context, work: (tx: EntityManager) => Promise<ImportOutcome>) {
  const result = await transaction(db, async (tx) => ({ accepted: false, outcome: await work(tx) }) as const);
  return result.outcome;
}

/** One after the other, as at a desk, so that of two papers of one head the later is the later one (GOV-VOTE-13). */
async function enterAll(
  tx: EntityManager,
  context: Context,
  { meeting, questions, snapshotIds }: Locked,
  rows: readonly PaperRow[],
  cells: CellReader,
  now: Instant,
) {
  const over = questions.filter((each) => statusOf(each, now) === 'VOTING_OVER');
  await holdUncounted(
    tx,
    over.map(({ id }) => id),
  );
  const held = over.length === 0 ? questions : await findQuestionsOf(tx, [meeting.id]);
  const entered = new Map<string, Row>();
  const signerOf = await findSigners(tx, context.personalData, rows, snapshotIds);
  for (const paper of rows) {
    const { row, label: _, ownerName: __, ...read } = paper;
    const signer = signerOf(paper);
    if (typeof signer !== 'string') {
      cells.refuse(row, signer.column, signer.reason, 'REG-7');
      continue;
    }
    const ballot = { ...read, meetingId: meeting.id, ownerId: signer, ...inPersonOnPaper };
    const result = await receiveBallot(
      tx,
      context,
      { meeting, questions: held },
      ballot,
      'enterPaperBallot',
      now,
    );
    if (result.accepted) {
      entered.set(result.state.id, row);
      continue;
    }
    const { code, detail, rule } = result.refusal;
    cells.refuse(row, columnOf(code), wordsOf(ballotMessages[code], detail), rule ?? undefined);
  }
  return entered;
}

/** What `enterPaperBallot` tells of a paper: a person should look at it, and it is taken (REG-3, REG-7). */
async function notesOn(tx: EntityManager, entered: ReadonlyMap<string, Row>): Promise<RowProblem[]> {
  const seen = await findAnswersAsSeen(tx, [...entered.keys()], null);
  return [...entered].flatMap(([ballotId, { line }]) => {
    const answers = seen.get(ballotId)!;
    const note = (reason: Words): RowProblem => ({ line, column: null, value: null, reason, rule: 'REG-7' });
    return [
      ...(answers.some((each) => each.differsFromEarlier)
        ? [{ ...note(words.differs), rule: 'REG-3' as const }]
        : []),
      ...(answers.some((each) => each.displacesBuyers) ? [note(words.displacesBuyer)] : []),
    ];
  });
}

const whyNotHere = ({ code, rule }: Refusal<'MEETING_NOT_FOUND' | 'NOT_IN_SCOPE' | 'MEETING_WITHDRAWN'>) => {
  if (code === 'MEETING_WITHDRAWN') return refuseImport('NOT_OPEN', { rule: 'GOV-MEET-3' });
  return code === 'NOT_IN_SCOPE' ? refuseImport(code, { rule }) : refuseImport('TARGET_NOT_FOUND');
};

/** Where the fault stands, as far as it is of one cell. */
function columnOf(code: string): (typeof paperColumns)[number] | null {
  if (code.startsWith('FORM_NUMBER')) return 'form_number';
  return code.startsWith('RECEIVED') ? 'received_at' : null;
}
