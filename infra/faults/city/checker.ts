import type { Asked } from './load';
import type {
  CityRows,
  FundingRows,
  GovernanceRows,
  InboxRow,
  OutboxRow,
  ParticipationRows,
  PropertyManagementRows,
} from './rows';
import { heardBy, names } from './services';

/** The part of what a client remembers that the databases answer for. */
export type Remembered = Pick<
  Asked,
  'mutation' | 'key' | 'outcome' | 'answer' | 'roll' | 'refusal' | 'contradiction'
>;

/** Whatever is not as promised, in words; nothing where all of it is. Judges rows and what clients remember, alone. */
export function checkCity(asked: readonly Remembered[], rows: CityRows): readonly string[] {
  return [
    ...checkAnswers(asked, rows),
    ...checkRolls(asked, rows.governance),
    ...checkVotes(rows.governance),
    ...checkProjects(rows.funding),
    ...checkJobs(rows.funding),
    ...checkMoney(rows.funding),
    ...checkHouseholds(rows.participation),
    ...checkCompanies(rows['property-management']),
    ...names.flatMap((name) => checkSequences(name, rows[name].outbox)),
    ...names.flatMap((name) => {
      const told = heardBy(name).flatMap((speaker) => rows[speaker].outbox);
      return checkHeard(name, told, rows[name].inbox);
    }),
    ...checkCopies(rows),
  ];
}

/** What was acknowledged is there under its key, and said the same when it was asked once more. */
export function checkAnswers(asked: readonly Remembered[], rows: CityRows): string[] {
  const done = new Map(names.flatMap((name) => rows[name].keys).map((row) => [row.key, row]));
  return asked.flatMap(({ mutation, key, outcome, answer, refusal, contradiction }) => {
    const what = `${mutation} ${key}`;
    if (outcome === 'REFUSED') return [`${what} was refused: ${refusal}`];
    if (contradiction) return [`${what} answered ${contradiction}`];
    if (outcome !== 'ACKNOWLEDGED' || key === null) return [];
    const row = done.get(key);
    if (!row) return [`${what} was acknowledged and is lost`];
    if (row.operation !== mutation || row.resultId !== answer?.id)
      return [`${what} was acknowledged as ${answer?.id} and is ${row.operation} ${row.resultId}`];
    return [];
  });
}

/**
 * The homes of a roll have the areas of the last file that was taken; where one of which nobody was told came after it,
 * of either. A file is taken whole: half of one and half of another is neither.
 */
export function checkRolls(asked: readonly Remembered[], { homes }: GovernanceRows): string[] {
  const rolls = asked.filter(({ roll, outcome }) => roll && outcome !== 'REFUSED');
  const here = groupBy(homes, ({ communityId }) => communityId);
  return [...groupBy(rolls, ({ roll }) => roll!.communityId)].flatMap(([communityId, ofOne]) => {
    const last = ofOne.findLastIndex(({ outcome }) => outcome === 'ACKNOWLEDGED');
    if (last < 0) return [];
    const words = (entries: Iterable<readonly [string, number]>) => [...entries].toSorted().join('; ');
    const stands = words((here.get(communityId) ?? []).map(({ label, areaDm2 }) => [label, areaDm2]));
    const mayStand = ofOne.slice(last).map(({ roll }) => words(roll!.areas));
    return mayStand.includes(stands)
      ? []
      : [`the roll of ${communityId} says ${stands}, and the last that was acknowledged ${mayStand[0]}`];
  });
}

