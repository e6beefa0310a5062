import { canonicalBallots } from '@anju/rulebook/canonical-ballots';
import { canonicalText, freezeElectorate, headKeyOf } from '@anju/rulebook/electorate';
import { profileById } from '@anju/rulebook/rule-profile';
import { choiceOf, type HeadAct, standingOf } from '@anju/rulebook/standing';
import { tally, turnoutOf } from '@anju/rulebook/tally';
import { isDeepStrictEqual } from 'node:util';
import { type CourtLine, courtLine } from './court-line';
import { type Fault, fault, faultsOf } from './fault';
import { parsedJson } from './parsed-json';
import { sha256 } from './merkle';
import { atOnce, chainStart, linkOf, sealing } from './seal';
import type { Statement } from './statement';
import { worthOf } from './worth';

type Of<Kind extends CourtLine['kind']> = Extract<CourtLine, { kind: Kind }>;
type Vote = Extract<Of<'ACT'>, { act: 'VOTE' }>;

/** Reads the lines behind the statement, counts them again, and says what is not as the statement has it. */
export function checkCourt(statement: Statement, texts: readonly string[]): readonly Fault[] {
  const lines: CourtLine[] = [];
  for (const [i, text] of texts.entries()) {
    const read = courtLine.safeParse(parsedJson(text));
    if (!read.success) return [fault('LINE_INVALID', { line: i + 2, why: faultsOf(read.error) })];
    lines.push(read.data);
  }
  const of = <Kind extends CourtLine['kind']>(kind: Kind) =>
    lines.filter((line): line is Of<Kind> => line.kind === kind);
  const [seal, ...moreSeals] = of('SEAL');
  if (!seal || moreSeals.length > 0) return [fault('SEAL_MISSING')];

  const [units, heads, acts] = [of('UNIT'), of('HEAD'), of('ACT')];
  const worth = worthOf({
    acts,
    voidedPapers: of('VOIDED_PAPER'),
    voidedAnswers: of('VOIDED_ANSWER'),
    ratifications: of('RATIFICATION'),
  });
  const unsound = [
    ...checkRoll(units, heads),
    ...checkNotice(statement, of('NOTICE')),
    ...checkActs(statement, heads, acts),
    ...checkBlanks(statement, of('NOTICE'), acts),
    ...checkSales(statement, units, heads, of('TITLE_PROOF'), acts),
    ...checkPapers(statement, of),
    ...acts.flatMap((each) =>
      each.act === 'VOTE' && worth(each) !== each.choice ? [fault('WORTH_WRONG', { what: each.ballot })] : [],
    ),
  ];
  return unsound.length > 0
    ? unsound
    : [
        ...checkChain(seal.seed, texts, lines),
        ...checkSeals(statement, seal.seed, units, acts),
        ...recount(statement, units, heads, acts),
      ];
}

/** Each home once, and the owners of a head once: one that stood in two heads would count twice (REG-3, REG-7). */
function checkRoll(units: readonly Of<'UNIT'>[], heads: readonly Of<'HEAD'>[]): Fault[] {
  const named = new Set(heads.map(({ head }) => head));
  return [
    ...doubled(units.map(({ unit }) => unit)).map((what) => fault('TWICE', { what })),
    ...doubled(heads.map(({ head }) => head)).map((what) => fault('TWICE', { what })),
    ...doubled(heads.map(({ owners }) => headKeyOf(owners, (text) => text))).map((what) =>
      fault('TWICE', { what }),
    ),
    ...units.filter(({ head }) => !named.has(head)).map(({ unit: what }) => fault('HEAD_UNKNOWN', { what })),
  ];
}

const doubled = (all: readonly string[]): string[] => {
  const seen = new Set<string>();
  return all.filter((each) => seen.has(each) || !seen.add(each));
};

function checkNotice(statement: Statement, [notice, ...more]: readonly Of<'NOTICE'>[]): Fault[] {
  const { meetingId: meeting, questionId: question, opensAt, closesAt } = statement;
  const isIt =
    notice !== undefined &&
    more.length === 0 &&
    isDeepStrictEqual(
      [notice.meeting, notice.question, notice.opensAt, notice.closesAt],
      [meeting, question, opensAt, closesAt],
    );
  return isIt ? [] : [fault('DIFFERS', { what: 'NOTICE' })];
}

