import {
  type FundingInstrument,
  type FundingKind,
  isInKind,
  isInstrumentOf,
} from '@anju/rulebook/funding-kind';
import { type ContentCode, contents as kindsOfWork } from '@anju/rulebook/content';
import { type Refusal, refuse } from '@anju/values/decision';
import type { Id } from '@anju/values/id';
import type { Fen } from '@anju/values/money';
import { type AmountRefusalCode, sumEntered, tooLarge, whyNotAnAmount } from '../../entered-amount';
import { groupBy } from '../../group-by';
import { whyNotOnSharedParts } from '../../on-shared-parts';
import { type Purse, spreadMoney } from '../../spread-money';
import { canKeepApart } from './central-grants';
import { type ContentItem, pieceNumbers } from './content-item';
import type { RenovationProject } from './renovation-project';

/**
 * So much of a project's money, of one kind and by one instrument (FUND-1, FUND-2). It pays for one piece of work, for
 * the kinds of work that its giver allows, or for whatever the project consists of (FUND-8).
 */
export interface FundingLine {
  readonly projectId: Id<'prj'>;
  /** 1, 2, 3 … as they were entered. */
  readonly number: number;
  readonly kind: FundingKind;
  readonly instrument: FundingInstrument;
  readonly amountFen: Fen;
  /** The piece of work it pays for, 1 for the first of the project's contents; null where it names none. */
  readonly contentItemNumber: number | null;
  /** Its earmark: the kinds of work it may pay for and nothing besides; null where nothing is said. */
  readonly contentCodes: readonly ContentCode[] | null;
  readonly synthetic: boolean;
}

/** Either is absent as well as null, so that a request from before lines had it is still the same when it is repeated. */
export interface NewFundingLine extends Omit<FundingLine, 'projectId' | 'number' | keyof Earmark> {
  readonly contentItemNumber?: Earmark['contentItemNumber'];
  readonly contentCodes?: Earmark['contentCodes'];
}

type Earmark = Pick<FundingLine, 'contentItemNumber' | 'contentCodes'>;

type EarmarkRefusalCode =
  | 'NOT_ON_SHARED_PARTS'
  | 'CONTENT_ITEM_NOT_FOUND'
  | 'CONTENT_ITEM_NOT_IN_EARMARK'
  | 'SECOND_CENTRAL_GRANT'
  | 'CENTRAL_GRANTS_MEET'
  | 'BEYOND_CONTENT_ITEM_COST'
  | 'BEYOND_EARMARKED_COST';

export type MoneyRefusalCode =
  AmountRefusalCode | EarmarkRefusalCode | 'INSTRUMENT_OF_ANOTHER_KIND' | 'MONEY_DIFFERS_FROM_COST';

/** The piece of work of this number; null if there are not as many. */
export const itemNumbered = (contents: readonly ContentItem[], number: number): ContentItem | null =>
  contents[number - 1] ?? null;

/**
 * The kinds of work that a line may pay for: that of its piece, those of its earmark, or all of the project's (FUND-8); of
 * these the owners' fund pays for works on shared parts alone (MF-1).
 */
export function allowedCodes(
  { instrument, ...earmark }: Pick<NewFundingLine, 'instrument' | keyof Earmark>,
  contents: readonly ContentItem[],
): readonly ContentCode[] {
  const codes = [...new Set(namedCodes(earmark, contents) ?? contents.map(({ code }) => code))];
  return isOwnersFund(instrument) ? codes.filter((code) => kindsOfWork[code].onSharedParts) : codes;
}

/** The kinds of work that a line names by its piece or its earmark; null where it names none. */
function namedCodes(
  { contentItemNumber, contentCodes }: Partial<Earmark>,
  contents: readonly ContentItem[],
): readonly ContentCode[] | null {
  const item = itemNumbered(contents, contentItemNumber ?? 0);
  if (item) return [item.code];
  return contentCodes?.length ? contentCodes : null;
}

const isOwnersFund = (instrument: FundingInstrument): boolean => instrument === 'MAINTENANCE_FUND';

/** The number of the one piece of work a line can pay for: it names it, or its earmark leaves no other; null if there are more. */
function pieceOf(
  { contentItemNumber, contentCodes }: NewFundingLine,
  contents: readonly ContentItem[],
): number | null {
  if (contentItemNumber != null || !contentCodes?.length) return contentItemNumber ?? null;
  const numbers = contents.flatMap(({ code }, i) => (contentCodes.includes(code) ? [i + 1] : []));
  return numbers.length === 1 ? numbers[0]! : null;
}