/** Each ballot whole and once: its key, its answers, its place in the line of its owner, and the box it fell into. */
export function checkVotes({ keys, ballots, answers, standings, boxes, audits }: GovernanceRows): string[] {
  const cast = new Set(ballots.map(({ id }) => id));
  const isBallot = (mutation: string) => mutation === 'castBallot' || mutation === 'enterPaperBallot';
  const byKey = keys.filter(({ operation }) => isBallot(operation)).map(({ resultId }) => resultId);
  const inTrail = audits.filter(({ action }) => isBallot(action)).map(({ subject }) => subject);
  const found = [
    ...sameSet('ballots', 'keys', cast, byKey),
    ...sameSet('ballots', 'audit entries', cast, inTrail),
    ...sameSet('ballots', 'answers', cast, new Set(answers.map(({ ballotId }) => ballotId))),
  ];
  const headOf = ({ questionId, headKey }: { questionId: string; headKey: string }) =>
    `${questionId} ${headKey}`;
  const lines = groupBy(answers, headOf);
  for (const standing of standings) {
    const line = (lines.get(headOf(standing)) ?? []).toSorted((a, b) => a.sequence - b.sequence);
    const last = line.at(-1);
    if (line.some(({ sequence }, i) => sequence !== i + 1) || standing.acts !== line.length)
      found.push(`${headOf(standing)} counts ${standing.acts} acts and has ${line.map((a) => a.sequence)}`);
    else if (standing.ballotId !== (last?.ballotId ?? null) || standing.choice !== (last?.choice ?? null))
      found.push(`${headOf(standing)} stands at ${standing.ballotId} and last cast ${last?.ballotId}`);
  }
  const received = groupBy(boxes, ({ questionId }) => questionId);
  const given = groupBy(answers, ({ questionId }) => questionId);
  for (const [questionId, all] of received) {
    const inBoxes = all.reduce((sum, box) => sum + box.received, 0);
    const there = given.get(questionId)?.length ?? 0;
    if (inBoxes !== there)
      found.push(`${questionId} received ${inBoxes} in its boxes and has ${there} answers`);
  }
  return found;
}

/** Each project whole and once: its key, its event, its entry in the trail, and money that covers what it costs. */
export function checkProjects({ keys, projects, lines, outbox, audits }: FundingRows): string[] {
  const proposed = new Set(ids(projects));
  const under = keys.filter(({ operation }) => operation === 'proposeProject');
  const told = outbox.filter(({ type }) => type === 'funding.project-proposed.v1');
  const inTrail = audits.filter(({ action }) => action === 'proposeProject');
  const moneyOf = groupBy(lines, ({ projectId }) => projectId);
  return [
    ...sameSet(
      'projects',
      'keys',
      proposed,
      under.map(({ resultId }) => resultId),
    ),
    ...sameSet('projects', 'events', proposed, subjects(told)),
    ...sameSet('projects', 'audit entries', proposed, subjects(inTrail)),
    ...sameSet('projects', 'funding lines', proposed, new Set(moneyOf.keys())),
    ...projects.flatMap(({ id, costFen }) => {
      const fen = total(moneyOf.get(id) ?? []);
      return fen === BigInt(costFen) ? [] : [`${id} costs ${costFen} and its funding lines come to ${fen}`];
    }),
  ];
}

/** The steps of a job that are taken under a key, in order, each with the state it leads to. */
const steps = [
  ['proposeMaintenanceJob', 'PROPOSED'],
  ['linkDecision', 'DECIDED'],
  ['recordMeasurement', 'WORKS_DONE'],
  ['applyForFundPayment', 'APPLIED'],
  ['approveFundPayment', 'APPROVED'],
  ['instructBank', 'INSTRUCTED'],
  ['recordBankReceipt', 'PAID'],
] as const;

/** Each step whole and once: a key and an entry in the trail up to where a job stands, and what the step leaves behind. */
export function checkJobs({ keys, jobs, sheets, receipts, entries, outbox, audits }: FundingRows): string[] {
  const found: string[] = [];
  for (const [i, [operation]] of steps.entries()) {
    const reached = jobs.filter(({ state }) => steps.findIndex(([, each]) => each === state) >= i);
    const under = keys.filter((key) => key.operation === operation).map(({ resultId }) => resultId);
    const inTrail = audits.filter(({ action }) => action === operation);
    found.push(
      ...sameSet(`jobs after ${operation}`, 'keys', new Set(ids(reached)), under),
      ...sameSet(`jobs after ${operation}`, 'audit entries', new Set(ids(reached)), subjects(inTrail)),
    );
  }
  const measured = new Set(ids(jobs.filter(({ state }) => state !== 'PROPOSED' && state !== 'DECIDED')));
  const paid = new Set(ids(jobs.filter(({ state }) => state === 'PAID')));
  const told = outbox.filter(({ type }) => type === 'funding.maintenance-paid.v1');
  const booked = entries.filter(({ kind }) => kind === 'MAINTENANCE_PAYMENT');
  const jobsOf = (rows: readonly { jobId: string | null }[]) => rows.map(({ jobId }) => jobId ?? '');
  found.push(
    ...sameSet('measured jobs', 'sheets', measured, jobsOf(sheets)),
    ...sameSet('paid jobs', 'receipts', paid, jobsOf(receipts)),
    ...sameSet('paid jobs', 'entries', paid, jobsOf(booked)),
    ...sameSet('paid jobs', 'events', paid, subjects(told)),
  );
  for (const { id, state, costFen, paidFen, retainedFen, receivableFen } of jobs)
    if (state === 'PAID' && paidFen + retainedFen + receivableFen !== costFen)
      found.push(`${id} cost ${costFen} and is paid ${paidFen}, kept ${retainedFen}, owed ${receivableFen}`);
  return found;
}