/** By who may act for the head (REG-7), in time (GOV-MEET-3), and by a form that was used once (GOV-VOTE-13). */
function checkActs(
  { opensAt, closesAt }: Statement,
  heads: readonly Of<'HEAD'>[],
  acts: readonly Of<'ACT'>[],
): Fault[] {
  const owners = new Map(heads.map(({ head, owners }) => [head, new Set<string>(owners)]));
  const votes = acts.filter((each) => each.act === 'VOTE');
  const forms = new Map<string, string>();
  return [
    ...doubled(acts.map(({ head, sequence }) => `${head} ${sequence}`)).map((what) =>
      fault('TWICE', { what }),
    ),
    ...doubled(votes.map(({ head, ballot }) => `${head} ${ballot}`)).map((what) => fault('TWICE', { what })),
    ...acts.flatMap((each) => {
      const { head, owner } = each;
      const faults: Fault[] = [];
      if (!owners.get(head)?.has(owner) && !hasBought(each, acts))
        faults.push(fault('NOT_AN_OWNER', { what: owner }));
      if (each.act !== 'VOTE') return faults;
      if (each.receivedAt < opensAt || each.receivedAt >= closesAt)
        faults.push(fault('OUTSIDE_VOTING', { what: each.ballot }));
      if ((each.channel === 'PAPER') !== (each.form !== null) || each.signed === (each.why === 'NOT_SIGNED'))
        faults.push(fault('WORTH_WRONG', { what: each.ballot }));
      if (each.form !== null && each.choice !== 'VOIDED') {
        const before = forms.get(each.form) ?? each.ballot;
        if (before !== each.ballot) faults.push(fault('TWICE', { what: each.form }));
        forms.set(each.form, before);
      }
      return faults;
    }),
  ];
}

/** A paper without a mark is an abstention where the place's law or the rules of procedure say so, and nowhere else (GOV-VOTE-6). */
function checkBlanks(
  { ruleProfile }: Statement,
  notices: readonly Of<'NOTICE'>[],
  acts: readonly Of<'ACT'>[],
): Fault[] {
  const abstain =
    profileById(ruleProfile)!.meeting.signedBlank === 'ABSTAIN' ||
    notices.every(({ rulesOfProcedure }) => rulesOfProcedure?.clauses.signedBlank === 'ABSTAIN');
  return acts.flatMap((each) =>
    each.act === 'VOTE' && each.written === 'BLANK' && !(abstain && each.channel === 'PAPER')
      ? [fault('WORTH_WRONG', { what: each.ballot })]
      : [],
  );
}

/** Whether a sale to who acts was proven before, and stands, or who acts has no say any more for it was not (REG-7). */
function hasBought(act: Of<'ACT'>, acts: readonly Of<'ACT'>[]): boolean {
  if (act.act === 'SALE' || act.act === 'SALE_VOIDED') return true;
  const isVoided = act.act === 'VOTE' && act.choice === 'VOIDED';
  return acts.some(
    ({ act: kind, head, owner, sequence, receivedAt }) =>
      (kind === 'SALE' || (isVoided && kind === 'SALE_VOIDED')) &&
      head === act.head &&
      owner === act.owner &&
      sequence < act.sequence &&
      receivedAt <= act.receivedAt,
  );
}

/** Each sale by a paper that shows that all homes of the head are the buyer's (REG-7). */
function checkSales(
  { closesAt }: Statement,
  units: readonly Of<'UNIT'>[],
  heads: readonly Of<'HEAD'>[],
  proofs: readonly Of<'TITLE_PROOF'>[],
  acts: readonly Of<'ACT'>[],
): Fault[] {
  return acts.flatMap(({ act, head, owner, receivedAt }) => {
    if (act !== 'SALE' && act !== 'SALE_VOIDED') return [];
    const homes = units.filter((unit) => unit.head === head).map(({ unit }) => unit);
    const isOfTheHead = heads.some((each) => each.head === head && each.owners.includes(owner));
    const shown = proofs.some(
      ({ buyer, units: onPaper, provenAt, voidedAt }) =>
        buyer === owner &&
        !isOfTheHead &&
        homes.every((home) => onPaper.includes(home)) &&
        (act === 'SALE'
          ? voidedAt === null && receivedAt === provenAt
          : voidedAt !== null && voidedAt < closesAt && [provenAt, voidedAt].includes(receivedAt)),
    );
    return shown && receivedAt < closesAt ? [] : [fault('SALE_UNPROVEN', { what: `${head} ${owner}` })];
  });
}

/**
 * The proxy that a ballot names is there, and ended for no other; papers alone are voided, while voting was open; and
 * nothing was entered or became of a ballot after the count (GOV-MEET-4, GOV-VOTE-13).
 */