/** Why this money is not that of a project of these contents; null if it is, to the fen (FUND-1, FUND-2, FUND-8). */
export function wrongMoney(
  lines: readonly NewFundingLine[],
  { contents, costFen }: Pick<RenovationProject, 'contents' | 'costFen'>,
): Refusal<MoneyRefusalCode> | null {
  for (const { kind, instrument, amountFen } of lines) {
    const refusal = whyNotAnAmount(amountFen, 'FUND-1');
    if (refusal) return refusal;
    if (!isInstrumentOf(kind, instrument))
      return refuse('INSTRUMENT_OF_ANOTHER_KIND', 'FUND-2', { detail: { kind, instrument } }).refusal;
  }
  const moneyFen = sumEntered(lines.map(({ amountFen }) => amountFen));
  if (moneyFen === null) return tooLarge().refusal;
  const wrong = wrongEarmark(lines, contents);
  if (wrong) return wrong;
  if (moneyFen === costFen) return whyGrantsMeet(lines, contents);

  const detail = { moneyFen, costFen, differenceFen: Math.abs(moneyFen - costFen) };
  return refuse('MONEY_DIFFERS_FROM_COST', 'FUND-1', { detail }).refusal;
}

/**
 * Why these lines may not pay for the work that they are for; null if they may. A piece of work draws one central grant
 * at most, and all that is for it alone comes to no more than it costs; so does all that is for some kinds (FUND-8).
 */
function wrongEarmark(
  lines: readonly NewFundingLine[],
  contents: readonly ContentItem[],
): Refusal<EarmarkRefusalCode> | null {
  const byPiece = groupBy(lines, (line) => pieceOf(line, contents));
  for (const [number, own] of byPiece) {
    if (number === null) continue;
    const item = itemNumbered(contents, number);
    if (!item) return refuse('CONTENT_ITEM_NOT_FOUND', null, { detail: { number } }).refusal;

    const unfit = own.find(({ contentCodes }) => contentCodes?.length && !contentCodes.includes(item.code));
    if (unfit) {
      const detail = { number, contentCode: item.code, allowed: unfit.contentCodes!.join(', ') };
      return refuse('CONTENT_ITEM_NOT_IN_EARMARK', 'FUND-8', { detail }).refusal;
    }
  }
  const notForFund = whyNotPlannedFromFund(lines, contents);
  if (notForFund) return notForFund;
  const second = whySecondGrant(lines, contents);
  if (second) return second;
  for (const [number, own] of byPiece) {
    if (number === null) continue;
    const { costFen } = itemNumbered(contents, number)!;
    const moneyFen = sumOf(own);
    if (moneyFen > costFen) {
      const detail = { number, moneyFen, costFen, beyondFen: moneyFen - costFen };
      return refuse('BEYOND_CONTENT_ITEM_COST', 'FUND-8', { detail }).refusal;
    }
  }
  return whyBeyondEarmarks(lines, contents);
}

/** Why the owners' fund is not there for what it shall pay for, or for anything that the project consists of; null if it is (MF-1). */
function whyNotPlannedFromFund(
  lines: readonly NewFundingLine[],
  contents: readonly ContentItem[],
): Refusal<'NOT_ON_SHARED_PARTS'> | null {
  for (const line of lines.filter(({ instrument }) => isOwnersFund(instrument))) {
    const named = namedCodes(line, contents);
    if (!named && allowedCodes(line, contents).length > 0) continue;
    const refusal = whyNotOnSharedParts(named ?? contents.map(({ code }) => code));
    if (refusal) return refusal;
  }
  return null;
}

/** Why money does not all fit into the work that it is for, however it is divided; null if it does (FUND-8). */
function whyBeyondEarmarks(
  lines: readonly NewFundingLine[],
  contents: readonly ContentItem[],
): Refusal<'BEYOND_EARMARKED_COST'> | null {
  const purses = pursesOf(lines, contents);
  // What may pay for anything finds room where there is as much of it as all costs (FUND-1).
  const all = new Set(contents.map(({ code }) => code));
  const bound = [...lines.entries()].filter(
    ([, line]) => namedCodes(line, contents) || allowedCodes(line, contents).length < all.size,
  );
  const { unmetFen, tooSmall } = spreadMoney(
    purses,
    new Map(bound.map(([i, { amountFen }]) => [i, amountFen])),
  );
  if (unmetFen === 0) return null;

  const others = purses.filter((_, at) => !tooSmall.has(at));
  const crowded = bound.flatMap(([i, line]) => (others.some(({ takers }) => takers.has(i)) ? [] : [line]));
  const moneyFen = sumOf(crowded);
  const costFen = sumOf(purses.filter((_, at) => tooSmall.has(at)));
  const allowed = [...new Set(crowded.flatMap((line) => allowedCodes(line, contents)))].join(', ');
  const detail = { allowed, moneyFen, costFen, beyondFen: moneyFen - costFen };
  return refuse('BEYOND_EARMARKED_COST', 'FUND-8', { detail }).refusal;
}