/** Every entry adds up to zero, and every account stands where its postings and its promises leave it. */
export function checkMoney({ entries, postings, accounts, shares, jobs }: FundingRows): string[] {
  const found: string[] = [];
  const byEntry = groupBy(postings, ({ entryId }) => entryId);
  for (const { id } of entries) {
    const sum = total(byEntry.get(id) ?? []);
    if (!byEntry.has(id)) found.push(`${id} has no postings`);
    else if (sum !== 0n) found.push(`${id} is ${sum} fen apart`);
  }
  const known = new Set(ids(entries));
  for (const entryId of byEntry.keys()) if (!known.has(entryId)) found.push(`${entryId} has no entry`);

  const stateOf = new Map(jobs.map(({ id, state }) => [id, state]));
  const byAccount = groupBy(postings, ({ accountId }) => accountId);
  const byUnit = groupBy(shares, ({ unitId }) => unitId);
  for (const { id, kind, holder, balanceFen, heldFen } of accounts) {
    const sum = total(byAccount.get(id) ?? []);
    if (sum !== BigInt(balanceFen)) found.push(`${id} stands at ${balanceFen} and its postings at ${sum}`);
    if (kind !== 'UNIT_FUND') continue;
    // What the bank was told to pay, and what stays aside until a warranty ends.
    const promised = (byUnit.get(holder) ?? []).reduce((fen, { jobId, drawnFen, keptFen }) => {
      const state = stateOf.get(jobId);
      return fen + (state === 'INSTRUCTED' ? drawnFen + keptFen : state === 'PAID' ? keptFen : 0);
    }, 0);
    if (promised !== heldFen) found.push(`${id} holds ${heldFen} and promised ${promised}`);
  }
  return found;
}

/** Each answer of a household whole and once: its key, its entry in the trail, its number, and the last one counts. */
export function checkHouseholds({ keys, households, answers, audits }: ParticipationRows): string[] {
  const under = keys.filter(({ operation }) => operation === 'recordAnswer');
  const inTrail = audits.filter(({ action }) => action === 'recordAnswer');
  const there = new Set(ids(households));
  const given = groupBy(answers, ({ responseId }) => responseId);
  return [
    ...sameSet('households', 'answers', there, new Set(given.keys())),
    ...sameSet('households', 'keys', there, new Set(under.map(({ resultId }) => resultId))),
    ...households.flatMap(({ id, countedAnswerId }) => {
      const line = (given.get(id) ?? []).toSorted((a, b) => a.number - b.number);
      const last = line.at(-1)?.id ?? null;
      return [
        ...countedAlike(id, line, {
          keys: under.filter(({ resultId }) => resultId === id).length,
          'audit entries': inTrail.filter(({ subject }) => subject === id).length,
        }),
        ...(countedAnswerId === last ? [] : [`${id} counts ${countedAnswerId} and last said ${last}`]),
      ];
    }),
  ];
}

/** Each correction of a company whole and once: its key, its entry in the trail, its event, and the name that was wrong. */
export function checkCompanies(rows: PropertyManagementRows): string[] {
  const under = rows.keys.filter(({ operation }) => operation === 'correctCompany');
  const inTrail = rows.audits.filter(({ action }) => action === 'correctCompany');
  const told = rows.outbox.filter(({ type }) => type === 'property-management.company-corrected.v1');
  const wrong = groupBy(rows.superseded, ({ companyId }) => companyId);
  return rows.companies.flatMap(({ id, name, version }) => {
    const events = told.filter(({ subject }) => subject === id);
    const last = events.toSorted((a, b) => a.sequence - b.sequence).at(-1)?.data.name ?? name;
    return [
      ...countedAlike(id, wrong.get(id) ?? [], {
        keys: under.filter(({ resultId }) => resultId === id).length,
        'audit entries': inTrail.filter(({ subject }) => subject === id).length,
        events: events.length,
        changes: version - 1,
      }),
      ...(name === last ? [] : [`${id} is called ${name} and was told to be ${last}`]),
    ];
  });
}