function checkPapers(
  { closesAt, decidedAt }: Statement,
  of: <Kind extends CourtLine['kind']>(kind: Kind) => Of<Kind>[],
): Fault[] {
  const proxies = new Set<string>(of('PROXY').map(({ proxy }) => proxy));
  const votes = of('ACT').filter((each): each is Vote => each.act === 'VOTE');
  const named = new Set(votes.map(({ ballot, proxy }) => `${ballot} ${proxy}`));
  const onPaper = new Set(votes.flatMap(({ ballot, channel }) => (channel === 'PAPER' ? [ballot] : [])));
  const late = [
    ...votes.map(({ ballot, enteredAt: at }) => ({ ballot, at })),
    ...of('RATIFICATION').map(({ ballot, ratifiedAt: at }) => ({ ballot, at })),
    ...of('VOIDED_ANSWER').map(({ ballot, voidedAt: at }) => ({ ballot, at })),
  ].filter(({ at }) => at > decidedAt);
  return [
    ...votes
      .filter(({ proxy, inPerson }) => proxy !== null && (inPerson || !proxies.has(proxy)))
      .map(({ ballot: what }) => fault('PROXY_UNKNOWN', { what })),
    ...of('VOIDED_ANSWER')
      .filter(({ ballot, proxy }) => !named.has(`${ballot} ${proxy}`))
      .map(({ ballot: what }) => fault('PROXY_UNKNOWN', { what })),
    ...of('VOIDED_PAPER')
      .filter(({ ballot, voidedAt }) => !onPaper.has(ballot) || voidedAt >= closesAt)
      .map(({ ballot: what }) => fault('WORTH_WRONG', { what })),
    ...late.map(({ ballot: what }) => fault('AFTER_COUNT', { what })),
  ];
}

/** Where a chain breaks: a line was changed, added, moved or taken out before it. */
function checkChain(seed: string, texts: readonly string[], lines: readonly CourtLine[]): Fault[] {
  let chain = chainStart(seed);
  for (const [i, line] of lines.entries()) {
    if (line.kind !== 'ACT') continue;
    if (line.before !== chain) return [fault('CHAIN_BROKEN', { line: i + 2 })];
    chain = linkOf(texts[i]!);
  }
  return [];
}

function checkSeals(
  statement: Statement,
  seed: string,
  units: readonly Of<'UNIT'>[],
  acts: readonly Of<'ACT'>[],
): Fault[] {
  const frozen = inOrderOfIds(units).map(({ unit: unitId, head: headKey, areaDm2 }) => ({
    unitId,
    headKey,
    areaDm2,
  }));
  const sealed = atOnce(
    sealing(
      seed,
      frozen,
      acts.map(({ kind: _, before: __, ...act }) => act),
    ),
  );
  const answers = acts.filter((each): each is Vote => each.act === 'VOTE');
  return differences(statement, {
    ...sealed,
    snapshotHash: hex(
      canonicalText({ units: frozen.map((each) => ({ ...each, buildingId: 'bld_', label: '' })) }),
    ),
    ballotsHash: hex(
      canonicalBallots(
        answers.map(({ head: headKey, ballot: ballotId, owner: ownerId, ...rest }) => ({
          ...rest,
          headKey,
          ballotId,
          ownerId,
        })),
      ),
    ),
  });
}

/** Counts by the functions by which the service counts: whose ballot stands for a head, and what all heads come to. */
function recount(
  statement: Statement,
  units: readonly Of<'UNIT'>[],
  heads: readonly Of<'HEAD'>[],
  acts: readonly Of<'ACT'>[],
): Fault[] {
  const ownersOf = new Map(heads.map(({ head, owners }) => [head, owners]));
  const frozen = freezeElectorate(
    units.map(({ unit: unitId, building: buildingId, label, head: headKey, areaDm2 }) => ({
      ...{ unitId, buildingId, label, areaDm2, headKey },
      ownerIds: ownersOf.get(headKey)!,
    })),
  );
  if (!frozen.accepted) return [fault('DIFFERS', { what: 'turnout' })];
  const { ballotChange } = profileById(statement.ruleProfile)!.meeting;
  const byHead = new Map<string, Of<'ACT'>[]>(heads.map(({ head }) => [head, []]));
  for (const act of acts) byHead.get(act.head)?.push(act);
  const count = tally(
    frozen.state.heads.map(({ headKey, areaDm2 }) => {
      const done = (byHead.get(headKey) ?? []).map(toHeadAct);
      const standing = standingOf(done, ballotChange);
      return {
        areaDm2,
        standing: choiceOf(done, standing) ?? (standing.state as Exclude<typeof standing.state, 'COUNTED'>),
      };
    }),
  );
  return differences(statement, { turnout: turnoutOf(count) });
}

const toHeadAct = ({ owner: ownerId, receivedAt, sequence, ...act }: Of<'ACT'>): HeadAct => {
  const common = { ownerId, receivedAt, sequence };
  if (act.act !== 'VOTE') return { ...common, kind: act.act };
  const { ballot: ballotId, channel, choice, inPerson } = act;
  return { ...common, kind: 'VOTE', ballotId, channel, choice, inPerson };
};

const differences = (statement: Statement, found: Partial<Statement>): Fault[] =>
  Object.entries(found)
    .filter(([what, value]) => !isDeepStrictEqual(statement[what as keyof Statement], value))
    .map(([what]) => fault('DIFFERS', { what }));

const hex = (text: string): string => sha256(text).toString('hex');

const inOrderOfIds = (units: readonly Of<'UNIT'>[]) => units.toSorted((a, b) => (a.unit < b.unit ? -1 : 1));