/** The numbers of the pieces that a line may pay for. */
function piecesOf(
  line: NewFundingLine,
  contents: readonly ContentItem[],
  numbers: readonly number[],
): ReadonlySet<number> {
  if (line.contentItemNumber != null) return new Set([numbers[line.contentItemNumber - 1]!]);
  const codes = allowedCodes(line, contents);
  return new Set(numbers.filter((_, i) => codes.includes(contents[i]!.code)));
}

/** What each piece of work costs, and which lines may pay for it, 0 for the first. */
function pursesOf(
  lines: readonly NewFundingLine[],
  contents: readonly ContentItem[],
): readonly Purse<number>[] {
  const numbers = pieceNumbers(contents);
  const pieces = lines.map((line) => piecesOf(line, contents, numbers));
  return [...new Set(numbers)].map((number) => ({
    amountFen: costOf(number, contents, numbers),
    takers: new Set(pieces.flatMap((own, i) => (own.has(number) ? [i] : []))),
  }));
}

/** Why two central grants are for one piece of work, which is all that either may pay for; null if none are (FUND-8). */
function whySecondGrant(
  lines: readonly NewFundingLine[],
  contents: readonly ContentItem[],
): Refusal<'SECOND_CENTRAL_GRANT'> | null {
  const numbers = pieceNumbers(contents);
  for (const [number, grants] of groupBy(lines.filter(isCentral), (line) =>
    onlyOne(piecesOf(line, contents, numbers)),
  )) {
    if (number === null || grants.length === 1) continue;
    const costFen = costOf(number, contents, numbers);
    const asEntered = numbers.flatMap((each, i) => (each === number ? [i + 1] : [])).join(', ');
    const detail = { numbers: asEntered, lines: grants.length, grantsFen: sumOf(grants), costFen };
    return refuse('SECOND_CENTRAL_GRANT', 'FUND-8', { detail }).refusal;
  }
  return null;
}

/**
 * Why two central grants meet at a piece of work, whichever pieces each line pays for; null if they need not (FUND-8).
 * What other money alone can pay of is not theirs, so all of it is divided, to the fen.
 */
function whyGrantsMeet(
  lines: readonly NewFundingLine[],
  contents: readonly ContentItem[],
): Refusal<'CENTRAL_GRANTS_MEET'> | null {
  const central = new Set(lines.flatMap((line, i) => (isCentral(line) ? [i] : [])));
  if (central.size < 2) return null;
  const amounts = new Map(lines.map(({ amountFen }, i) => [i, amountFen]));
  if (canKeepApart(pursesOf(lines, contents), amounts, central)) return null;
  const detail = { lines: central.size, grantsFen: sumOf(lines.filter(isCentral)) };
  return refuse('CENTRAL_GRANTS_MEET', 'FUND-8', { detail }).refusal;
}

const onlyOne = (numbers: ReadonlySet<number>): number | null =>
  numbers.size === 1 ? [...numbers][0]! : null;

const costOf = (number: number, contents: readonly ContentItem[], numbers: readonly number[]): Fen =>
  contents.reduce((sofar, { costFen }, i) => sofar + (numbers[i] === number ? costFen : 0), 0);

/**
 * The two central channels of FUND-2. A subsidy may be the province's own, which the instrument does not tell, so it
 * counts as central; a bond is paid back (FUND-3) and does not.
 */
const isCentral = ({ instrument }: Pick<FundingLine, 'instrument'>): boolean =>
  instrument === 'CENTRAL_BUDGET_INVESTMENT' || instrument === 'SUPERIOR_SPECIAL_SUBSIDY';

const sumOf = (lines: readonly Pick<FundingLine, 'amountFen'>[]): Fen =>
  lines.reduce((sofar, { amountFen }) => sofar + amountFen, 0);

/** Goods count towards the whole and are shown apart from cash (FUND-1). */
export function cashAndKind(lines: readonly FundingLine[]): { cashFen: Fen; inKindFen: Fen } {
  const sum = (inKind: boolean) => sumOf(lines.filter(({ instrument }) => isInKind(instrument) === inKind));
  return { cashFen: sum(false), inKindFen: sum(true) };
}