/** What came one after the other is numbered without a gap, and there is as much of all that comes with it. */
function countedAlike(
  id: string,
  line: readonly { number: number }[],
  beside: Readonly<Record<string, number>>,
): string[] {
  const numbers = line.map(({ number }) => number).toSorted((a, b) => a - b);
  return [
    ...(numbers.some((number, i) => number !== i + 1) ? [`${id} has the numbers ${numbers}`] : []),
    ...Object.entries(beside)
      .filter(([, count]) => count !== line.length)
      .map(([what, count]) => `${id} has ${line.length} numbers and ${count} ${what}`),
  ];
}

/** 1, 2, 3 … for each aggregate, and nothing left unpublished. */
export function checkSequences(service: string, outbox: readonly OutboxRow[]): string[] {
  const found: string[] = [];
  for (const [subject, rows] of groupBy(outbox, (row) => row.subject)) {
    const sequences = rows.map(({ sequence }) => sequence).toSorted((a, b) => a - b);
    if (sequences.some((sequence, i) => sequence !== i + 1))
      found.push(`${service} told of ${subject}: ${sequences}`);
  }
  const waiting = outbox.filter(({ published }) => !published);
  if (waiting.length > 0) found.push(`${service} has ${waiting.length} events that it did not publish`);
  return found;
}

/** A service has handled all that those told whom it hears, and nothing else. */
export function checkHeard(
  listener: string,
  told: readonly OutboxRow[],
  inbox: readonly InboxRow[],
): string[] {
  const here = new Map(inbox.map((row) => [row.eventId, row]));
  const known = new Set(ids(told));
  return [
    ...told.flatMap(({ id, type, subject, sequence }) => {
      const row = here.get(id);
      if (row?.state === 'HANDLED' && row.subject === subject && row.sequence === sequence) return [];
      return [`${listener} has ${type} ${sequence} of ${subject} ${row?.state ?? 'not at all'}`];
    }),
    ...inbox
      .filter(({ eventId }) => !known.has(eventId))
      .map(({ eventId }) => `${listener} heard ${eventId}, which nobody told it`),
  ];
}

/** What each keeps of the other is what comes of all that the other told. */
export function checkCopies({ governance, funding, 'property-management': companies }: CityRows): string[] {
  const projects = governance.projects.map(({ id, name }) => `${id} ${name}`);
  const proposed = funding.outbox
    .filter(({ type }) => type === 'funding.project-proposed.v1')
    .map(({ data }) => `${data.projectId} ${data.name}`);

  const lastOf = (outbox: readonly OutboxRow[], ...types: readonly string[]) =>
    new Map(
      outbox
        .filter(({ type }) => types.includes(type))
        .toSorted((a, b) => a.sequence - b.sequence)
        .map(({ subject, data }) => [subject, data]),
    );
  const known = governance.companies.map(({ id, name }) => `${id} ${name}`);
  const called = lastOf(
    companies.outbox,
    'property-management.company-registered.v1',
    'property-management.company-corrected.v1',
  );
  const recorded = [...lastOf(governance.outbox, 'governance.building-recorded.v1')].flatMap(
    ([buildingId, { units }]) => units.map((unit: any) => `${unit.unitId} ${buildingId} ${unit.areaDm2}`),
  );
  const units = funding.units.map(({ id, buildingId, areaDm2 }) => `${id} ${buildingId} ${areaDm2}`);
  return [
    ...sameSet("governance's copy of projects", 'facts', new Set(projects), proposed),
    ...sameSet(
      "governance's copy of companies",
      'facts',
      new Set(known),
      [...called].map(([id, { name }]) => `${id} ${name}`),
    ),
    ...sameSet("funding's copy of homes", 'facts', new Set(units), recorded),
  ];
}

const subjects = (rows: readonly { subject: string }[]) => rows.map(({ subject }) => subject);

const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

/** What one side has and the other has not, or has twice. */
function sameSet(
  left: string,
  right: string,
  these: ReadonlySet<string>,
  those: ReadonlySet<string> | readonly string[],
): string[] {
  const others = new Set(those);
  const seen = new Set<string>();
  const twice = [...those].filter((each) => seen.has(each) || !seen.add(each));
  const say = (what: string, which: readonly string[]) =>
    which.length > 0 ? [`${left} against ${right}: ${what} ${which.slice(0, 3).join(', ')}`] : [];
  return [
    ...say(
      `${right} lack`,
      [...these].filter((each) => !others.has(each)),
    ),
    ...say(
      `${left} lack`,
      [...others].filter((each) => !these.has(each)),
    ),
    ...say('twice', twice),
  ];
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

const total = (amounts: readonly { amountFen: number }[]) =>
  amounts.reduce((sum, { amountFen }) => sum + BigInt(amountFen), 0n);
